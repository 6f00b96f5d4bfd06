import { catalogue } from '../municipality/index.ts';
import { brief } from './brief.ts';
import type { Asset } from './contract.ts';
import type { AssetRow } from './queries.ts';

/** One asset as the asker may see it: staff all of it, the public its public face. */
export function assetView(row: AssetRow, asker: { language: string; staff: boolean }): Asset {
	const { staff } = asker;
	const line = catalogue.byNumber.get(row.class)?.geometry === 'LineString';
	return {
		...brief(row, asker),
		status: row.status,
		ward: row.ward,
		geometry: row.geometry,
		lengthM: line ? row.lengthM : null,
		installedOn: staff ? row.installedOn : null,
		conditionGrade: staff ? row.conditionGrade : null,
		conditionOn: staff ? row.conditionOn : null,
		criticality: staff ? row.criticality : null,
		key: staff ? row.key : null,
		zone: staff ? row.zone : null,
		version: row.version,
	};
}

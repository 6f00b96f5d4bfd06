import { columnsOf } from '../assets/index.ts';
import type { Queryable, Queryables } from '../platform/cql2/index.ts';
import { type Sql, sql } from '../platform/sql.ts';
import { type AssetTile, attributeSql } from './asset-queries.ts';
import type { Layer, View } from './layers.ts';

const fields: Readonly<Record<string, Queryable>> = {
	key: { type: 'string', sql: sql`asset.key` },
	reference: { type: 'string', sql: sql`asset.reference` },
	owner: { type: 'string', sql: sql`asset.owner` },
	status: { type: 'string', sql: sql`asset.status` },
	installed_on: { type: 'date', sql: sql`asset.installed_on` },
	retired_on: { type: 'date', sql: sql`asset.retired_on` },
	condition_grade: { type: 'number', sql: sql`asset.condition_grade` },
	condition_on: { type: 'date', sql: sql`asset.condition_on` },
	criticality: { type: 'number', sql: sql`asset.criticality` },
	street: { type: 'string', sql: sql`asset.street` },
	zone: { type: 'string', sql: sql`asset.zone` },
	ward: { type: 'string', sql: sql`(select ward.name from ward where ward.id = asset.ward_id)` },
};

const geometry: Queryable = { type: 'geometry', sql: sql`asset.geom`, mercator: sql`asset.geom_3857` };
const types = { text: 'string', number: 'number', integer: 'number', boolean: 'boolean', date: 'date' } as const;

const dayPattern = '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$';
const daySql = (value: Sql): Sql => sql`(case when (${value}) ~ ${dayPattern}::text then (${value})::date end)`;

/** What a layer's assets can be asked by: what their own pages tell whoever asks, by the same names as in the standards' collections. */
export function assetQueryables({ home }: Layer & { kind: 'assets' }, view: View, at: string | undefined): Queryables {
	const tile: Pick<AssetTile, 'number' | 'view' | 'at'> = { number: home.number, view, at };
	const columns = view === 'shape' ? [] : columnsOf(home, view === 'staff');
	const found = columns.flatMap(({ name, kind, of, field }): [string, Queryable][] => {
		const attribute = of === 'attribute' ? home.attributes.find(({ id }) => id === field) : undefined;
		if (!attribute) return fields[field] ? [[name, fields[field]]] : [];
		const value = attributeSql(tile, attribute);
		return [[name, { type: types[kind], sql: kind === 'date' ? daySql(value) : sql`(${value})` }]];
	});
	return new Map([...found, ['geometry', geometry]]);
}

/** What faults can be asked by, of staff and of everybody else alike. */
export const faultQueryables: Queryables = new Map<string, Queryable>([
	['code', { type: 'string', sql: sql`fault.code` }],
	['mode', { type: 'string', sql: sql`fault.failure_mode` }],
	['class', { type: 'string', sql: sql`fault.class_code` }],
	['state', { type: 'string', sql: sql`fault.state` }],
	['open', { type: 'boolean', sql: sql`fault.open` }],
	['emergency', { type: 'boolean', sql: sql`fault.emergency` }],
	['street', { type: 'string', sql: sql`fault.street` }],
	['ward', { type: 'string', sql: sql`fault.ward_name` }],
	['department', { type: 'string', sql: sql`fault.department_code` }],
	['reports', { type: 'number', sql: sql`fault.reports` }],
	['since', { type: 'date', sql: sql`fault.first_report_on` }],
]);

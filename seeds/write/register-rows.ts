import type { Place } from '../town/homes.ts';
import { type Asset, DAY, point } from '../town/register.ts';
import type { Ward } from '../town/wards.ts';
import { Rows, type Table } from './copy.ts';
import { dayText, ewkb, instantText, multiPolygon, row } from './text.ts';

const assetColumns = [
	...[
		'id',
		'class',
		'key',
		'reference',
		'owner',
		'status',
		'geom',
		'attributes',
		'zone',
		'street',
		'ward_id',
		'installed_on',
		'in_register_from',
		'retired_on',
	],
	...['replaced_by', 'position_sd_m', 'condition_grade', 'condition_on', 'criticality', 'replacement_cost', 'useful_life_years', 'version', 'changed_at'],
];

/** Rows of the register with every version an asset has had, and what took the place of what. */
export function registerTables(assets: readonly Asset[], places: readonly Place[]): Table[] {
	const [current, versions, lineage] = [new Rows(), new Rows(), new Rows()];
	// successors first: the row that is replaced names them
	for (let i = assets.length - 1; i >= 0; i--) {
		const asset = assets[i] as Asset;
		const geom = ewkb(asset.shape);
		const attributes = JSON.stringify(asset.attributes);
		current.add(assetRow(asset, { geom, attributes }));
		for (const version of versionRows(asset, { geom, attributes })) {
			versions.add(version);
		}
		if (asset.retired !== null && asset.replacedBy !== null) {
			lineage.add(row([asset.id, asset.replacedBy, 'replaced', instantText(asset.retired)]));
		}
	}
	return [
		{ name: 'asset', columns: assetColumns, rows: current },
		{ name: 'asset_version', columns: ['asset_id', 'version', 'valid', 'geom', 'record'], rows: versions },
		{ name: 'asset_lineage', columns: ['asset_id', 'successor_id', 'kind', 'at'], rows: lineage },
		{ name: 'place', columns: ['kind', 'name', 'suburb', 'number', 'geom', 'importance'], rows: Rows.of(places.map(placeRow)) },
	];
}

interface Written {
	readonly geom: string;
	readonly attributes: string;
}

function assetRow(it: Asset, { geom, attributes }: Written): string {
	const gone = it.retired !== null;
	return row([
		...[it.id, it.number, it.key, it.reference, it.owner, gone ? 'retired' : 'in-service', geom, attributes, it.zone, it.street, it.ward],
		...[dayText(it.installed), dayText(it.inRegister), dayText(it.retired), it.replacedBy, it.positionSd, it.grade, dayText(it.gradeOn), it.criticality],
		...[it.cost, it.life, gone ? 2 : 1, instantText(it.retired ?? it.inRegister)],
	]);
}

function versionRows(it: Asset, { geom, attributes }: Written): string[] {
	const record = (status: string): string =>
		`{"key":"${it.key}","reference":"${it.reference}","owner":"${it.owner}","status":"${status}","zone":${JSON.stringify(it.zone)},"street":${JSON.stringify(it.street)},"installed_on":"${dayText(it.installed)}","attributes":${attributes}}`;
	const [from, retired] = [instantText(it.inRegister), instantText(it.retired)];
	if (retired === null) {
		return [row([it.id, 1, `[${from},)`, geom, record('in-service')])];
	}
	return [row([it.id, 1, `[${from},${retired})`, geom, record('in-service')]), row([it.id, 2, `[${retired},)`, geom, record('retired')])];
}

const placeRow = (it: Place): string => row([it.kind, it.name, it.suburb, it.number, ewkb(point(it.at)), it.importance]);

/** Rows of the wards: valid since before the history began. */
export const wardTable = (wards: readonly Ward[], { from, people }: { from: number; people: (ward: Ward) => number }): Table => ({
	name: 'ward',
	columns: ['id', 'code', 'name', 'geom', 'valid', 'population'],
	rows: Rows.of(
		wards.map((ward) =>
			row([ward.number, String(ward.number), `Ward ${ward.number}`, multiPolygon([ward.ring]), `[${dayText(from - 400 * DAY)},)`, people(ward)]),
		),
	),
});

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
	...[
		'replaced_by',
		'position_sd_m',
		'condition_grade',
		'condition_on',
		'criticality',
		'replacement_cost',
		'useful_life_years',
		'version',
		'changed_at',
		'valid_from',
		'change_id',
	],
];

/** What the register remembers of a state that is over. */
const pastColumns = [
	...['asset_id', 'version', 'valid', 'class', 'key', 'reference', 'owner', 'status', 'geom', 'attributes', 'zone', 'street', 'ward_id', 'installed_on'],
	...['in_register_from', 'position_sd_m', 'condition_grade', 'condition_on', 'criticality', 'replacement_cost', 'useful_life_years', 'change_id'],
];

/** Rows of the register with what each asset was before, and what took the place of what. */
export function registerTables(assets: readonly Asset[], places: readonly Place[]): Table[] {
	const [current, past, lineage] = [new Rows(), new Rows(), new Rows()];
	// successors first: the row that is replaced names them
	for (let i = assets.length - 1; i >= 0; i--) {
		const asset = assets[i] as Asset;
		const geom = ewkb(asset.shape);
		const attributes = JSON.stringify(asset.attributes);
		current.add(assetRow(asset, { geom, attributes }));
		if (asset.retired !== null) past.add(pastRow(asset, { geom, attributes }));
		if (asset.retired !== null && asset.replacedBy !== null) {
			lineage.add(row([asset.id, asset.replacedBy, 'replaced', instantText(asset.retired)]));
		}
	}
	return [
		{ name: 'asset', columns: assetColumns, rows: current },
		{ name: 'asset_version', columns: pastColumns, rows: past },
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
		...[it.cost, it.life, gone ? 2 : 1, instantText(it.retired ?? it.inRegister), instantText(it.retired ?? it.inRegister), gone ? null : it.number],
	]);
}

function pastRow(it: Asset, { geom, attributes }: Written): string {
	return row([
		...[it.id, 1, `[${instantText(it.inRegister)},${instantText(it.retired)})`, it.number, it.key, it.reference, it.owner, 'in-service', geom, attributes],
		...[
			it.zone,
			it.street,
			it.ward,
			dayText(it.installed),
			dayText(it.inRegister),
			it.positionSd,
			it.grade,
			dayText(it.gradeOn),
			it.criticality,
			it.cost,
			it.life,
			it.number,
		],
	]);
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

import type { Text } from '../reports/index.ts';
import { fieldWords, rowWords, tableWords } from './words.ts';

/** What a field's values are. */
export type FieldType = 'text' | 'number' | 'boolean' | 'date' | 'geometry';

/** A column of a published view. */
export interface Field {
	/** As filters name it: `state`, or of a joined table `asset.material`. */
	readonly id: string;
	readonly title: Text;
	readonly type: FieldType;
	/** The view's alias and the column. */
	readonly alias: TableId | 'ward' | 'hexagon';
	readonly column: string;
}

/** What can be asked by. */
export type TableId = 'fault' | 'report' | 'work' | 'asset';

export interface Table {
	readonly id: TableId;
	readonly title: Text;
	readonly row: Text;
	readonly fields: ReadonlyMap<string, Field>;
}

type Columns = Readonly<Partial<Record<keyof typeof fieldWords, FieldType | readonly [FieldType, string]>>>;

const faultColumns: Columns = {
	code: 'text',
	failure_mode: 'text',
	family: 'text',
	class: 'text',
	state: 'text',
	open: 'boolean',
	emergency: 'boolean',
	priority: 'number',
	street: 'text',
	hex: ['text', 'hex'],
	department: 'text',
	reported_on: 'date',
	fixed_on: 'date',
	closed_on: 'date',
	due_on: 'date',
	days_to_fix: 'number',
	in_time: 'boolean',
	reports: 'number',
	me_toos: 'number',
	reopened: 'number',
	repeated: 'boolean',
	cost: 'number',
	hours: 'number',
	customers_affected: 'number',
	geometry: ['geometry', 'geom'],
};

const assetColumns: Columns = {
	reference: 'text',
	class: 'text',
	owner: 'text',
	status: 'text',
	material: 'text',
	diameter_mm: 'number',
	zone: 'text',
	street: 'text',
	hex: ['text', 'hex'],
	installed_on: 'date',
	decade: 'number',
	retired_on: 'date',
	condition_grade: 'number',
	condition_on: 'date',
	criticality: 'number',
	replacement_cost: 'number',
	useful_life_years: 'number',
	length_m: 'number',
	geometry: ['geometry', 'geom'],
};

const reportColumns: Columns = { failure_mode: 'text', channel: 'text', language: 'text', duplicate: 'boolean', rejected: 'boolean', reported_on: 'date' };

const workColumns: Columns = {
	order: ['text', 'code'],
	kind: 'text',
	state: 'text',
	department: 'text',
	crew: 'text',
	contractor: 'boolean',
	cost_code: 'text',
	outcome: 'text',
	cost: 'number',
	hours: 'number',
	opened_on: 'date',
	done_on: 'date',
};

const wardColumns: Columns = { ward: ['text', 'name'], ward_code: ['text', 'code'], population: 'number' };
const hexagonColumns: Columns = { suburb: 'text' };

/** The fields of a view; those of a joined one bear its name before a dot. */
function fieldsOf(alias: Field['alias'], columns: Columns, joined: boolean): [string, Field][] {
	return Object.entries(columns).map(([name, kind]) => {
		const [type, column] = typeof kind === 'string' ? [kind, name] : kind;
		const id = joined ? `${alias}.${name}` : name;
		const own = fieldWords[name as keyof typeof fieldWords];
		const title = joined && alias !== 'ward' && alias !== 'hexagon' ? titled(alias, own) : own;
		return [id, { id, title, type, alias, column }];
	});
}

/** "Asset: material": where a field is read beside those of another table, its table is said. */
function titled(alias: TableId, own: Text): Text {
	return Object.fromEntries(Object.entries(own).map(([language, word]) => [language, `${tableWords[alias][language] ?? alias}: ${word}`]));
}

const parts = [...fieldsOf('ward', wardColumns, false), ...fieldsOf('hexagon', hexagonColumns, false)];
const withAssets = [...fieldsOf('asset', assetColumns, true), ...parts];

const table = (id: TableId, fields: readonly [string, Field][]): [TableId, Table] => [
	id,
	{ id, title: tableWords[id], row: rowWords[id], fields: new Map(fields) },
];

/** All that can be asked by: the published views with the joins that go with them. Each column here stands in a view of the schema `insight`. */
export const tables: ReadonlyMap<TableId, Table> = new Map([
	table('fault', [...fieldsOf('fault', faultColumns, false), ...withAssets]),
	table('report', [...fieldsOf('report', reportColumns, false), ...fieldsOf('fault', faultColumns, true), ...withAssets]),
	table('work', [...fieldsOf('work', workColumns, false), ...fieldsOf('fault', faultColumns, true), ...withAssets]),
	table('asset', [...fieldsOf('asset', assetColumns, false), ...parts]),
]);

/** Whether rows and time in service can both be told apart by a field: it is about the asset, its ward or its suburb. */
export const ofAssets = ({ alias }: Field): boolean => alias === 'asset' || alias === 'ward' || alias === 'hexagon';

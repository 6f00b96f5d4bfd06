import type { AssetClass, Attribute } from '../../../gis-layers/index.ts';
import type { ColumnKind, ExportColumn } from './formats/index.ts';

/** A column of an export and where its value stands: in the register itself, or among the class's attributes. */
export interface Sourced extends ExportColumn {
	readonly of: 'register' | 'attribute';
	/** The register's field, or the attribute's id. */
	readonly field: string;
}

const registerKinds = {
	key: 'text',
	reference: 'text',
	owner: 'text',
	status: 'text',
	installed_on: 'date',
	retired_on: 'date',
	condition_grade: 'integer',
	condition_on: 'date',
	criticality: 'integer',
	street: 'text',
	zone: 'text',
	ward: 'text',
} as const satisfies Record<string, ColumnKind>;

/** Names that an import knows, where the first ten letters would not tell two apart. */
const shortNames: Readonly<Record<string, string>> = {
	installed_on: 'inst_date',
	retired_on: 'removed_on',
	condition_grade: 'cond_grade',
	condition_on: 'cond_date',
	criticality: 'crit_grade',
};

const publicFields = ['reference', 'owner', 'status', 'street', 'ward'];
const attributeKinds: Readonly<Record<Attribute['kind'], ColumnKind>> = { text: 'text', choice: 'text', number: 'number', date: 'date', boolean: 'boolean' };

/**
 * The columns of a class, by the names that an import knows again: the register's own, then the attributes. Where an attribute bears the name of a
 * register's column, the latter is called `register_…`. The public gets its public ones.
 */
export function columnsOf({ attributes }: AssetClass, staff: boolean, language = 'en'): Sourced[] {
	const seen = attributes.filter((it) => staff || it.public);
	const taken = new Set(seen.map((it) => it.id));
	const register = Object.entries(registerKinds).filter(([field]) => staff || publicFields.includes(field));
	return [
		...register.map(([field, kind]) => ({
			name: taken.has(field) ? `register_${field}` : field,
			...(shortNames[field] && { short: shortNames[field] }),
			kind,
			of: 'register' as const,
			field,
		})),
		...seen.map(({ id, kind, title }) => ({
			name: id,
			kind: attributeKinds[kind],
			title: title[language] ?? title['en'] ?? id,
			of: 'attribute' as const,
			field: id,
		})),
	];
}

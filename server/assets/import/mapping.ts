import type { AssetClass } from '../../../gis-layers/index.ts';
import { SourceError, type SourceRow } from '../sources/index.ts';
import { type RegisterField, registerFields } from './said.ts';

/** Names that other systems give to the register's own columns. */
const registerNames = {
	owner: ['owner', 'ownership', 'custodian', 'authority'],
	status: ['status', 'asset_status', 'lifecycle', 'lifecycle_status', 'op_status'],
	installed_on: [
		'installed_on',
		'install_date',
		'installdate',
		'instal_date',
		'inst_date',
		'date_inst',
		'install_year',
		'install_yr',
		'year_installed',
		'built',
		'year_built',
	],
	retired_on: ['retired_on', 'retire_date', 'removed_on', 'date_removed', 'decommissioned_on', 'decom_date'],
	condition_grade: ['condition_grade', 'cond_grade', 'condition', 'cond'],
	condition_on: ['condition_on', 'condition_date', 'cond_date', 'inspected_on', 'inspection_date', 'insp_date'],
	criticality: ['criticality', 'criticality_grade', 'crit_grade', 'crit'],
	street: ['street', 'street_name', 'street_nam', 'str_name', 'road_name'],
	zone: ['zone', 'supply_zone', 'feeder', 'feeder_id', 'circuit', 'pressure_zone', 'catchment', 'drainage_area'],
} as const satisfies Record<RegisterField, readonly string[]>;

/** Attributes of a class that name the network an asset hangs on: its zone. */
const zoneAttributes = ['feeder', 'pressure_zone', 'catchment', 'outfall'];
/** Row identifiers that many systems hand out anew at each export. */
const fleeting = /^(objectid|fid|ogc_fid|gid)$/i;

/** Which column of a file says what. */
export interface Mapping {
	/** Column of the register's key; null: the feature's own id. */
	readonly key: string | null;
	readonly attributes: Readonly<Record<string, string>>;
	readonly register: Readonly<Partial<Record<RegisterField, string>>>;
	/** Columns that nothing is taken from. */
	readonly unused: readonly string[];
	readonly warning?: string;
}

export interface MappingWish {
	readonly key?: string | undefined;
	/** Attribute or register field → column; an empty column means: not from this file. */
	readonly map?: Readonly<Record<string, string>> | undefined;
}

/** The tables of Shapefiles cut the names of their columns off here. */
const shortened = 10;

class Columns {
	readonly names: readonly string[];
	/** Whether the register itself wrote the file: then its columns bear the register's own names. */
	readonly ours: boolean;

	constructor(rows: readonly SourceRow[]) {
		this.names = [...new Set(rows.flatMap((it) => Object.keys(it.properties)))];
		this.ours = this.names.includes('key') && this.names.includes('reference');
	}

	/** The first column that bears one of these names, in any case of letters, whole or as far as a Shapefile has room for it. */
	among(names: readonly string[]): string | undefined {
		const found = names.map((name) => this.#called(name.toLowerCase()));
		return found.find((it) => it !== undefined);
	}

	#called(name: string): string | undefined {
		const cut = name.length > shortened ? name.slice(0, shortened) : name;
		return this.names.find((it) => it.toLowerCase() === name) ?? this.names.find((it) => it.toLowerCase() === cut);
	}

	/** A column asked for by name. */
	named(name: string, what: string): string {
		const found = this.names.find((it) => it === name) ?? this.among([name]);
		if (found === undefined) throw new SourceError(`there is no column "${name}" for ${what}; the file has: ${this.names.join(', ')}`);
		return found;
	}
}

function keyOf(layer: AssetClass, columns: Columns, { wish, rows }: { wish: string | undefined; rows: readonly SourceRow[] }): string | null {
	const ids = rows.some((it) => it.id !== undefined);
	if (wish !== undefined) return wish === 'id' && ids && columns.among(['id']) === undefined ? null : columns.named(wish, 'the key');
	const key = (columns.ours ? 'key' : columns.among(layer.source.keys)) ?? (ids ? null : columns.among(['key', 'id']));
	if (key === undefined)
		throw new SourceError(`which column is the register's key? Say --key COLUMN; the file has: ${columns.names.join(', ') || 'no columns'}`);
	return key;
}

function wished(layer: AssetClass, map: Readonly<Record<string, string>>): void {
	const known: string[] = [...layer.attributes.map((it) => it.id), ...registerFields];
	for (const name of Object.keys(map))
		if (!known.includes(name)) throw new SourceError(`${layer.id} has no attribute "${name}"; it has: ${[...new Set(known)].join(', ')}`);
}

/** For each name the column that was asked for, else the one its usual names point to. */
function pick(names: readonly (readonly [string, readonly string[]])[], map: Readonly<Record<string, string>>, columns: Columns): Record<string, string> {
	const found = names.map(([name, usual]) => {
		const wish = Object.hasOwn(map, name) ? map[name] : undefined;
		if (wish === undefined) return [name, columns.among(usual)];
		return [name, wish === '' ? undefined : columns.named(wish, name)];
	});
	return Object.fromEntries(found.filter((it): it is [string, string] => it[1] !== undefined));
}

/** Register fields that the files of others say by an attribute: the zone by the network an asset hangs on, the street of a road by its name. */
function borrowed(layer: AssetClass, attributes: Record<string, string>, map: Readonly<Record<string, string>>): Partial<Record<RegisterField, string>> {
	const network = zoneAttributes.map((it) => attributes[it]).find((it) => it !== undefined);
	const name = layer.id === 'roads' ? attributes['name'] : undefined;
	return {
		...(network !== undefined && map['zone'] === undefined && { zone: network }),
		...(name !== undefined && map['street'] === undefined && { street: name }),
	};
}

/** Decides which column says what: as asked for, else by the names that the class and the register know. */
export function mappingOf(layer: AssetClass, rows: readonly SourceRow[], wish: MappingWish): Mapping {
	const columns = new Columns(rows);
	const map = wish.map ?? {};
	wished(layer, map);
	const key = keyOf(layer, columns, { wish: wish.key, rows });
	const attributes = pick(
		layer.attributes.map((it) => [it.id, [it.id, ...(layer.source.attributes[it.id] ?? [])]] as const),
		map,
		columns,
	);
	// an export calls a column so where an attribute already has the name
	const names = Object.entries(registerNames).map(([name, usual]) => [name, columns.ours ? [`register_${name}`, name, ...usual] : [name, ...usual]] as const);
	const register: Partial<Record<RegisterField, string>> = { ...pick(names, map, columns), ...(columns.ours ? {} : borrowed(layer, attributes, map)) };
	const used = new Set([key, ...Object.values(attributes), ...Object.values(register)]);
	const warning =
		key !== null && fleeting.test(key)
			? { warning: `"${key}" changes with every export of many systems; a lasting number is a better key (--key COLUMN)` }
			: {};
	return { key, attributes, register, unused: columns.names.filter((it) => !used.has(it)), ...warning };
}

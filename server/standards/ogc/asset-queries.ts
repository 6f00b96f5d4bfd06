import { publicRegisterAt, registerAt } from '../../assets/index.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import type { Span } from './model.ts';

/** How much of a class somebody may see. */
export type View = 'staff' | 'public' | 'shape';

const day = (it: string): boolean => it.length === 10;
const zone = sql`(select municipality.zone from municipality)`;

/** The first moment of a day where the municipality is, or the instant itself. */
const firstSql = (it: string): Sql => (day(it) ? sql`(${it}::date::timestamp at time zone ${zone})` : sql`${it}::timestamptz`);
const lastSql = (it: string): Sql => (day(it) ? sql`((${it}::date + 1)::timestamp at time zone ${zone} - interval '1 microsecond')` : sql`${it}::timestamptz`);

const present: Record<View, Sql> = { staff: sql`asset`, public: sql`public_asset`, shape: sql`asset` };
const past: Record<View, Sql> = { staff: sql`asset_state`, public: sql`public_asset_state`, shape: sql`asset_state` };

/** The register now, as of a moment, or as each asset last was in a span of time. */
export function registerSql(view: View, number: number, at: Span | undefined): Sql {
	if (!at) return sql`${present[view]} as item`;
	if (at.from === at.to && at.to !== null) return sql`${(view === 'public' ? publicRegisterAt : registerAt)(at.to)} as item`;
	const span = sql`tstzrange(${at.from === null ? sql`null` : firstSql(at.from)}, ${at.to === null ? sql`null` : lastSql(at.to)}, '[]')`;
	return sql`(
		select distinct on (state.id) state.* from ${past[view]} as state
		where state.class = ${number}::smallint and state.valid && ${span}
		order by state.id, lower(state.valid) desc) as item`;
}

export const ofClass = (number: number, view: View): Sql[] => [
	sql`item.class = ${number}::smallint`,
	...(view === 'staff' ? [sql`item.status <> 'withdrawn'`] : []),
	...(view === 'shape' ? [sql`item.status = 'in-service'`] : []),
];

const ward = sql`(select ward.name from ward where ward.id = item.ward_id)`;

/** What is read of an asset beside its place. */
export const columnsSql: Record<View, Sql> = {
	staff: sql`, item.version, item.key, item.reference, item.owner, item.status, item.installed_on, item.retired_on, item.condition_grade, item.condition_on,
		item.criticality, item.street, item.zone, ${ward} as ward, item.attributes`,
	public: sql`, item.version, item.reference, item.owner, item.status, item.street, ${ward} as ward, item.attributes`,
	shape: sql``,
};

/** The register's own fields, as filters ask for them. */
export const fieldSql: Readonly<Record<string, Sql>> = {
	key: sql`item.key`,
	reference: sql`item.reference`,
	owner: sql`item.owner`,
	status: sql`item.status`,
	installed_on: sql`item.installed_on`,
	retired_on: sql`item.retired_on`,
	condition_grade: sql`item.condition_grade`,
	condition_on: sql`item.condition_on`,
	criticality: sql`item.criticality`,
	street: sql`item.street`,
	zone: sql`item.zone`,
	ward,
};

const value = (id: string): Sql => sql`item.attributes -> ${id}::text`;

/** An attribute as filters ask for it: what is not of its kind is unknown. */
export const attributeSql = {
	string: (id: string): Sql => sql`(item.attributes ->> ${id}::text)`,
	number: (id: string): Sql => sql`(case when jsonb_typeof(${value(id)}) = 'number' then (${value(id)})::float8 end)`,
	boolean: (id: string): Sql => sql`(case when jsonb_typeof(${value(id)}) = 'boolean' then (${value(id)})::boolean end)`,
	date: (id: string): Sql =>
		sql`(case when item.attributes ->> ${id}::text ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' then (item.attributes ->> ${id}::text)::date end)`,
};

export const extentOf = (number: number) => [
	{ from: sql`asset`, mercator: sql`asset.geom_3857`, geom: sql`asset.geom`, where: sql`asset.class = ${number}::smallint` },
	{ from: sql`asset_version as past`, mercator: sql`past.geom_3857`, geom: sql`past.geom`, where: sql`past.class = ${number}::smallint` },
];

/** Since when the register has known anything of a class. */
export const beginsSql = (number: number): Sql => sql`
	(select to_char(least((select min(asset.valid_from) from asset where asset.class = ${number}::smallint),
	        (select min(lower(past.valid)) from asset_version as past where past.class = ${number}::smallint)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))`;

export interface ReferenceRow {
	reference: string;
	key: string;
	version: number;
}

/** What an edit calls the asset of an id. */
export const referenceSql = (id: number, number: number): Sql => sql`
	select asset.reference, asset.key, asset.version from asset where asset.id = ${id} and asset.class = ${number}::smallint and asset.status <> 'withdrawn'`;

export const idsOfSql = (references: readonly string[]): Sql => sql`
	select asset.id, asset.reference from asset where asset.reference = any (${references}::text[]) order by asset.id`;

export const unknown = sql`null`;
export const item = { id: sql`item.id`, geom: sql`item.geom`, mercator: sql`item.geom_3857` };

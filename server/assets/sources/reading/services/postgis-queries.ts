/** What is asked of somebody else's PostGIS. Names come from its own catalogue or are quoted; values are bound. */
export interface Asked {
	readonly text: string;
	readonly values?: readonly unknown[];
}

/** How many rows are taken at once. */
export const fetched = 5000;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Read only, and never for longer than this. */
export const beginSql: readonly Asked[] = [
	{ text: 'begin transaction isolation level repeatable read read only' },
	{ text: "set local statement_timeout = '10min'" },
];

/** The tables and views with a geometry, with about how many rows they have. */
export const layersSql: Asked = {
	text: `
	select columns.f_table_schema as schema, columns.f_table_name as table, columns.f_geometry_column as geometry, columns.type, columns.srid,
	       nullif(pg_class.reltuples, -1)::float8 as rows
	from geometry_columns as columns
	left join pg_class on pg_class.oid = to_regclass(format('%I.%I', columns.f_table_schema, columns.f_table_name))
	order by columns.f_table_schema, columns.f_table_name, columns.f_geometry_column`,
};

/** The columns of a table or view, in order; nothing where there is no such table. */
export const columnsSql = (schema: string, table: string): Asked => ({
	text: `
	select pg_attribute.attname as name, format_type(pg_attribute.atttypid, null) as type
	from pg_attribute
	where pg_attribute.attrelid = to_regclass(format('%I.%I', $1::text, $2::text)) and pg_attribute.attnum > 0 and not pg_attribute.attisdropped
	order by pg_attribute.attnum`,
	values: [schema, table],
});

export interface Wanted {
	readonly schema: string;
	readonly table: string;
	readonly geometry: string;
	/** The other columns. */
	readonly columns: readonly string[];
}

/** Opens a cursor on all rows: their values as JSON, so that days and numbers come as they are written, their geometry, and its system by name. */
export const declareSql = ({ schema, table, geometry, columns }: Wanted): Asked => ({
	text: `
	declare register_rows no scroll cursor for
	select (select to_jsonb(told) from (select ${columns.map((it) => `source.${quoted(it)}`).join(', ')}) as told) as properties,
	       st_asbinary(source.${quoted(geometry)}::geometry) as wkb, system.auth_name || ':' || system.auth_srid as crs
	from ${quoted(schema)}.${quoted(table)} as source
	left join spatial_ref_sys as system on system.srid = st_srid(source.${quoted(geometry)}::geometry)`,
});

export const fetchSql: Asked = { text: `fetch ${fetched} from register_rows` };

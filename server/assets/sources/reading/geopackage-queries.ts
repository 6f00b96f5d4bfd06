/** What is asked of a GeoPackage. The SQL is SQLite's own. */

/** A name as SQLite takes it whatever it contains. */
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The table or the view of a name: what it is, on which page it begins, how it was made. */
export const tableSql = 'select type, rootpage as root, sql from sqlite_schema where lower(name) = lower(?)';

/** How SQLite would go about reading all of a table or a view. */
export const planSql = (name: string): string => `explain query plan select * from ${quoted(name)}`;

/** Layers of features and tables of attributes, with the name of their coordinate system as its authority has it. */
export const contentsSql = `
	select contents.table_name as name, contents.data_type as kind, columns.column_name as geometry, columns.geometry_type_name as type, columns.srs_id as srs,
	       systems.organization as authority, systems.organization_coordsys_id as code, systems.srs_name as title
	from gpkg_contents as contents
	left join gpkg_geometry_columns as columns on columns.table_name = contents.table_name
	left join gpkg_spatial_ref_sys as systems on systems.srs_id = columns.srs_id
	where contents.data_type in ('features', 'attributes', 'aspatial')
	order by contents.rowid`;

export const columnsSql = 'select name, type, pk, hidden, dflt_value as given from pragma_table_xinfo(?) where hidden <> 1';

/** As many rows as the program that wrote the file last counted. */
export const knownCountSql = 'select feature_count as count from gpkg_ogr_contents where lower(table_name) = lower(?)';

export const countSql = (name: string): string => `select count(*) as count from ${quoted(name)}`;

/** All rows of a layer in the order in which they stand. Of bytes that are no geometry it is enough to know how many there are. */
export const rowsSql = (name: string, columns: readonly { name: string; sizeOnly: boolean }[]): string =>
	`select ${columns.map((it) => (it.sizeOnly ? `length(${quoted(it.name)}) as ${quoted(it.name)}` : quoted(it.name))).join(', ')} from ${quoted(name)}`;

import { setImmediate } from 'node:timers/promises';
import sqlite, { type Database, type Statement } from 'node-sqlite3-wasm';
import { type ColumnKind, type ExportLayer, type ExportRow, type FilledLayer, format } from './index.ts';
import { contentOf, withScratch } from './writing/scratch.ts';
import { Box, positions, shapeOf } from './writing/shape.ts';

const columnTypes: Readonly<Record<ColumnKind, string>> = { text: 'TEXT', number: 'DOUBLE', integer: 'INTEGER', boolean: 'BOOLEAN', date: 'DATE' };
/** Programs want one kind of geometry a layer: lines and areas are all written as having several parts. */
const geometryNames = { Point: 'POINT', LineString: 'MULTILINESTRING', Polygon: 'MULTIPOLYGON', any: 'GEOMETRY' } as const;
const pieceCode: Readonly<Record<number, number>> = { 2: 5, 3: 6 };
/** Rows after which others get a turn: SQLite works where the server answers. */
const breath = 200;

const name = (it: string): string => `"${it.replaceAll('"', '""')}"`;
const text = (it: string): string => `'${it.replaceAll("'", "''")}'`;

/** The tables that make a GeoPackage of a database (OGC 12-128r15, requirements 1 to 30), with the three systems it must know and ours. */
const begin = ({ system }: ExportLayer): string => `
	pragma page_size = 4096; pragma journal_mode = off; pragma synchronous = off; pragma application_id = 0x47504b47; pragma user_version = 10300;
	create table gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
		organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
	create table gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
		last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
		CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
	create table gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
		z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
		CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
		CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
	insert into gpkg_spatial_ref_sys values
		('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
		('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
		('WGS 84 geodetic', 4326, 'EPSG', 4326, ${text(wgs84)}, 'longitude and latitude in degrees');
	insert or replace into gpkg_spatial_ref_sys values
		(${text(system.name)}, ${system.srid}, ${text(system.authority)}, ${system.code}, ${text(system.wkt)}, null);`;

const wgs84 =
	'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]';

/** A name that no column has. */
function freeName(layer: ExportLayer, wanted: string): string {
	const taken = layer.columns.map((it) => it.name.toLowerCase());
	return taken.includes(wanted) ? freeName(layer, `${wanted}_`) : wanted;
}

const layerTable = (layer: ExportLayer, geometry: string): string => `
	create table ${name(layer.name)} (${name(freeName(layer, 'fid'))} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, ${name(geometry)} ${geometryNames[layer.geometry]}${layer.columns
		.map((it) => `, ${name(it.name)} ${columnTypes[it.kind]}`)
		.join('')});
	insert into gpkg_contents (table_name, data_type, identifier, description, srs_id)
		values (${text(layer.name)}, 'features', ${text(layer.name)}, ${text(layer.title ?? '')}, ${layer.system.srid});
	insert into gpkg_geometry_columns values (${text(layer.name)}, ${text(geometry)}, '${geometryNames[layer.geometry]}', ${layer.system.srid}, 0, 0);`;

/** A line or area as one of several parts. */
function asParts(wkb: Uint8Array, many: boolean): Uint8Array {
	const code = many ? pieceCode[wkb[1] ?? 0] : undefined;
	return code === undefined ? wkb : Buffer.concat([Uint8Array.of(1, code, 0, 0, 0, 1, 0, 0, 0), wkb]);
}

/** The geometry with the header of a GeoPackage: its system, and its box where it is more than a point. */
function geometryOf({ wkb }: ExportRow, layer: ExportLayer, bounds: Box): Buffer | null {
	const shape = shapeOf(wkb);
	if (wkb === null || shape === undefined) return null;
	const places = positions(shape);
	bounds.hold(places);
	const head = Buffer.alloc(shape.type === 'Point' ? 8 : 40);
	head.write('GP');
	head.writeUInt8(shape.type === 'Point' ? 0b001 : 0b011, 3);
	head.writeInt32LE(layer.system.srid, 4);
	if (shape.type !== 'Point') {
		const { west, east, south, north } = new Box().hold(places);
		for (const [at, side] of [west, east, south, north].entries()) head.writeDoubleLE(side, 8 + at * 8);
	}
	return Buffer.concat([head, asParts(wkb, layer.geometry !== 'any')]);
}

function stored(kind: ColumnKind, it: unknown): string | number | null {
	if (it === null || it === undefined) return null;
	if (kind === 'boolean') return it ? 1 : 0;
	return kind === 'number' || kind === 'integer' ? Number(it) : String(it);
}

async function insert(into: Statement, rows: AsyncIterable<ExportRow>, layer: ExportLayer): Promise<Box> {
	const bounds = new Box();
	let count = 0;
	for await (const row of rows) {
		into.run([geometryOf(row, layer, bounds), ...layer.columns.map(({ name: column, kind }) => stored(kind, row.properties[column]))]);
		count += 1;
		if (count % breath === 0) await setImmediate();
	}
	return bounds;
}

async function fill(database: Database, { layer, rows }: FilledLayer): Promise<void> {
	const geometry = freeName(layer, 'geom');
	database.exec('begin');
	database.exec(layerTable(layer, geometry));
	const columns = [geometry, ...layer.columns.map((it) => it.name)];
	const into = database.prepare(`insert into ${name(layer.name)} (${columns.map(name).join(', ')}) values (${columns.map(() => '?').join(', ')})`);
	try {
		const { empty, west, south, east, north } = await insert(into, rows, layer);
		if (!empty)
			database.run('update gpkg_contents set min_x = ?, min_y = ?, max_x = ?, max_y = ? where table_name = ?', [west, south, east, north, layer.name]);
	} finally {
		into.finalize();
	}
	database.exec('commit');
}

export default format({
	id: 'geopackage',
	title: 'GeoPackage',
	endings: ['gpkg'],
	mediaType: 'application/geopackage+sqlite3',
	write: (layer, rows, further = []) =>
		withScratch(async function* (path) {
			const file = path('layer.gpkg');
			const database = new sqlite.Database(file);
			try {
				database.exec(begin(layer));
				for (const it of [{ layer, rows }, ...further]) await fill(database, it);
			} finally {
				database.close();
			}
			yield* contentOf(file);
		}),
});

import { setImmediate } from 'node:timers/promises';
import type { Database, SQLiteValue } from 'node-sqlite3-wasm';
import { type ReadOptions, SourceError, type SourceLayer, type SourceRow, source } from './index.ts';
import { unpacked } from './reading/geopackage-blob.ts';
import { columnsSql, contentsSql, countSql, knownCountSql, planSql, rowsSql, tableSql } from './reading/geopackage-queries.ts';
import { chosenLayer } from './reading/layers.ts';
import { type OpenFile, openSqlite, spoken } from './reading/sqlite.ts';
import { type Stored, storedRows } from './reading/sqlite-pages.ts';

const magic = Buffer.from('SQLite format 3\0');
/** Rows between two looks at what else there is to do: SQLite reads without ever pausing. */
const breath = 4096;
/** Names of row numbers that say nothing of what stands in the row. */
const mereNumbers = /^(fid|ogc_fid)$/i;

type Fields = Record<string, SQLiteValue>;

interface Column {
	readonly name: string;
	readonly type: string;
	/** Whether it holds bytes that are no geometry, of which only the number is told. */
	readonly sizeOnly: boolean;
	/** Whether it is but a name for the number that SQLite itself gives each row. */
	readonly rowNumber: boolean;
}

interface Table {
	readonly columns: readonly Column[];
	/** Which column is the id of a row; -1 where none is. */
	readonly id: number;
	/** The page from which on its rows are stored; 0 where SQLite has to be asked for them. */
	readonly root: number;
}

interface Layer extends SourceLayer {
	readonly column: string | null;
	readonly srs: number;
}

type Bare = Omit<Layer, 'rows'>;
const none: ReturnType<typeof unpacked> = { geometry: null };

const textIn = (value: SQLiteValue | undefined): string | null => (typeof value === 'string' ? value : null);

/** The system of a layer by its authority's number; one that has none is given by its name. */
function crsIn({ authority, code, srs, title }: Fields): string | null {
	if (srs === 0 || srs === -1 || authority === null || authority === undefined) return null;
	const by = String(authority).toUpperCase();
	return by === 'NONE' ? (textIn(title) ?? `system ${srs} of the file`) : `${by}:${code}`;
}

function rowsIn(db: Database, name: string): number | null {
	try {
		const known = db.get(knownCountSql, [name]) as Fields | null;
		if (typeof known?.['count'] === 'number') return known['count'];
	} catch {
		// not written by GDAL: it has to be counted
	}
	return Number((db.get(countSql(name)) as Fields)['count']);
}

function layersIn(db: Database): Bare[] {
	if (!db.get(tableSql, ['gpkg_contents'])) throw new SourceError('this SQLite file is no GeoPackage: it has no table gpkg_contents');
	return (db.all(contentsSql) as Fields[]).map((it) => ({
		name: String(it['name']),
		crs: crsIn(it),
		geometry: textIn(it['type']),
		column: textIn(it['geometry']),
		srs: Number(it['srs'] ?? 0),
	}));
}

/**
 * A view can be a question without an end, and nothing stops SQLite while it thinks. How it means to go about it tells: one passage through one table
 * ends; what is looked up by a key on the way does not change that.
 */
function mustEnd(db: Database, name: string): void {
	if (!db.get(tableSql, [name])) throw new SourceError(`the file names a layer "${name}" and does not hold it`);
	const steps = (db.all(planSql(name)) as Fields[]).map((it) => String(it['detail']));
	const passages = steps.filter((it) => /^SCAN (?!CONSTANT ROW)/.test(it)).length;
	const parts = 1 + steps.filter((it) => /^(UNION ALL|CO-ROUTINE|MATERIALIZE)/.test(it)).length;
	const endless = steps.some((it) => it.includes('RECURSIVE'));
	if (endless || passages > parts) throw new SourceError(`the layer "${name}" is a view that holds all its rows against each other: save it as a table`);
}

/** The columns of a layer, and the one that is the id of its rows. */
function shapeOfTable(db: Database, { name, column }: Bare): Table {
	const found = db.all(columnsSql, [name]) as Fields[];
	const columns = found.map((it) => ({ name: String(it['name']), type: String(it['type']).toUpperCase(), primary: Number(it['pk']) }));
	if (column !== null && !columns.some((it) => it.name === column)) throw new SourceError(`the layer "${name}" has no column "${column}" for its geometry`);
	const primary = columns.filter((it) => it.primary > 0);
	const id = columns.findIndex((it) => it.primary === 1);
	const made = db.get(tableSql, [name]) as Fields;
	// a value that is not stored can only be had from SQLite
	const stored =
		made['type'] === 'table' &&
		found.every((it) => it['hidden'] === 0 && it['given'] === null) &&
		!/\bvirtual\b|\bwithout\b|\bdesc\b/i.test(String(made['sql']));
	return {
		columns: columns.map((it) => ({
			name: it.name,
			type: it.type,
			sizeOnly: it.type.startsWith('BLOB') && it.name !== column,
			rowNumber: primary.length === 1 && it.primary === 1 && it.type === 'INTEGER',
		})),
		id: id >= 0 ? id : columns.findIndex((it) => mereNumbers.test(it.name)),
		root: stored ? Number(made['root']) : 0,
	};
}

const plainly = (value: Stored | undefined): unknown => {
	if (typeof value === 'bigint') return String(value);
	return value instanceof Uint8Array ? `${value.length} bytes` : (value ?? null);
};
const truth = (value: Stored | undefined): unknown => (value === 1 ? true : value === 0 ? false : plainly(value));
const size = (value: Stored | undefined): unknown => (typeof value === 'number' ? `${value} bytes` : null);

/** How the values of a column are meant. */
function meaningOf({ type, sizeOnly }: Column): (value: Stored | undefined) => unknown {
	if (sizeOnly) return size;
	return type === 'BOOLEAN' ? truth : plainly;
}

/** The way from what SQLite holds to a row. */
function rowMaker(layer: Bare, { columns, id }: Table): (line: number, values: readonly Stored[]) => SourceRow {
	const taken = columns
		.map((it, at) => ({ at, name: it.name, meaning: meaningOf(it) }))
		.filter(({ at, name }) => name !== layer.column && !(at === id && mereNumbers.test(name)));
	const crs = layer.crs ?? undefined;
	const { srs } = layer;
	const place = columns.findIndex((it) => it.name === layer.column);
	return (line, values) => {
		const properties: Record<string, unknown> = {};
		for (const { at, name, meaning } of taken) properties[name] = meaning(values[at]);
		const blob = values[place];
		const shape = blob instanceof Uint8Array ? unpacked(blob, srs) : none;
		const key = (plainly(values[id]) as string | number | null) ?? undefined;
		return { line, problem: shape.problem, geometry: shape.geometry, wkb: shape.wkb, properties, id: key, crs };
	};
}

/** What SQLite gives when it is asked for all rows. */
function* askedRows(db: Database, name: string, { columns }: Table): Generator<Stored[]> {
	const statement = db.prepare(rowsSql(name, columns));
	try {
		for (const fields of statement.iterate() as IterableIterator<Fields>) yield columns.map((it) => fields[it.name] ?? null);
	} finally {
		statement.finalize();
	}
}

function* rowsOf({ db, file, head }: OpenFile, layer: Bare): Generator<SourceRow> {
	const table = shapeOfTable(db, layer);
	const make = rowMaker(layer, table);
	let line = 0;
	for (const values of head.plain && table.root > 1 ? storedRows(file, head, table) : askedRows(db, layer.name, table)) yield make(++line, values);
}

async function* read(path: string, { layer }: ReadOptions): AsyncGenerator<SourceRow> {
	const file = openSqlite(path);
	try {
		const chosen = chosenLayer(
			layersIn(file.db).map((it) => ({ ...it, rows: null })),
			layer,
		);
		mustEnd(file.db, chosen.name);
		for (const row of rowsOf(file, chosen)) {
			if (row.line % breath === 0) await setImmediate();
			yield row;
		}
	} catch (error) {
		throw spoken(error);
	} finally {
		file.close();
	}
}

async function layers(path: string): Promise<SourceLayer[]> {
	const file = openSqlite(path);
	try {
		return layersIn(file.db).map(({ name, crs, geometry }) => {
			mustEnd(file.db, name);
			return { name, crs, geometry, rows: rowsIn(file.db, name) };
		});
	} catch (error) {
		throw spoken(error);
	} finally {
		file.close();
	}
}

export default source({
	id: 'geopackage',
	title: 'GeoPackage',
	accepts: (fileName, head) => /\.gpkg$/i.test(fileName) || head.subarray(0, magic.length).equals(magic),
	layers,
	read,
});

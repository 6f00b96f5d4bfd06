import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type ReadOptions, SourceError, type SourceLayer, type SourceRow, source } from './index.ts';
import { Dbf } from './reading/dbf.ts';
import { chosenLayer } from './reading/layers.ts';
import { crsOfPrj } from './reading/prj.ts';
import { Shp, shapeName } from './reading/shp.ts';
import { openZip } from './reading/zip.ts';

const chunkBytes = 256 * 1024;
const shpName = /\.shp$/i;

/** The files of one shapefile, wherever they stand. */
interface Parts {
	readonly name: string;
	shp(): AsyncIterable<Buffer>;
	readonly dbf: (() => AsyncIterable<Buffer>) | undefined;
	readonly prj: (() => Promise<Buffer>) | undefined;
	readonly cpg: (() => Promise<Buffer>) | undefined;
}

/** The shapefiles that a path leads to, and how to let them go. */
interface Found {
	readonly all: Parts[];
	close(): void;
}

const stream = (path: string): AsyncIterable<Buffer> => createReadStream(path, { highWaterMark: chunkBytes });

/** A shapefile that stands in a folder with the files that belong to it, in whatever case their endings are written. */
function besides(path: string): Found {
	const stem = basename(path).replace(shpName, '').toLowerCase();
	const beside = (ending: string): string | undefined => {
		const name = readdirSync(dirname(path)).find((it) => it.toLowerCase() === `${stem}${ending}`);
		return name === undefined ? undefined : join(dirname(path), name);
	};
	const [dbf, prj, cpg] = ['.dbf', '.prj', '.cpg'].map(beside);
	const whole = (it: string | undefined) => (it === undefined ? undefined : () => readFile(it));
	const parts = {
		name: basename(path).replace(shpName, ''),
		shp: () => stream(path),
		dbf: dbf === undefined ? undefined : () => stream(dbf),
		prj: whole(prj),
		cpg: whole(cpg),
	};
	return { all: [parts], close: () => undefined };
}

/** The shapefiles in a zip, in whatever folders. */
async function zipped(path: string): Promise<Found> {
	const zip = await openZip(path);
	const byName = new Map(zip.files.map((it) => [it.name.toLowerCase(), it]));
	const shapes = zip.files.filter((it) => shpName.test(it.name));
	const short = (name: string): string => basename(name).replace(shpName, '');
	const all = shapes.map((it): Parts => {
		const beside = (ending: string) => byName.get(it.name.toLowerCase().replace(shpName, ending));
		const [dbf, prj, cpg] = ['.dbf', '.prj', '.cpg'].map(beside);
		const alone = shapes.filter((other) => short(other.name) === short(it.name)).length === 1;
		return { name: alone ? short(it.name) : it.name.replace(shpName, ''), shp: it.read, dbf: dbf?.read, prj: prj?.whole, cpg: cpg?.whole };
	});
	if (all.length > 0) return { all, close: zip.close };
	zip.close();
	const inner = zip.files.map((it) => it.name);
	if (inner.some((it) => /\.zip$/i.test(it))) throw new SourceError('the zip holds another zip: unpack it first');
	throw new SourceError(`the zip holds no shapefile (.shp)${inner.length ? `, only: ${inner.slice(0, 10).join(', ').slice(0, 300)}` : ''}`);
}

const found = async (path: string): Promise<Found> => (shpName.test(path) && existsSync(path) ? besides(path) : zipped(path));

async function crsOf({ prj }: Parts): Promise<string | undefined> {
	return prj && crsOfPrj((await prj()).toString('utf8').replace(/^\uFEFF/, ''));
}

/** Shapes and rows of the table, side by side; a deleted row takes its shape with it. */
async function* paired(shp: Shp, dbf: Dbf, crs: string | undefined): AsyncGenerator<SourceRow> {
	let line = 0;
	for (let shape = await shp.next(); shape; shape = shp.ready ? shp.take() : await shp.next()) {
		const properties = dbf.ready ? dbf.take() : await dbf.next();
		if (properties === undefined) throw new SourceError(`its table (.dbf) ends after ${line} rows; there are more shapes`);
		line += 1;
		if (properties !== null) yield { line, problem: shape.problem, geometry: shape.geometry, wkb: shape.wkb, properties, crs };
	}
	if (line < dbf.count) throw new SourceError(`its table (.dbf) has ${dbf.count} rows for ${line} shapes`);
}

async function* rowsOf(parts: Parts): AsyncGenerator<SourceRow> {
	if (!parts.dbf) throw new SourceError(`the shapefile "${parts.name}" comes without its table (${parts.name}.dbf), where everything but the shapes stands`);
	const crs = await crsOf(parts);
	const encoding = (await parts.cpg?.())?.toString('latin1').slice(0, 100);
	const [shp, dbf] = [new Shp(parts.shp()), new Dbf(parts.dbf(), encoding)];
	try {
		await shp.begin();
		await dbf.begin();
		yield* paired(shp, dbf, crs);
	} finally {
		await Promise.all([shp.close(), dbf.close()]);
	}
}

async function layerOf(parts: Parts): Promise<SourceLayer> {
	const shp = new Shp(parts.shp());
	const dbf = parts.dbf && new Dbf(parts.dbf(), undefined);
	try {
		await shp.begin();
		await dbf?.begin();
		return { name: parts.name, rows: dbf?.count ?? null, crs: (await crsOf(parts)) ?? null, geometry: shapeName(shp.kind) };
	} finally {
		await Promise.all([shp.close(), dbf?.close()]);
	}
}

async function layers(path: string): Promise<SourceLayer[]> {
	const { all, close } = await found(path);
	try {
		const list: SourceLayer[] = [];
		for (const parts of all) list.push(await layerOf(parts));
		return list;
	} finally {
		close();
	}
}

async function* read(path: string, { layer }: ReadOptions): AsyncGenerator<SourceRow> {
	const { all, close } = await found(path);
	try {
		const named = all.map((parts) => ({ name: parts.name, rows: null, crs: null, geometry: 'unknown', parts }));
		yield* rowsOf(chosenLayer(named, layer).parts);
	} finally {
		close();
	}
}

export default source({
	id: 'shapefile',
	title: 'Shapefile (zipped, or with its table beside it)',
	accepts: (fileName) => shpName.test(fileName) || (/\.(zip|shz)$/i.test(fileName) && !/\.gdb\.zip$/i.test(fileName)),
	layers,
	read,
});

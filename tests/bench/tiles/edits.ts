import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Knex } from 'knex';
import { random } from '../../../server/maths/random.ts';
import { loadTown } from '../../../server/municipality/index.ts';
import { createLive, type Live } from '../../../server/platform/live.ts';
import { tileRoutes } from '../../../server/tiles/index.ts';
import { block, degreesAt } from '../support/wide-town.ts';
import { edge, lines } from './lines.ts';

export interface Found extends Record<string, number> {
	readonly tiles: number;
	readonly untouched: number;
	readonly 'made again': number;
	readonly 'made again for nothing': number;
	readonly different: number;
}

/** The tiles of the land, from zoom 11 to 16. */
const paths = Array.from({ length: 6 }, (_, i) => 11 + i).flatMap((z) => {
	const at = (it: number): number => Math.floor(it / 2 ** (14 - z));
	const along = (from: number, to: number): number[] => {
		const [first, last] = z > 14 ? [from * 2 ** (z - 14), (to + 1) * 2 ** (z - 14) - 1] : [at(from), at(to)];
		return Array.from({ length: last - first + 1 }, (_, i) => first + i);
	};
	return along(9044, 9060).flatMap((x) => along(9816, 9832).map((y) => `/tiles/roads/${z}/${x}/${y}.mvt`));
});

/** Tiles and nothing else, over HTTP, in this process: so that what they ask of the database can be counted. */
async function serveTiles(db: Knex): Promise<{ live: Live; read: (path: string) => Promise<string>; close: () => Promise<void> }> {
	const live = createLive(db, 1000);
	const town = await loadTown(db);
	const app = express();
	const actor = { personId: null, name: '', may: () => false };
	const tiles = tileRoutes(app, { begin: () => ({ db, town, actor, language: 'en' }), live, memory: 512 });
	const http = createServer(app).listen(0, '127.0.0.1');
	await once(http, 'listening');
	const { port } = http.address() as AddressInfo;
	const read = async (path: string): Promise<string> => {
		const [answer] = (await once(get({ port, path, headers: { 'accept-encoding': 'gzip' } }), 'response')) as [IncomingMessage];
		return createHash('sha256')
			.update(Buffer.concat(await answer.toArray()))
			.digest('base64');
	};
	const close = async (): Promise<void> => {
		live.close();
		await tiles.close();
		http.closeAllConnections();
		http.close();
	};
	return { live, read, close };
}

async function readAll(read: (path: string) => Promise<string>): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	const left = [...paths];
	const next = async (): Promise<void> => {
		for (let path = left.pop(); path !== undefined; path = left.pop()) found.set(path, await read(path));
	};
	await Promise.all(Array.from({ length: 3 }, next));
	return found;
}

/** One of the things that happen to a register: moved a little or far, cut short, renamed, retired, put back, or changed in what no tile shows. */
async function edit(db: Knex, stream: ReturnType<typeof random>): Promise<void> {
	const asset = db('asset').where({ key: `RD-${1 + Math.floor(stream.next() * lines)}` });
	const [lon, lat] = degreesAt(stream.next() * (edge - block), stream.next() * (edge - block));
	const edits = [
		{ geom: db.raw('st_translate(geom, 0.0001, 0.0001)') },
		{ geom: db.raw('st_translate(geom, ? - st_xmin(geom), ? - st_ymin(geom))', [lon, lat]) },
		{ geom: db.raw('st_linesubstring(geom, 0, 0.7)') },
		{ attributes: db.raw(`attributes || '{"name":"Renamed"}'`) },
		{ status: 'retired' },
		{ status: 'in-service' },
		{ street: 'Elsewhere' },
		{ condition_grade: 3 },
	];
	await asset.update(edits[Math.floor(stream.next() * edits.length)] ?? {});
}

/** Fills the store, edits, asks again, and compares with a server that knows nothing yet. */
export async function measureEdits(db: Knex, { edits, seed }: { edits: number; seed: string }): Promise<Found> {
	const stream = random(seed);
	const server = await serveTiles(db);
	const before = await readAll(server.read);
	for (let i = 1; i <= edits; i += 1) {
		await edit(db, stream);
		// A server at work reads its feed every second.
		if (i % 50 === 0) await server.live.catchUp();
	}
	let made = 0;
	const count = ({ sql }: { sql: string }): void => {
		if (sql.includes('st_asmvt(tile')) made += 1;
	};
	db.on('query', count);
	const after = await readAll(server.read);
	db.off('query', count);
	const fresh = await serveTiles(db);
	const right = await readAll(fresh.read);
	await Promise.all([server.close(), fresh.close()]);
	const touched = paths.filter((it) => before.get(it) !== right.get(it)).length;
	return {
		tiles: paths.length,
		untouched: paths.length - touched,
		'made again': made,
		'made again for nothing': made - touched,
		different: paths.filter((it) => after.get(it) !== right.get(it)).length,
	};
}

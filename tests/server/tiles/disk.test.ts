import { appendFile, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DiskStore } from '../../../server/tiles/disk.ts';
import type { Key } from '../../../server/tiles/kept.ts';
import { openTiles, type Tiles } from './site.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'faultline-tiles-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const key = (x: number, y = 39_264): Key => ({ layer: 'roads', z: 16, x, y, variant: 'public', filtered: false });
const tile = (text: string, until = Number.POSITIVE_INFINITY) => ({ body: text === '' ? undefined : Buffer.from(text), hash: `of ${text}`, until });
const position = { id: 7, at: '2026-11-25 12:00:00+00' };
const side = (2 * 20_037_508.342789244) / 2 ** 16;
const boxIn = (x: number) => [(x + 0.4 - 2 ** 15) * side, (2 ** 15 - 39_264.6) * side, (x + 0.5 - 2 ** 15) * side, (2 ** 15 - 39_264.5) * side] as const;

async function opened(limit = 1e6, stamp = 'a') {
	const disk = new DiskStore(folder, { limit });
	const found = await disk.open(stamp);
	disk.begin();
	return { disk, found };
}

describe('tiles on disk', () => {
	test('are there again after a restart, but for those that were dropped', async () => {
		const { disk, found } = await opened();
		expect(found).toBeUndefined();
		for (const [x, text] of [
			[36_219, 'one'],
			[36_230, 'two'],
			[36_240, ''],
		] as const)
			disk.put(key(x), tile(text));
		disk.drop({ layer: 'roads', boxes: [boxIn(36_219)] });
		disk.put(key(36_250), tile('by the clock', Date.now() + 1e6));
		disk.reached(position);
		await disk.close();
		const again = await opened();
		expect(again.found).toEqual(position);
		const bodies = await Promise.all([36_219, 36_230, 36_240, 36_250].map((x) => again.disk.get(key(x))));
		expect(bodies.map((it) => it && [it.body?.toString(), it.hash])).toEqual([undefined, ['two', 'of two'], [undefined, 'of '], undefined]);
		await again.disk.close();
	});

	test('are not those that something else has made, nor those that the disk has lost', async () => {
		const { disk } = await opened();
		disk.put(key(36_219), tile('one'));
		disk.put(key(36_230), tile('two'));
		await disk.close();
		await appendFile(join(folder, '0.journal'), '{"key":{"la');
		await writeFile(join(folder, '0.tiles'), 'oneTWO');
		const torn = await opened();
		expect((await torn.disk.get(key(36_219)))?.body?.toString()).toBe('one');
		expect(await torn.disk.get(key(36_230))).toBeUndefined();
		await torn.disk.close();
		const other = await opened(1e6, 'b');
		expect(await other.disk.get(key(36_219))).toBeUndefined();
		await other.disk.close();
	});

	test('take no more room than they may: the older half makes way', async () => {
		const { disk } = await opened(10_000);
		for (let i = 0; i < 100; i += 1) disk.put(key(i), tile(`${i} ${'x'.repeat(500)}`));
		await disk.close();
		const sizes = await Promise.all((await readdir(folder)).filter((it) => it.endsWith('.tiles')).map(async (it) => (await stat(join(folder, it))).size));
		expect(sizes.reduce((sum, it) => sum + it, 0)).toBeLessThanOrEqual(10_000);
		const again = await opened(10_000);
		expect((await again.disk.get(key(99)))?.body?.toString()).toMatch(/^99 x/);
		expect(await again.disk.get(key(1))).toBeUndefined();
		await again.disk.close();
	});
});

describe('a server that comes back', () => {
	let tiles: Tiles;
	beforeAll(async () => {
		tiles = await openTiles();
	});
	afterAll(() => tiles.close());

	const path = (x: number): string => `/tiles/traffic-signals/16/${x}/39264.mvt`;
	const add = (x: number, n: number) =>
		tiles.db('asset').insert({
			...{ class: 10, key: `D${n}`, reference: `D-${n}`, attributes: '{}', in_register_from: '2015-01-01' },
			geom: tiles.db.raw('st_transform(st_setsrid(st_makepoint(?, ?), 3857), 4326)', [boxIn(x)[0], boxIn(x)[1]]),
		});

	/** Asks a server on the folder for the tiles; how many had to be made. */
	async function ask(columns: readonly number[]): Promise<{ made: number; etags: (string | null)[] }> {
		const server = await openTiles(tiles.db, folder);
		await new Promise((resolve) => setTimeout(resolve, 600));
		let made = 0;
		const count = ({ sql }: { sql: string }): void => {
			if (/st_asbinary|st_asmvt\(tile/.test(sql)) made += 1;
		};
		tiles.db.on('query', count);
		const etags = [];
		for (const x of columns) etags.push((await server.get(path(x))).headers.get('etag'));
		tiles.db.off('query', count);
		await server.close();
		return { made, etags };
	}

	test('makes again what has changed while it was away, and nothing else', async () => {
		const columns = [36_210, 36_220, 36_230];
		for (const [n, x] of columns.entries()) await add(x, n);
		const first = await ask(columns);
		expect(first.made).toBe(3);
		expect(await ask(columns)).toEqual({ made: 0, etags: first.etags });
		await add(36_220, 9);
		const after = await ask(columns);
		expect([after.made, after.etags.map((it, i) => it === first.etags[i])]).toEqual([1, [true, false, true]]);
	}, 240_000);

	test('makes all again of a database that is another', async () => {
		await add(36_240, 20);
		expect((await ask([36_240])).made).toBe(1);
		expect((await ask([36_240])).made).toBe(0);
		await tiles.db.raw('alter table event disable trigger event_never_changed');
		await tiles.db('event').update({ at: tiles.db.raw("at + interval '1 second'") });
		expect((await ask([36_240])).made).toBe(1);
	}, 240_000);
});

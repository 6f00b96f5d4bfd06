import { describe, expect, test } from 'vitest';
import type { Box } from '../../../server/platform/live.ts';
import { Abandoned, gate } from '../../../server/tiles/gate.ts';
import type { Key } from '../../../server/tiles/kept.ts';
import { type Tile, TileStore } from '../../../server/tiles/store.ts';

const never = Number.POSITIVE_INFINITY;
const tile = (size: number, until = never): Tile => ({ body: Buffer.alloc(size), hash: `of ${size}`, until });
const asker = () => ({ gone: false });
const promised = () => {
	let done: (tile: Tile) => void = () => undefined;
	const made = new Promise<Tile>((resolve) => {
		done = resolve;
	});
	return { made, done };
};

const key = (variant: string, at: Partial<Key> = {}): Key => ({ layer: 'roads', z: 16, x: 36_219, y: 39_264, variant, filtered: false, ...at });

test('a tile is made anew when its time is over', async () => {
	const store = new TileStore(10_000);
	let made = 0;
	const get = (until = never) =>
		store.get({ key: key('a'), asker: asker() }, async () => {
			made += 1;
			return tile(10, until);
		});
	await get(Date.now() - 1);
	await get();
	await get();
	expect(made).toBe(2);
});

describe('a change', () => {
	const side = (2 * 20_037_508.342789244) / 2 ** 16;
	const [west, north] = [(36_219 - 2 ** 15) * side, (2 ** 15 - 39_264) * side];
	const inside: Box = [west + 100, north - 200, west + 101, north - 199];
	const fill = async (store: TileStore, keys: readonly Key[]) => {
		for (const it of keys) await store.get({ key: it, asker: asker() }, async () => tile(10));
	};

	test('drops the tiles of all zooms and variants that can show it, and no others', async () => {
		const store = new TileStore(1e6);
		const touched = [key('a'), key('b'), key('a', { z: 15, x: 18_109, y: 19_632 }), key('a', { z: 11, x: 1131, y: 1227 })];
		const others = [key('a', { x: 36_220 }), key('a', { y: 39_265 }), key('a', { layer: 'street-lights' }), key('a', { z: 15, x: 18_110, y: 19_632 })];
		await fill(store, [...touched, ...others]);
		store.drop({ layer: 'roads', boxes: [inside] });
		expect(touched.map((it) => store.ready(it))).toEqual(touched.map(() => undefined));
		expect(others.map((it) => store.ready(it)?.hash)).toEqual(others.map(() => 'of 10'));
	});

	test('at the edge of a tile is one of its neighbour as well; from afar of gathered points a whole cell further', async () => {
		const store = new TileStore(1e6);
		const [near, far] = [key('a', { layer: 'street-lights', x: 36_218 }), key('a', { layer: 'traffic-signals', z: 13, x: 4526, y: 4908 })];
		await fill(store, [near, far]);
		store.drop({ layer: 'street-lights', boxes: [[west + side / 70, north - 200, west + side / 70, north - 200]] });
		expect(store.ready(near)).toBeUndefined();
		const border = (4527 - 2 ** 12) * side * 8;
		store.drop({ layer: 'traffic-signals', boxes: [[border + side / 5, north - 200, border + side / 5, north - 200]] });
		expect(store.ready(far)).toBeUndefined();
	});

	test('of what only filters see drops the filtered variants; one that does not say where drops all of its layer', async () => {
		const store = new TileStore(1e6);
		const filtered = key('c', { filtered: true });
		await fill(store, [key('a'), filtered]);
		store.drop({ layer: 'roads', boxes: [inside], filtered: true });
		expect([store.ready(key('a'))?.hash, store.ready(filtered)]).toEqual(['of 10', undefined]);
		store.drop({ layer: 'roads' });
		expect(store.ready(key('a'))).toBeUndefined();
	});

	test('that comes while a tile is being made keeps it from being kept, and from being shared with later askers', async () => {
		const store = new TileStore(1e6);
		const { made, done } = promised();
		const first = store.get({ key: key('a'), asker: asker() }, () => made);
		await new Promise((resolve) => setImmediate(resolve));
		store.drop({ layer: 'roads', boxes: [inside] });
		const second = store.get({ key: key('a'), asker: asker() }, async () => tile(2));
		done(tile(1));
		expect([(await first).hash, (await second).hash]).toEqual(['of 1', 'of 2']);
		expect(store.ready(key('a'))?.hash).toBe('of 2');
	});
});

test('what was used longest ago makes room', async () => {
	const store = new TileStore(4 * 1500);
	const made: string[] = [];
	const get = (name: string) =>
		store.get({ key: key(name), asker: asker() }, async () => {
			made.push(name);
			return tile(1000);
		});
	for (const key of ['a', 'b', 'c', 'd', 'a', 'e', 'a', 'b']) await get(key);
	expect(made).toEqual(['a', 'b', 'c', 'd', 'e', 'b']);
});

test('a failure is not kept', async () => {
	const store = new TileStore(10_000);
	const get = (make: () => Promise<Tile>) => store.get({ key: key('a'), asker: asker() }, make);
	await expect(get(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
	expect((await get(async () => tile(5))).hash).toBe('of 5');
});

test('work that everybody has walked away from is given up, but not while one still waits', async () => {
	const store = new TileStore(10_000);
	const { made, done } = promised();
	const [first, second, third] = [asker(), asker(), asker()];
	let wanted = (): boolean => true;
	const begun = store.get({ key: key('a'), asker: first }, (asks) => {
		wanted = asks;
		return made;
	});
	const joined = store.get({ key: key('a'), asker: second }, () => Promise.reject(new Error('made twice')));
	first.gone = true;
	expect(wanted()).toBe(true);
	second.gone = true;
	expect(wanted()).toBe(false);
	const afresh = store.get({ key: key('a'), asker: third }, async () => tile(7));
	expect((await afresh).hash).toBe('of 7');
	done(tile(3));
	await Promise.all([begun, joined]);
});

test('the gate lets so many through at once and does not begin what nobody wants any more', async () => {
	const pass = gate(2);
	const gates = [promised(), promised()];
	let inside = 0;
	const work = (made: Promise<Tile>) => async () => {
		inside += 1;
		return made;
	};
	const running = gates.map(({ made }) => pass(() => true, work(made)));
	let wanted = true;
	const unwanted = pass(
		() => wanted,
		() => Promise.reject(new Error('begun')),
	);
	const last = pass(
		() => true,
		async () => 'done',
	);
	await Promise.resolve();
	expect(inside).toBe(2);
	wanted = false;
	const dropped = expect(unwanted).rejects.toThrow(Abandoned);
	for (const { done } of gates) done(tile(1));
	await Promise.all(running);
	await dropped;
	expect(await last).toBe('done');
});

import { expect, test } from 'vitest';
import { Abandoned, gate } from '../../../server/tiles/gate.ts';
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

test('a tile is made anew for another stamp, and when its time is over', async () => {
	const store = new TileStore(10_000);
	let made = 0;
	const make = (until: number) => async () => {
		made += 1;
		return tile(10, until);
	};
	const get = (stamp: string, until = never) => store.get({ key: 'a', stamp, asker: asker() }, make(until));
	await get('1');
	await get('1');
	expect(made).toBe(1);
	await get('2', Date.now() - 1);
	await get('2');
	expect(made).toBe(3);
});

test('what was used longest ago makes room', async () => {
	const store = new TileStore(4 * 1500);
	const made: string[] = [];
	const get = (key: string) =>
		store.get({ key, stamp: '1', asker: asker() }, async () => {
			made.push(key);
			return tile(1000);
		});
	for (const key of ['a', 'b', 'c', 'd', 'a', 'e', 'a', 'b']) await get(key);
	expect(made).toEqual(['a', 'b', 'c', 'd', 'e', 'b']);
});

test('a failure is not kept', async () => {
	const store = new TileStore(10_000);
	const get = (make: () => Promise<Tile>) => store.get({ key: 'a', stamp: '1', asker: asker() }, make);
	await expect(get(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
	expect((await get(async () => tile(5))).hash).toBe('of 5');
});

test('work that everybody has walked away from is given up, but not while one still waits', async () => {
	const store = new TileStore(10_000);
	const { made, done } = promised();
	const [first, second, third] = [asker(), asker(), asker()];
	let wanted = (): boolean => true;
	const begun = store.get({ key: 'a', stamp: '1', asker: first }, (asks) => {
		wanted = asks;
		return made;
	});
	const joined = store.get({ key: 'a', stamp: '1', asker: second }, () => Promise.reject(new Error('made twice')));
	first.gone = true;
	expect(wanted()).toBe(true);
	second.gone = true;
	expect(wanted()).toBe(false);
	const afresh = store.get({ key: 'a', stamp: '1', asker: third }, async () => tile(7));
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

import { describe, expect, test } from 'vitest';
import { shows, tileAddresses } from '../../client/map/tile-addresses.ts';

/** Tile 16/36219/39264 and the middle of it. */
const tile = [16, 36_219, 39_264] as const;
const side = (2 * 20_037_508.342789244) / 2 ** 16;
const middle = { x: (36_219.5 - 2 ** 15) * side, y: (2 ** 15 - 39_264.5) * side };
const box = (dx: number, dy: number) => [middle.x + dx - 1, middle.y + dy - 1, middle.x + dx + 1, middle.y + dy + 1] as const;

describe('the addresses of tiles', () => {
	test('stay as they are where nothing has changed, and become others where something has', () => {
		const { of, hear } = tileAddresses('roads');
		expect(of(tile)).toBe('/tiles/roads/16/36219/39264.mvt');
		const name = hear([{ id: 7, boxes: [box(0, 0)] }]);
		expect([of(tile), of([16, 36_221, 39_264]), of([0, 0, 0])]).toEqual([
			'/tiles/roads/16/36219/39264.mvt?v=7',
			'/tiles/roads/16/36221/39264.mvt',
			'/tiles/roads/0/0/0.mvt?v=7',
		]);
		expect(hear([{ id: 9, boxes: [box(0, 0)] }])).not.toBe(name);
		expect(of(tile)).toBe('/tiles/roads/16/36219/39264.mvt?v=9');
	});

	test('all become others when a change does not say where, and when there are too many to tell apart', () => {
		const { of, hear } = tileAddresses('roads');
		hear([{ id: 4, boxes: [box(0, 0)] }, { id: 5 }]);
		expect(of([16, 0, 0])).toBe('/tiles/roads/16/0/0.mvt?v=5');
		hear(Array.from({ length: 400 }, (_, i) => ({ id: 6 + i, boxes: [box(0, 0)] })));
		expect(of([16, 0, 0])).toBe('/tiles/roads/16/0/0.mvt?v=405');
	});

	test('are asked for again, as they are, when anything may have been missed', () => {
		const { of, hear } = tileAddresses('roads');
		hear();
		expect(of(tile)).toBe('/tiles/roads/16/36219/39264.mvt#1');
	});

	test('count what lies just outside a tile to it, for symbols reach over its edge', () => {
		expect(shows(tile, box(side / 2 + 10, 0))).toBe(true);
		expect(shows(tile, box(0, -side / 2 - 10))).toBe(true);
		expect(shows(tile, box(side, 0))).toBe(false);
		expect(shows(tile, box(0, side))).toBe(false);
	});
});

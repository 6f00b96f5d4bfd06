import Feature from 'ol/Feature.js';
import Point from 'ol/geom/Point.js';
import RenderFeature from 'ol/render/Feature.js';
import { describe, expect, test } from 'vitest';
import { meant } from '../../client/map/points-near.ts';
import { signRadius } from '../../client/map/report-style.ts';

const drawn = (code: string, x: number, y: number, count = 1): Feature => new Feature({ geometry: new Point([x, y]), code, count });
const fromTile = (code: string, x: number, y: number): RenderFeature => new RenderFeature('Point', [x, y], [], 2, { code }, 7);

describe('the points that a place on the map means', () => {
	const ask = (points: Parameters<typeof meant>[0], resolution = 2, reach = 10): unknown[] =>
		meant(points, { at: [100, 100], resolution, reach: () => reach }).map((it) => it.get('code'));

	test('are those within reach in px, nearest first, drawn by hand or from a tile', () => {
		expect(ask([drawn('far', 100, 121), drawn('near', 116, 100), fromTile('nearest', 100, 98)])).toEqual(['nearest', 'near']);
		expect(ask([drawn('near', 116, 100)], 1)).toEqual([]);
	});

	test('reach as far as their own sign does', () => {
		const points = [drawn('one', 130, 100), drawn('many', 130, 100, 2000)];
		const found = meant(points, { at: [100, 100], resolution: 2, reach: (it) => signRadius(Number(it.get('count')), 2) });
		expect(found.map((it) => it.get('code'))).toEqual(['many']);
	});
});

test('signs shrink with the distance, discs grow with how many they stand for', () => {
	expect([1, 2, 10, 50].map((resolution) => Math.round(signRadius(1, resolution)))).toEqual([14, 13, 10, 8]);
	expect([2, 10, 100, 1000].map((count) => signRadius(count, 10))).toEqual([10, 12, 15, 19]);
});

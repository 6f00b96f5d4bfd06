import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { written } from '../../client/map/coordinates.ts';
import { pressed } from '../../client/ui/keys.ts';
import { fitWidths } from '../../client/ui/pane-widths.ts';
import { rankWords } from '../../client/ui/rank-words.ts';
import { stepTo } from '../../client/ui/step.ts';

describe('coordinates', () => {
	const systems = [
		{ srid: 2048, title: 'Lo19', proj4: '+proj=tmerc +lat_0=0 +lon_0=19 +k=1 +x_0=0 +y_0=0 +axis=wsu +ellps=WGS84 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs' },
		{ srid: 32734, title: 'UTM 34S', proj4: '+proj=utm +zone=34 +south +datum=WGS84 +units=m +no_defs' },
	];

	test.each([
		// st_transform(st_setsrid(st_makepoint(lon, lat), 4326), 2048 and 32734) of PostGIS 3.3 with PROJ 9.1
		[18.96, -33.73, 'Y 3707.04 X 3733713.77', '311001.04 E, 6265911.64 N', '4FRW7XC6+222'],
		[18.4241, -33.9249, 'Y 53251.51 X 3755480.59', '261881.60 E, 6243182.35 N', '4FRW3CGF+2JX'],
	])('%d %d are the metres that PROJ gives, latitude first, and the plus code', (lon, lat, ...[band, zone, code]) => {
		expect(written(lon, lat, systems)).toEqual([
			{ system: 'WGS 84', text: `${lat.toFixed(6)}, ${lon.toFixed(6)}` },
			{ system: 'Lo19', text: band },
			{ system: 'UTM 34S', text: zone },
			{ system: 'Plus code', text: code },
		]);
	});
});

describe('keys', () => {
	test('have one name on every keyboard', () => {
		const none = { ctrlKey: false, metaKey: false, altKey: false };
		expect(pressed({ ...none, key: 'K', metaKey: true })).toBe('ctrl+k');
		expect(pressed({ ...none, key: '?' })).toBe('?');
		expect(pressed({ ...none, key: 'Escape' })).toBe('Escape');
	});

	test('go round in a row, and only along it', () => {
		expect(stepTo('ArrowRight', { at: 2, count: 3, along: 'x' })).toBe(0);
		expect(stepTo('ArrowUp', { at: 0, count: 3, along: 'y' })).toBe(2);
		expect(stepTo('ArrowUp', { at: -1, count: 3, along: 'y' })).toBe(2);
		expect(stepTo('ArrowDown', { at: 0, count: 3, along: 'x' })).toBeNull();
		expect(stepTo('ArrowDown', { at: -1, count: 0, along: 'y' })).toBeNull();
	});
});

describe('panes', () => {
	const pane = fc.record({ width: fc.integer({ min: 200, max: 600 }), least: fc.constant(200), most: fc.constant(700) });

	test('keep between their limits whatever was remembered, and leave room for the map where there is any', () => {
		fc.assert(
			fc.property(
				fc.array(pane, { minLength: 1, maxLength: 3 }),
				fc.integer({ min: 0, max: 3000 }),
				fc.integer({ min: 300, max: 3000 }),
				(panes, dragged, frame) => {
					const named = panes.map((it, at) => ({ ...it, name: String(at) }));
					const widths = fitWidths(named, { 0: dragged }, frame);
					for (const width of widths) {
						expect(width).toBeGreaterThanOrEqual(200);
						expect(width).toBeLessThanOrEqual(700);
					}
					const sum = widths.reduce((total, it) => total + it, 0);
					if (frame >= 200 * panes.length + 240) expect(sum).toBeLessThanOrEqual(frame - 240 + panes.length);
				},
			),
		);
	});
});

describe('commands', () => {
	const commands = ['Show the legend', 'Confirm the asset', 'Assign to me', 'Wys die sleutel vir blêrkas'];

	test('are found by the beginnings of their words, the best first', () => {
		expect(rankWords('as', commands, String)).toEqual(['Assign to me', 'Confirm the asset', 'Wys die sleutel vir blêrkas']);
		expect(rankWords('the con', commands, String)).toEqual(['Confirm the asset']);
	});

	test('are found without the accents', () => {
		expect(rankWords('bler', commands, String)).toHaveLength(1);
	});

	test('stay in their order when nothing is typed', () => {
		expect(rankWords(' ', commands, String)).toEqual(commands);
	});
});

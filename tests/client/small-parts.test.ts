import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inMetres, readDegrees, written } from '../../client/map/coordinates.ts';
import { pressed } from '../../client/ui/keys.ts';
import { fitWidths } from '../../client/ui/pane-widths.ts';
import { rankWords } from '../../client/ui/rank-words.ts';
import { stepTo } from '../../client/ui/step.ts';

describe('coordinates', () => {
	const utm = '+proj=utm +zone=34 +south +datum=WGS84 +units=m +no_defs';

	test('are the metres that PROJ gives', () => {
		// st_transform(st_setsrid(st_makepoint(18.96, -33.73), 4326), 32734) is 311001.0 6265911.6.
		expect(inMetres(18.96, -33.73, utm)).toBe('311001 E, 6265912 N');
	});

	test('are written latitude first', () => {
		expect(written(18.96, -33.73, { proj4: utm, srid: 32734 })[0]).toEqual({ system: 'WGS 84', text: '-33.73000, 18.96000' });
	});

	test.each([
		['-33.73, 18.96', { lat: -33.73, lon: 18.96 }],
		['33.73 S 18.96 E', { lat: -33.73, lon: 18.96 }],
		['33,73° S; 18,96° E', { lat: -33.73, lon: 18.96 }],
		['12 Main Road', null],
		['91, 18', null],
	])('are read from %j', (text, place) => {
		expect(readDegrees(text)).toEqual(place);
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

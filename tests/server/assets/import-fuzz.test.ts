import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { native } from '../../support/database.ts';
import { collection, folder } from './files.ts';
import { register } from './register.ts';

const file = folder();
const { take, rows, sound } = register();

const near = { lon: fc.double({ min: 18.91, max: 18.99, noNaN: true }), lat: fc.double({ min: -33.79, max: -33.71, noNaN: true }) };
const good = fc.tuple(near.lon, near.lat).map(([lon, lat]) => ({ type: 'Point', coordinates: [lon, lat] as unknown }));
const odd = fc.oneof(
	fc.constant(null),
	fc.constantFrom(
		{ type: 'Point', coordinates: [0, 0] },
		{ type: 'Point', coordinates: [] },
		{ type: 'Point' },
		{ type: 'GeometryCollection', geometries: [] },
	),
	fc.tuple(near.lon, near.lat).map(([lon, lat]) => ({ type: 'Point', coordinates: [lat, lon] })),
	fc.tuple(near.lon, near.lat).map(([lon, lat]) => ({ type: 'Point', coordinates: [String(lon), String(lat)] })),
	fc.tuple(near.lon, near.lat).map(([lon, lat]) => ({ type: 'Point', coordinates: [lon, lat, 120.5] })),
	fc.tuple(near.lon, near.lat).map(([lon, lat]) => ({ type: 'MultiPoint', coordinates: [[lon, lat]] })),
	fc.tuple(near.lon, near.lat).map(([lon, lat]) => ({
		type: 'MultiPoint',
		coordinates: [
			[lon, lat],
			[lon + 0.001, lat],
		],
	})),
	fc.tuple(near.lon, near.lat).map(([lon, lat]) => ({
		type: 'LineString',
		coordinates: [
			[lon, lat],
			[lon, lat],
		],
	})),
	fc.record({ type: fc.string({ maxLength: 12 }), coordinates: fc.jsonValue({ maxDepth: 4 }) }),
	fc.double().map((x) => ({ type: 'Point', coordinates: [x, -33.75] })),
);
const day = fc.oneof(fc.constantFrom('1900-01-01', '9999-12-31', 0, '0', '2011-04-05', '05/04/2011', '31-31-2011', null, ''), fc.string({ maxLength: 12 }));
const key = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.string({ maxLength: 8, unit: 'grapheme' }), fc.constantFrom(null, '', '  ', 'x'.repeat(101)));
const row = fc.record({
	type: fc.constant('Feature'),
	geometry: fc.oneof({ weight: 3, arbitrary: good }, { weight: 2, arbitrary: odd }),
	properties: fc.record({
		POLE_NO: key,
		watts: fc.jsonValue({ maxDepth: 2 }),
		install_date: day,
		status: fc.constantFrom('active', 'planned', 'gone', 'xyz', null),
	}),
});
const broken = fc.constantFrom(
	'{"type":"Feature","geometry":',
	'null',
	'[]',
	'{"type":"Feature","properties":{"POLE_NO":"n"},"geometry":{"type":"Point","coordinates":[NaN,1]}}',
);

/** A file begins and ends with something that is a row, or the file itself is cut off. */
const whole = '{"type":"Feature","properties":{"POLE_NO":"first","watts":1},"geometry":null}';
const sum = (counts: readonly { count: number }[]): number => counts.reduce((total, it) => total + it.count, 0);

describe('whatever a file holds', () => {
	test('every row of it is accepted, repaired or rejected, and told', async () => {
		const files = fc.array(fc.oneof({ weight: 9, arbitrary: row.map((it) => JSON.stringify(it)) }, { weight: 1, arbitrary: broken }), {
			minLength: 1,
			maxLength: 60,
		});
		await fc.assert(
			fc.asyncProperty(files, fc.boolean(), async (lines, unknownDates) => {
				const path = file('fuzz.geojsonl', [whole, ...lines, whole].join('\n'));
				const before = await rows('select count(*)::int as n, coalesce(sum(version), 0)::int as versions from asset');
				const { tally, reasons, repairs, difference, runId } = await take(path, 'street-lights', { unknownDates, key: 'POLE_NO' });
				expect(tally.rows).toBe(lines.length + 2);
				expect(tally.accepted + tally.repaired + tally.rejected).toBe(tally.rows);
				if (reasons.length < 20) expect(sum(reasons)).toBe(tally.rejected);
				expect(sum(repairs)).toBeGreaterThanOrEqual(tally.repaired > 0 ? 1 : 0);
				const { added, geometry, attributes, both, unchanged } = difference;
				expect(added + geometry + attributes + both + unchanged).toBe(tally.accepted + tally.repaired);
				if (runId === null) expect(await rows('select count(*)::int as n, coalesce(sum(version), 0)::int as versions from asset')).toEqual(before);
			}),
			{ numRuns: native ? 25 : 6, seed: 20_261_125, endOnFailure: true },
		);
		await sound();
	});

	test('a collection and one feature a line are told alike', async () => {
		const lines = fc.sample(row, { numRuns: 80, seed: 7 });
		const together = await take(file('whole.geojson', collection(lines)), 'street-lights', { dryRun: true, key: 'POLE_NO' });
		const single = await take(file('lines.geojsonl', lines.map((it) => JSON.stringify(it)).join('\n')), 'street-lights', { dryRun: true, key: 'POLE_NO' });
		expect(single.tally).toEqual(together.tally);
		expect(single.difference).toEqual(together.difference);
	});
});

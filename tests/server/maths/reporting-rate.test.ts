import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readiness, reportingRates } from '../../../server/maths/reporting-rate.ts';
import vectors from '../../../server/maths/vectors/underreporting.json' with { type: 'json' };

const LIVE = readFileSync(new URL('../../../server/maths/vectors/underreporting_incidents.csv', import.meta.url), 'utf8')
	.trim()
	.split('\n')
	.slice(1)
	.map((line) => line.replaceAll('"', '').split(','))
	.map(([place, days, duplicates]) => ({ place: place ?? '', days: Number(days), duplicates: Number(duplicates) }));

function near(actual: readonly number[], expected: readonly number[], digits: number): void {
	expect(actual).toHaveLength(expected.length);
	expected.forEach((value, i) => {
		expect(actual[i]).toBeCloseTo(value, digits);
	});
}

describe('how readily places report', () => {
	const found = reportingRates(LIVE, { lifeDays: 21 }).filter((it) => 'perDay' in it);

	test('is the vector’s in every ward, and its truth lies within three standard errors', () => {
		const { expect: expected, truth } = vectors;
		expect(found.map((it) => it.place)).toEqual(expected.ward);
		near(
			found.map((it) => it.perDay),
			expected.lambda,
			9,
		);
		near(
			found.map((it) => it.errorOfLogarithm),
			expected.se_log,
			5,
		);
		near(
			found.map((it) => it.delay),
			expected.mean_delay_days,
			6,
		);
		near(
			found.map((it) => it.everReported),
			expected.p_ever_reported_life21,
			9,
		);
		for (const [i, { lambda }] of truth.entries())
			expect(Math.abs(Math.log((found[i]?.perDay ?? 0) / lambda) / (found[i]?.errorOfLogarithm ?? 0))).toBeLessThan(3);
	});

	// the file leaves out those that ended the moment they were seen, which the vector's number of faults seen counts
	test('tells how many faults there were with those nobody told of, and the truth lies within three standard errors', () => {
		for (const [i, { ward, observed, incidents }] of vectors.truth.entries()) {
			const own = LIVE.filter((it) => it.place === ward);
			const sums = { seen: observed, days: own.reduce((sum, it) => sum + it.days, 0), duplicates: own.reduce((sum, it) => sum + it.duplicates, 0) };
			const said = readiness({ place: ward, ...sums }, { lifeDays: 21 });
			if ('refused' in said) throw new Error(`${ward} was refused`);
			expect(said.faults).toBeCloseTo(vectors.expect.implied_incidents[i] ?? Number.NaN, 6);
			const error = Math.log(said.faultsHigh / said.faults) / 1.96;
			expect(Math.abs(Math.log(said.faults / incidents))).toBeLessThan(3 * error);
		}
	});

	test('is not said where too few told again, nor where nothing was live for any time', () => {
		const few = Array.from({ length: 49 }, () => ({ place: 'few', days: 10, duplicates: 1 }));
		expect(reportingRates(few, { lifeDays: 21 })).toEqual([{ place: 'few', seen: 49, duplicates: 49, refused: 'too-few-duplicates' }]);
		expect(reportingRates([...few, { place: 'few', days: 1, duplicates: 1 }], { lifeDays: 21 })[0]).toHaveProperty('perDay');
		expect(reportingRates([{ place: 'none', days: 0, duplicates: 60 }], { lifeDays: 21 })[0]).toHaveProperty('refused');
	});
});

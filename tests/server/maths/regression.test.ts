import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assetShrinkage } from '../../../server/maths/empirical-bayes.ts';
import { trigamma } from '../../../server/maths/gamma.ts';
import { random } from '../../../server/maths/random.ts';
import { type Counted, poissonRegression, spreadRegression } from '../../../server/maths/regression.ts';
import rates from '../../../server/maths/vectors/rates.json' with { type: 'json' };

const MATERIALS = ['CI', 'HDPE', 'uPVC'];
const PIPES = readFileSync(new URL('../../../server/maths/vectors/pipes_rates.csv', import.meta.url), 'utf8')
	.trim()
	.split('\n')
	.slice(1)
	.map((line) => line.replaceAll('"', '').split(','))
	.filter((it) => Number(it[6]) > 0)
	.map(([, material = '', diameter, , , , exposed, age, failures]) => ({
		row: [1, ...MATERIALS.map((it) => (it === material ? 1 : 0)), Math.log(Number(diameter) / 110), Number(age) - 30],
		exposed: Number(exposed),
		failures: Number(failures),
	}));
const COUNTED: Counted = { rows: PIPES.map((it) => it.row), counts: PIPES.map((it) => it.failures), exposures: PIPES.map((it) => it.exposed) };

function near(actual: readonly (number | undefined)[], expected: readonly number[], tolerance = 1e-7): void {
	expect(actual).toHaveLength(expected.length);
	expected.forEach((value, i) => {
		expect(Math.abs((actual[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(tolerance);
	});
}

describe('counts explained', () => {
	test('by a Poisson model have the coefficients, errors and dispersion of R', () => {
		const expected = rates.poisson_glm;
		const found = poissonRegression(COUNTED);
		near(found?.coefficients.map((it) => it.value) ?? [], Object.values(expected.coef));
		near(found?.coefficients.map((it) => it.standardError) ?? [], Object.values(expected.se));
		near([found?.deviance, found?.dispersion, found?.logLikelihood], [expected.deviance, expected.pearson_dispersion, expected.loglik], 1e-6);
	});

	test('by a negative binomial model have those of R, and each pipe’s correction follows', () => {
		const expected = rates.negbin_glm;
		const found = spreadRegression(COUNTED);
		near(found?.coefficients.map((it) => it.value) ?? [], Object.values(expected.coef));
		near(found?.coefficients.map((it) => it.standardError) ?? [], Object.values(expected.se));
		near([found?.theta, found?.logLikelihood], [expected.theta, expected.loglik], 1e-6);
		near([found?.errorOfTheta], [expected.se_theta], 1e-4);
		const { mu, y, eb_expected_failures } = rates.eb_multiplier_first10;
		near(found?.fitted.slice(0, 10) ?? [], mu);
		near(
			mu.map((_, i) => assetShrinkage(y[i] ?? 0, found?.fitted[i] ?? 0, found?.theta ?? 0).expected),
			eb_expected_failures,
		);
	});

	test('that vary as chance has them need no spread, and rows that say the same cannot be told apart', () => {
		const draws = random('even');
		const rows = Array.from({ length: 200 }, () => [1]);
		expect(spreadRegression({ rows, counts: rows.map((_, i) => i % 2), exposures: rows.map(() => 1) })).toBeUndefined();
		const even = poissonRegression({ rows, counts: rows.map(() => draws.poisson(3)), exposures: rows.map(() => 2) });
		expect(even?.coefficients[0]?.low).toBeLessThan(1.5);
		expect(even?.coefficients[0]?.high).toBeGreaterThan(1.5);
		expect(poissonRegression({ rows: rows.map(() => [1, 2]), counts: rows.map(() => 1), exposures: rows.map(() => 1) })).toBeUndefined();
		near([trigamma(1), trigamma(0.5)], [Math.PI ** 2 / 6, Math.PI ** 2 / 2], 1e-12);
	});
});

import { describe, expect, test } from 'vitest';
import { coxRegression } from '../../../server/maths/cox.ts';
import { lifetimeRegression } from '../../../server/maths/lifetime-regression.ts';
import { random } from '../../../server/maths/random.ts';
import vectors from '../../../server/maths/vectors/survival.json' with { type: 'json' };

function near(actual: readonly (number | undefined)[], expected: readonly number[], tolerance = 1e-8): void {
	expect(actual).toHaveLength(expected.length);
	expected.forEach((value, i) => {
		expect(Math.abs((actual[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(tolerance);
	});
}

describe('proportional hazards', () => {
	const { entry, time, event } = vectors.km_left_truncated;
	const { group, coef, se, loglik } = vectors.cox_delayed_entry;

	test('are the vector’s where lives were watched from late on', () => {
		const found = coxRegression(time.map((it, i) => ({ time: it, cause: event[i] ?? 0, entry: entry[i] ?? 0, row: [group[i] ?? 0] })));
		near(found?.coefficients.flatMap((it) => [it.value, it.standardError]) ?? [], [coef, se]);
		near([found?.logLikelihoodOfNone, found?.logLikelihood], loglik);
	});

	test('are found again where two causes were planted, times rounded so that many end together', () => {
		const draws = random('hazards');
		const lives = Array.from({ length: 4000 }, () => {
			const row = [draws.next() < 0.5 ? 1 : 0, draws.between(-1, 1)];
			const pace = Math.exp(0.7 * (row[0] as number) - 0.4 * (row[1] as number));
			const life = Math.ceil((-Math.log(draws.next()) / pace) * 20);
			return { time: Math.min(life, 60), cause: life <= 60 ? 1 : 0, row };
		});
		const found = coxRegression(lives);
		[0.7, -0.4].forEach((planted, k) => {
			const { value = Number.NaN, standardError = Number.NaN } = found?.coefficients[k] ?? {};
			expect(Math.abs(value - planted)).toBeLessThan(3 * standardError);
		});
	});

	test('are not told where nothing can be: one group, none that ended, or one that never ends', () => {
		const lives = (cause: (i: number) => number, row: (i: number) => number[]) => [1, 2, 3, 4, 5, 6].map((time, i) => ({ time, cause: cause(i), row: row(i) }));
		expect(
			coxRegression(
				lives(
					() => 1,
					() => [1],
				),
			),
		).toBeUndefined();
		expect(
			coxRegression(
				lives(
					() => 0,
					(i) => [i % 2],
				),
			),
		).toBeUndefined();
		expect(
			coxRegression(
				lives(
					(i) => i % 2,
					(i) => [i % 2],
				),
			),
		).toBeUndefined();
		expect(coxRegression([])).toBeUndefined();
	});
});

describe('lives explained by a Weibull model', () => {
	const { time, status, karno, expect: expected } = vectors.weibull_aft_veteran;

	test('are the vector’s, with the covariances', () => {
		const found = lifetimeRegression(time.map((exit, i) => ({ exit, failed: status[i] === 1, row: [1, karno[i] ?? Number.NaN] })));
		near([...(found?.coefficients ?? []), found?.scale, 1 / (found?.scale ?? 0)], [expected.intercept, expected.karno, expected.scale, expected.shape]);
		near([found?.logLikelihood], [expected.loglik]);
		near(found?.covariance.flat() ?? [], expected.vcov.flat());
	});

	test('are a plain Weibull distribution where nothing explains them', () => {
		const aml = vectors.km_aml;
		const plain = lifetimeRegression(aml.time.map((exit, i) => ({ exit, failed: aml.event[i] === 1, row: [1] })));
		const { intercept, scale, loglik } = vectors.weibull_aml.expect;
		near([plain?.coefficients[0], plain?.scale, plain?.logLikelihood], [intercept, scale, loglik]);
	});

	test('are not told where nothing failed, or of rows that say the same twice', () => {
		expect(lifetimeRegression([{ exit: 3, failed: false, row: [1] }])).toBeUndefined();
		expect(lifetimeRegression([1, 2, 3].map((exit) => ({ exit, failed: true, row: [1, 2] })))).toBeUndefined();
		expect(lifetimeRegression([])).toBeUndefined();
	});
});

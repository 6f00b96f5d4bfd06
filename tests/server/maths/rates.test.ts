import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { chiSquaredAbove, chiSquaredBelow, chiSquaredQuantile } from '../../../server/maths/chi-squared.ts';
import { assetShrinkage, exceedance, fitGammaPoisson, marshall, marshallLocal, relativeRate } from '../../../server/maths/empirical-bayes.ts';
import { digamma, gammaLower, gammaQuantile, gammaUpper, logGamma } from '../../../server/maths/gamma.ts';
import { exposure, exposureRate, poissonInterval } from '../../../server/maths/rates.ts';
import rates from '../../../server/maths/vectors/rates.json' with { type: 'json' };
import sids from '../../../server/maths/vectors/spatial_nc_sids.json' with { type: 'json' };

function near(actual: number, expected: number, tolerance: number): void {
	expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance);
}

// fifteen years, from the middle of 2010
const WINDOW = [2010.5, 2025.5] as const;

const PIPES = readFileSync(new URL('../../../server/maths/vectors/pipes_rates.csv', import.meta.url), 'utf8')
	.trim()
	.split('\n')
	.slice(1)
	.map((line) => line.replaceAll('"', '').split(','))
	.map(([, material, , installed, length, retired, exposed, , failures]) => ({
		material,
		installed: Number(installed),
		lengthKm: Number(length) / 1000,
		...(retired ? { retired: Number(retired) } : {}),
		exposed: Number(exposed),
		failures: Number(failures),
	}));

describe('gamma', () => {
	test('its logarithm and derivative have known values', () => {
		near(logGamma(0.5), Math.log(Math.sqrt(Math.PI)), 1e-14);
		near(logGamma(11), Math.log(3_628_800), 1e-13);
		near(digamma(1), -0.5772156649015329, 1e-13);
		near(digamma(0.1), -10.423754940411076, 1e-11);
	});

	test('the incomplete function is the sum of Poisson probabilities', () => {
		const poisson = [0, 1, 2, 3, 4].map((k) => Math.exp(-6.5 + k * Math.log(6.5) - logGamma(k + 1))).reduce((a, b) => a + b);
		near(gammaUpper(5, 6.5), poisson, 1e-14);
		near(gammaLower(5, 6.5), 1 - poisson, 1e-14);
		near(gammaLower(300, 280) + gammaUpper(300, 280), 1, 1e-14);
	});

	test.each([
		[0.025, 0.3],
		[0.975, 0.3],
		[0.5, 1],
		[0.001, 40],
		[0.999, 40],
		[0.5, 20_000],
	])('the quantile %d of shape %d is where the function reaches it', (p, shape) => {
		near(gammaLower(shape, gammaQuantile(p, shape)), p, 1e-12);
	});

	test('chi-squared has the values of the printed tables', () => {
		near(chiSquaredQuantile(0.95, 1), 3.841458820694124, 1e-10);
		near(chiSquaredQuantile(0.99, 10), 23.209251158954356, 1e-9);
		near(chiSquaredBelow(3.841458820694124, 1), 0.95, 1e-13);
		near(chiSquaredAbove(37.2280814835, 20), 0.0109, 1e-4);
	});
});

describe('failure rates', () => {
	test('time at risk ends at the window, begins with the pipe and with the register', () => {
		const pipe = { lengthKm: 0.5, installed: 2012 };
		expect(exposure(pipe, 2010, 2025)).toBe(6.5);
		expect(exposure({ ...pipe, retired: 2020 }, 2010, 2025)).toBe(4);
		expect(exposure({ ...pipe, inRegisterFrom: 2015 }, 2010, 2025)).toBe(5);
		expect(exposure({ ...pipe, retired: 2009 }, 2010, 2025)).toBe(0);
	});

	test('every pipe of the vector has its exposure', () => {
		expect(PIPES).toHaveLength(1500);
		for (const pipe of PIPES) {
			near(exposure(pipe, WINDOW[0], WINDOW[1]), pipe.exposed, 1e-6);
		}
	});

	test.each(rates.crude_rates_garwood)('$material has the rate and interval of the vector', (expected) => {
		const pipes = PIPES.filter(({ material }) => material === expected.material);
		const failures = pipes.reduce((sum, pipe) => sum + pipe.failures, 0);
		const exposed = pipes.reduce((sum, pipe) => sum + pipe.exposed, 0);
		expect(failures).toBe(expected.failures);
		const rate = exposureRate(failures, exposed, 100);
		near(rate?.rate ?? 0, expected.per_100km_yr, 1e-7);
		near(rate?.low ?? 0, expected.lo, 1e-7);
		near(rate?.high ?? 0, expected.hi, 1e-7);
	});

	test('no failures still have an upper bound, and no exposure has no rate', () => {
		expect(poissonInterval(0).low).toBe(0);
		near(poissonInterval(0).high, -Math.log(0.025), 1e-12);
		expect(exposureRate(0, 0)).toBeUndefined();
	});
});

describe('empirical Bayes', () => {
	test('a pipe is corrected by its own failures as in the vector', () => {
		const { mu, y, eb_multiplier, eb_expected_failures, weight_prior } = rates.eb_multiplier_first10;
		mu.forEach((expected, i) => {
			const pipe = assetShrinkage(y[i] ?? Number.NaN, expected, rates.negbin_glm.theta);
			near(pipe.multiplier, eb_multiplier[i] ?? Number.NaN, 1e-7);
			near(pipe.expected, eb_expected_failures[i] ?? Number.NaN, 1e-7);
			near(pipe.weightOfModel, weight_prior[i] ?? Number.NaN, 1e-7);
		});
	});

	const { cases74, births74, queen_neighbours_0based } = sids.data;

	test('rates of areas are pulled to the common rate as in spdep and PySAL', () => {
		const pulled = marshall(cases74, births74);
		pulled.forEach((rate, i) => {
			near(rate, sids.EB_global_marshall.est[i] ?? Number.NaN, 1e-8);
		});
		sids.pysal_published.EB_first5_SIDS74.forEach((rate, i) => {
			near(pulled[i] ?? Number.NaN, rate, 5e-8);
		});
	});

	test('rates of areas are pulled to their neighbours as in spdep', () => {
		const pulled = marshallLocal(cases74, births74, queen_neighbours_0based);
		pulled.forEach((rate, i) => {
			near(rate, sids.EB_local_marshall.est[i] ?? Number.NaN, 1e-8);
		});
	});

	test('the fitted gamma distribution and what follows from it are those of the vector', () => {
		const expected = sids.EB_gamma_poisson_ML;
		const prior = fitGammaPoisson(cases74, expected.E);
		near(prior.logLikelihood, expected.loglik, 1e-8);
		near(prior.shape, expected.alpha, 1e-4);
		near(prior.shape / prior.rate, expected.mean_RR, 1e-6);
		const given = { shape: expected.alpha, rate: expected.beta };
		cases74.forEach((count, i) => {
			const mean = expected.E[i] ?? Number.NaN;
			const area = relativeRate(given, count, mean);
			near(area.mean, expected.post_mean_RR[i] ?? Number.NaN, 1e-8);
			near(area.low, expected.post_q025[i] ?? Number.NaN, 1e-8);
			near(area.high, expected.post_q975[i] ?? Number.NaN, 1e-8);
			near(exceedance(given, count, mean, 1.5), expected.p_exceed_1_5[i] ?? Number.NaN, 1e-8);
		});
	});

	test('counts that vary by chance alone leave no spread', () => {
		expect(fitGammaPoisson([2, 2, 2, 2], [2, 2, 2, 2]).shape).toBeGreaterThan(9e5);
		expect(marshall([2, 2, 2], [100, 100, 100])).toEqual([0.02, 0.02, 0.02]);
	});
});

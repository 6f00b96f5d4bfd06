import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { crow, fitPowerLaw, misfit, trend } from '../../../server/maths/power-law.ts';
import { random } from '../../../server/maths/random.ts';
import { meanFailures } from '../../../server/maths/repeated.ts';
import mcf from '../../../server/maths/vectors/mcf_recurrent.json' with { type: 'json' };
import rates from '../../../server/maths/vectors/rates.json' with { type: 'json' };
import survival from '../../../server/maths/vectors/survival.json' with { type: 'json' };
import { failsBetween, fitWeibull } from '../../../server/maths/weibull.ts';

const LIVES = readFileSync(new URL('../../../server/maths/vectors/weibull_left_truncated.csv', import.meta.url), 'utf8')
	.trim()
	.split('\n')
	.slice(1)
	.map((line) => line.split(',').map(Number))
	.map(([entry = 0, exit = 0, failed]) => ({ entry, exit, failed: failed === 1 }));

function near(actual: number | undefined, expected: number, relative: number): void {
	expect(Math.abs((actual ?? Number.NaN) / expected - 1)).toBeLessThanOrEqual(relative);
}

describe('a Weibull life', () => {
	test('is the vector’s where pipes were watched only from the register’s beginning on, and its truth is in the intervals', () => {
		const { n, events, truth, expect: expected, wrong_if_truncation_ignored: wrong } = survival.weibull_left_truncated;
		const fit = fitWeibull(LIVES);
		expect([LIVES.length, fit?.failures]).toEqual([n, events]);
		near(fit?.shape.value, expected.shape, 1e-6);
		near(fit?.scale.value, expected.scale, 1e-6);
		near(fit?.logLikelihood, expected.loglik, 1e-9);
		near(fit?.shape.errorOfLogarithm, expected.se_log[0] ?? 0, 1e-4);
		near(fit?.scale.errorOfLogarithm, expected.se_log[1] ?? 0, 1e-4);
		for (const part of ['shape', 'scale'] as const) {
			expect(fit?.[part].low).toBeLessThan(truth[part]);
			expect(fit?.[part].high).toBeGreaterThan(truth[part]);
		}
		const naive = fitWeibull(LIVES.map(({ exit, failed }) => ({ exit, failed })));
		near(naive?.shape.value, wrong.shape, 1e-6);
		near(naive?.scale.value, wrong.scale, 1e-6);
	});

	test('is the vector’s without late entries, and undefined where nothing can be said', () => {
		const { time, event } = survival.km_aml;
		const fit = fitWeibull(time.map((exit, i) => ({ exit, failed: event[i] === 1 })));
		near(fit?.shape.value, survival.weibull_aml.expect.shape, 1e-7);
		near(fit?.scale.value, survival.weibull_aml.expect.eta, 1e-7);
		near(fit?.logLikelihood, survival.weibull_aml.expect.loglik, 1e-9);
		expect(fitWeibull([{ exit: 3, failed: true }])).toBeUndefined();
		expect(fitWeibull([])).toBeUndefined();
		expect(failsBetween({ shape: 1, scale: 10 }, 30, 40)).toBeCloseTo(1 - Math.exp(-1), 12);
	});
});

describe('failures that come again', () => {
	test('have the growth and scale of the vector over many things watched from their own ages on', () => {
		const { systems, expect: expected } = rates.power_law_multi_left_truncated;
		const fit = fitPowerLaw(systems.map(({ entry, exit, t }) => ({ entry, exit, failures: t })));
		near(fit?.shape.value, expected.beta, 1e-6);
		near(fit?.scale.value, expected.theta, 1e-6);
		near(fit?.logLikelihood, expected.loglik, 1e-9);
		near(fit?.shape.errorOfLogarithm, expected.se_log[0] ?? 0, 1e-4);
		near(fit?.scale.errorOfLogarithm, expected.se_log[1] ?? 0, 1e-4);
	});

	test('have the pace and trend of the vector in one history', () => {
		const { t, T, ...expected } = rates.power_law_nist;
		const one = crow(t, T);
		near(one?.growth, expected.beta_mle, 1e-9);
		near(one?.growthUnbiased, expected.beta_unbiased, 1e-9);
		near(one?.factor, expected.lambda, 1e-9);
		near(one?.paceNow, expected.intensity_at_T, 1e-9);
		const told = trend(t, T);
		near(told?.laplace, expected.laplace_u, 1e-9);
		near(told?.militaryHandbook, expected.mil_hdbk_chi2, 1e-9);
		expect(told?.degreesOfFreedom).toBe(expected.mil_df);
		near(misfit(t, T), expected.cvm, 1e-9);
		expect(misfit([], T)).toBeUndefined();
		expect(crow([], T)).toBeUndefined();
		expect(trend([], T)).toBeUndefined();
		expect(trend([800, 900, 950, 980, 990, 995], 1000)?.pGettingWorse).toBeLessThan(0.001);
	});

	test('have the mean number of the vector by each age', () => {
		const things = [...new Set(mcf.intervals.map((it) => it.id))].map((id) => {
			const own = mcf.intervals.filter((it) => it.id === id);
			return { exit: Math.max(...own.map((it) => it.stop)), failures: own.filter((it) => it.event === 1).map((it) => it.stop) };
		});
		const steps = meanFailures(things);
		expect(steps.map((it) => [it.age, it.atRisk, it.failures])).toEqual(mcf.expect.time.map((age, i) => [age, mcf.expect.n_risk[i], mcf.expect.n_event[i]]));
		mcf.expect.MCF.forEach((mean, i) => {
			near(steps[i]?.mean, mean, 1e-9);
		});
	});

	test('are twice as many where there is twice as much of it', () => {
		const draws = random('size');
		const thing = (size: number) => {
			const failures = Array.from({ length: draws.poisson(size * (30 / 20) ** 2) }, () => 30 * Math.sqrt(draws.next()));
			return { exit: 30, failures, size };
		};
		const fit = fitPowerLaw(Array.from({ length: 200 }, (_, i) => thing(1 + (i % 3))));
		expect(Math.abs((fit?.shape.value ?? 0) - 2)).toBeLessThan(0.25);
		expect(Math.abs((fit?.scale.value ?? 0) - 20)).toBeLessThan(2);
	});
});

import { describe, expect, test } from 'vitest';
import { aalenJohansen, reached } from '../../../server/maths/competing.ts';
import { type Compared, logRank } from '../../../server/maths/log-rank.ts';
import { type Followed, kaplanMeier, restrictedMean, survivingAt } from '../../../server/maths/survival.ts';
import { median } from '../../../server/maths/time-to-event.ts';
import vectors from '../../../server/maths/vectors/survival.json' with { type: 'json' };

function near(actual: readonly (number | undefined)[], expected: readonly number[], tolerance = 1e-8): void {
	expect(actual).toHaveLength(expected.length);
	expected.forEach((value, i) => {
		expect(Math.abs((actual[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(tolerance);
	});
}

const followed = (data: { time: number[]; event: number[]; entry?: number[]; group?: string[] }): Compared[] =>
	data.time.map((time, i) => ({ time, cause: data.event[i] ?? 0, group: data.group?.[i] ?? '', ...(data.entry && { entry: data.entry[i] ?? 0 }) }));

const aml = followed(vectors.km_aml);

describe('a Kaplan–Meier curve', () => {
	test('is the vector’s, with standard errors, bounds, quartiles and the mean within a horizon', () => {
		const steps = kaplanMeier(aml);
		const expected = vectors.km_aml.expect;
		expect(steps.map((it) => it.time)).toEqual(expected.time);
		expect(steps.map((it) => [it.atRisk, it.ended])).toEqual(expected.n_risk.map((n, i) => [n, expected.n_event[i]]));
		near(
			steps.map((it) => it.surviving),
			expected.surv,
		);
		near(
			steps.map((it) => it.standardError),
			expected.std_err,
		);
		near(
			steps.map((it) => it.low),
			expected.lower_loglog,
		);
		near(
			steps.map((it) => it.high),
			expected.upper_loglog,
		);
		expect(expected.quantile_p.map((p) => median(steps, 1 - p))).toEqual(
			expected.quantile.map((it, i) => ({ median: it, low: expected.q_lower[i], high: expected.q_upper[i] })),
		);
		const mean = restrictedMean(steps, 48);
		near([mean.mean, mean.standardError], expected.rmst_tau48);
		expect(survivingAt(steps, 4)).toEqual({ time: 4, surviving: 1, low: 1, high: 1 });
		expect(survivingAt(steps, 14).surviving).toBe(steps[4]?.surviving);
	});

	test('counts what entered late from its entry on, and counts of the same as that many', () => {
		const late = vectors.km_left_truncated;
		const steps = kaplanMeier(followed(late));
		expect(steps.map((it) => [it.time, it.atRisk])).toEqual(late.expect.time.map((time, i) => [time, late.expect.n_risk[i]]));
		near(
			steps.map((it) => it.surviving),
			late.expect.surv,
		);
		near(
			steps.map((it) => it.standardError),
			late.expect.std_err,
		);
		const counted = [...new Set(aml.map((it) => `${it.time}/${it.cause}`))].map((key): Followed => {
			const same = aml.filter((it) => `${it.time}/${it.cause}` === key);
			return { ...(same[0] as Followed), count: same.length };
		});
		expect(kaplanMeier(counted)).toEqual(kaplanMeier(aml));
		expect(kaplanMeier([{ time: 3, entry: 3, cause: 1 }])).toEqual([]);
		expect(kaplanMeier([])).toEqual([]);
	});
});

describe('shares fixed where others were rejected', () => {
	const { time, state, at, expect: expected, naive_1_minus_KM_fixed: naive } = vectors.aalen_johansen;
	const faults = time.map((it, i) => ({ time: it, cause: state[i] ?? 0 }));

	test('are the vector’s, and fewer than if rejections were only stopped looking at', () => {
		aalenJohansen(faults, { causes: 2, at }).forEach((standing, i) => {
			near([standing.open, ...standing.ended.map((it) => it.share)], expected.pstate[i] ?? []);
		});
		const fixedOnly = kaplanMeier(faults.map((it) => ({ ...it, cause: it.cause === 1 ? 1 : 0 })));
		near(
			at.map((it) => 1 - survivingAt(fixedOnly, it).surviving),
			naive,
		);
	});

	test('are reached by the first time at which they are as large, or never', () => {
		const times = [...new Set(time)].sort((a, b) => a - b);
		for (const share of [0.1, 0.25, 0.5, 0.99]) {
			const first = aalenJohansen(faults, { causes: 2, at: times }).find((it) => (it.ended[0]?.share ?? 0) >= share);
			expect(reached(faults, { causes: 2, cause: 1, share })).toBe(first?.time ?? null);
		}
	});

	test('have Greenwood’s error where nothing was rejected', () => {
		const steps = kaplanMeier(aml);
		const standing = aalenJohansen(aml, { causes: 1, at: steps.map((it) => it.time) });
		near(
			standing.map((it) => it.ended[0]?.standardError),
			steps.map((it) => it.standardError),
			1e-12,
		);
	});
});

describe('the log-rank test', () => {
	test('is the vector’s for two groups, for four, and where early ends weigh more', () => {
		const two = logRank(aml);
		near(
			[two.chiSquared, two.p, ...two.observed, ...two.expected],
			[vectors.logrank_aml.chisq, vectors.logrank_aml.p, ...vectors.logrank_aml.obs, ...vectors.logrank_aml.exp],
		);
		near([logRank(aml, 1).chiSquared], [vectors.peto_aml.chisq]);
		const veteran = vectors.logrank_veteran;
		const four = logRank(followed({ time: veteran.time, event: veteran.status, group: veteran.celltype }));
		const order = four.groups.map((group) => ['squamous', 'smallcell', 'adeno', 'large'].indexOf(group));
		near([four.chiSquared, four.p, four.degreesOfFreedom], [veteran.chisq, veteran.p, veteran.df]);
		near(
			four.observed,
			order.map((i) => veteran.obs[i] ?? 0),
		);
		near(
			four.expected,
			order.map((i) => veteran.exp[i] ?? 0),
		);
	});

	test('does not call a group slow for having more of a slow kind', () => {
		const kind = (group: string, stratum: string, times: number[]) => times.map((time) => ({ time, cause: 1, group, stratum }));
		const fast = [1, 2, 3, 4, 5, 6];
		const slow = fast.map((it) => it * 20);
		const mixed = [...kind('a', 'fast', [...fast, ...fast]), ...kind('a', 'slow', slow), ...kind('b', 'fast', fast), ...kind('b', 'slow', [...slow, ...slow])];
		expect(logRank(mixed.map(({ stratum: _, ...it }) => it)).p).toBeLessThan(0.2);
		expect(logRank(mixed).p).toBeGreaterThan(0.9);
		expect(logRank(kind('a', '', fast))).toMatchObject({ chiSquared: 0, degreesOfFreedom: 0, p: 1 });
	});
});

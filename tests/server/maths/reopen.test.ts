import { describe, expect, test } from 'vitest';
import { adjustedRand, bCubed, groupingCost, pairwise, vMeasure } from '../../../server/maths/grouping.ts';
import { duplicateProbability, reopenProbability } from '../../../server/maths/reopen.ts';
import groups from '../../../server/maths/vectors/grouping_metrics.json' with { type: 'json' };
import vectors from '../../../server/maths/vectors/reopen_posterior.json' with { type: 'json' };

describe('reopen or new', () => {
	test.each(vectors.rows)('$dt_days days after closing, first-time fix $q_fix', (row) => {
		const p = reopenProbability({ daysSinceClosed: row.dt_days, firstTimeFix: row.q_fix, reportRate: row.lam_report, faultRate: row.lam_fault });
		expect(Math.abs(p / row.p_reopen - 1)).toBeLessThan(1e-12);
	});

	test('long after, it is a new fault, without a division of nothing by nothing', () => {
		expect(reopenProbability({ daysSinceClosed: 1e6, firstTimeFix: 0.9, reportRate: 0.1, faultRate: 0.001 })).toBe(0);
	});

	test.each(vectors.dup)('an open fault on a certain asset takes the report (rates $lam_r, $lam_f)', (row) => {
		expect(duplicateProbability(row.lam_r, row.lam_f)).toBeCloseTo(row.p, 14);
	});
});

describe('grouping', () => {
	test('pairwise, B-cubed and adjusted Rand are those of the vector', () => {
		const { precision, recall, f1 } = pairwise(groups.truth, groups.pred);
		expect([precision, recall, f1].map((v) => v.toFixed(12))).toEqual(Object.values(groups.pairwise).map((v) => v.toFixed(12)));
		expect(Object.values(bCubed(groups.truth, groups.pred)).map((v) => v.toFixed(12))).toEqual(groups.bcubed.map((v) => v.toFixed(12)));
		expect(adjustedRand(groups.truth, groups.pred)).toBeCloseTo(groups.ari, 12);
		expect(Object.values(vMeasure(groups.truth, groups.pred)).map((v) => v.toFixed(12))).toEqual(groups.hcv.map((v) => v.toFixed(12)));
	});

	test('a false merge costs twenty missed ones', () => {
		expect(pairwise(groups.truth, groups.pred)).toMatchObject({ falseMerges: 3, missedMerges: 6 });
		expect(groupingCost(groups.truth, groups.pred)).toBe(66);
	});

	test('equal groupings agree wholly, whatever their labels', () => {
		expect(adjustedRand(['a', 'a', 'b'], [2, 2, 1])).toBe(1);
		expect(adjustedRand([1, 2, 3], [4, 5, 6])).toBe(1);
		expect(bCubed(['a', 'a', 'b'], [2, 2, 1]).f1).toBe(1);
		expect(vMeasure(['a', 'a', 'b'], [2, 2, 1]).f1).toBeCloseTo(1, 12);
		expect(vMeasure(['a', 'a'], [1, 2]).precision).toBe(1);
	});
});

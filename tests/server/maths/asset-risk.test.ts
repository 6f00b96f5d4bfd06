import { describe, expect, it } from 'vitest';
import { assetRisks, costParts, partsOf } from '../../../server/maths/asset-risk.ts';
import { chanceOfFailure, consequenceFrom, consequenceGrade, likelihoodGrade } from '../../../server/maths/risk.ts';

const costs = { repair: 8000, safety: 500, water: 33_600, people: 2000, perPerson: 100, damage: 4000, late: 300 };

describe('the risk of an asset', () => {
	it('is the chance of a failure within a year times what a failure costs, all parts of it', () => {
		const assets = Array.from({ length: 40 }, (_, i) => ({
			...{ cohort: i % 2 === 0 ? 'AC' : 'HDPE', km: 1, years: 4, failures: i % 2 === 0 ? 2 : 0 },
			...{ factor: 1, customers: null },
		}));
		const [first, second] = assetRisks([{ ...assets[0], failures: 6, factor: 2, customers: 50 } as never, ...assets.slice(1)], costs, 200_000);
		expect(first?.parts).toEqual({ repair: 8000, safety: 1000, water: 33_600, people: 2 * 50 * 100, damage: 4000, late: 300 });
		expect(first?.consequence).toBe(costParts.reduce((sum, part) => sum + (first?.parts[part] ?? 0), 0));
		expect(first?.risk).toBeCloseTo((first?.chance ?? 0) * (first?.consequence ?? 0), 9);
		expect(first?.chance).toBeCloseTo(1 - Math.exp(-(first?.yearly ?? 0)), 12);
		// its own past moves it above its kind; the kind that never failed stands below
		expect(first?.yearly).toBeGreaterThan(0.5);
		expect(second?.yearly).toBeLessThan(0.5);
	});

	it('has grades that begin where they say, and no more customers than are known', () => {
		expect([0, 0.0099, 0.01, 0.05, 0.2, 0.5, 1].map(likelihoodGrade)).toEqual([1, 1, 2, 3, 4, 5, 5]);
		expect(consequenceFrom(200_000)).toEqual([3125, 12_500, 50_000, 200_000]);
		expect([3124, 3125, 12_500, 49_999, 50_000, 200_000].map((cost) => consequenceGrade(cost, 200_000))).toEqual([1, 2, 3, 3, 4, 5]);
		expect(partsOf({ factor: 0.5, customers: 0 }, costs).people).toBe(0);
		expect(chanceOfFailure(1e-12)).toBeCloseTo(1e-12, 20);
	});
});

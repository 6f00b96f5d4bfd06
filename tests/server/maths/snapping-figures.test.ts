import { describe, expect, test } from 'vitest';
import { random } from '../../../server/maths/random.ts';
import { type Answered, compareFigures, reliability, snappingFigures, spreadOf } from '../../../server/maths/snapping-figures.ts';

const answered = (probabilities: number[], truth: number, quantile = 0.5): Answered => ({ probabilities, assets: probabilities.length - 1, truth, quantile });

describe('figures of snapping', () => {
	test('count what was right, what was covered, and what had to be shown; none of them is an answer, but no asset', () => {
		const cases = [answered([0.8, 0.1, 0.1], 0), answered([0.6, 0.3, 0.1], 1), answered([0.1, 0.2, 0.7], 2), answered([0.5, 0.5, 0], 1)];
		expect(snappingFigures(cases)).toMatchObject({ n: 4, top1: 0.5, coverage: 0.75, size: 1 });
		expect(snappingFigures([])).toEqual({ n: 0, top1: 0, error: 0, coverage: 0, size: 0 });
	});

	test('stand in bins of how sure it was, each with its cases, and the error is what lies between', () => {
		const cases = [answered([0.95, 0.05], 0), answered([0.91, 0.09], 1), answered([0.45, 0.55], 1), answered([1, 0], 0)];
		const bins = reliability(cases);
		expect(bins.map(({ from, n, right }) => [from, n, right])).toEqual([
			[0.5, 1, 1],
			[0.9, 3, 2 / 3],
		]);
		const error = bins.reduce((sum, { n, said, right }) => sum + (n / 4) * Math.abs(said - right), 0);
		expect(snappingFigures(cases).error).toBeCloseTo(error, 12);
	});

	test('are worse as soon as one of them is, better where one gained and none lost, equal within the margins', () => {
		const was = { n: 1000, top1: 0.8, error: 0.06, coverage: 0.95, size: 2 };
		expect(compareFigures(was, { ...was, top1: 0.802 }, 0.95)).toEqual({ verdict: 'equal', better: [], worse: [] });
		expect(compareFigures(was, { ...was, top1: 0.85, error: 0.02 }, 0.95)).toEqual({ verdict: 'better', better: ['top1', 'error'], worse: [] });
		expect(compareFigures(was, { ...was, top1: 0.85, coverage: 0.9 }, 0.95)).toEqual({ verdict: 'worse', better: ['top1'], worse: ['coverage'] });
		expect(compareFigures(was, { ...was, n: 48, coverage: 0.9 }, 0.95).verdict, 'few links say little of a promise').toBe('equal');
		expect(compareFigures(was, { ...was, coverage: 1 }, 0.95).verdict).toBe('equal');
		// Larger sets are the price of a promise that is kept, not a loss.
		expect(compareFigures({ ...was, coverage: 0.85 }, { ...was, size: 3 }, 0.95)).toEqual({ verdict: 'better', better: ['coverage'], worse: [] });
		expect(compareFigures(was, { ...was, size: 3 }, 0.95).worse).toEqual(['size']);
	});

	test('tell from the misses how much wider pins scatter than was said, whether of points or of lines', () => {
		const stream = random('misses');
		const misses = Array.from({ length: 4000 }, (_, i) => {
			const [x, y] = [stream.normal(0, 9), stream.normal(0, 9)];
			return i % 2 ? { metres: Math.hypot(x, y), sigma: 6, from: 'Point' as const } : { metres: Math.abs(x), sigma: 6, from: 'LineString' as const };
		});
		expect(spreadOf(misses)).toBeCloseTo(1.5, 1);
		expect(spreadOf([])).toBeUndefined();
	});
});

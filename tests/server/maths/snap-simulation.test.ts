import { describe, expect, test } from 'vitest';
import { gridTown } from '../../../server/maths/grid-town.ts';
import { random } from '../../../server/maths/random.ts';
import { cautiousCalibration, shippedCalibration } from '../../../server/maths/shipped-calibration.ts';
import { simulateReports } from '../../../server/maths/simulated-reports.ts';
import { conformalCoverage, conformalScores, type SnapCase, snapScores } from '../../../server/maths/snap-scores.ts';
import { type PinMethod, simulatePin } from '../../../server/maths/snap-simulation.ts';
import vectors from '../../../server/maths/vectors/snap_simulation.json' with { type: 'json' };

const METHODS = ['gnss', 'click17', 'click19', 'address'] as const;
const TOWN = gridTown();

// several towns of 1,000 reports each: within one, all reports share its few open faults
function cases(method: PinMethod, towns: number): { full: SnapCase[]; classRates: SnapCase[] } {
	const all = Array.from({ length: towns }, (_, i) => simulateReports(TOWN, method, 1000, random(`trial ${method} ${i}`)));
	return { full: all.flatMap(({ full }) => full), classRates: all.flatMap(({ classRates }) => classRates) };
}

const SIMULATED = { gnss: cases('gnss', 4), click17: cases('click17', 4), click19: cases('click19', 2) };

describe('simulated pins', () => {
	test.each(METHODS)('%s pins miss by the median and the 95 % that the method was designed on', (method) => {
		const stream = random(`errors ${method}`);
		const errors = Array.from({ length: 40_000 }, () => Math.hypot(...simulatePin(stream, method, [0, 0], [0.6, 0.8]).position)).sort((a, b) => a - b);
		const { median, p95 } = vectors.results[method].error_m;
		expect((errors[20_000] ?? 0) / median).toBeGreaterThan(0.95);
		expect((errors[20_000] ?? 0) / median).toBeLessThan(1.05);
		expect((errors[38_000] ?? 0) / p95).toBeGreaterThan(0.97);
		expect((errors[38_000] ?? 0) / p95).toBeLessThan(1.03);
	});

	test('an address is off along its street more than across it', () => {
		const stream = random('street');
		const pins = Array.from({ length: 2000 }, () => simulatePin(stream, 'address', [0, 0], [0.6, 0.8]).position);
		const spread = (x: number, y: number) => pins.reduce((sum, pin) => sum + Math.abs(pin[0] * x + pin[1] * y), 0);
		expect(spread(0.6, 0.8) / spread(-0.8, 0.6)).toBeGreaterThan(3);
	});
});

describe('snapping simulated reports', () => {
	test('the grid town has 756 assets, nine on each of 84 block sides', () => {
		expect(TOWN.assets).toHaveLength(756);
		expect(TOWN.assets.filter((asset) => asset.class === 'lamp')).toHaveLength(252);
	});

	test.each(['gnss', 'click17'] as const)('%s: the posterior beats the nearest compatible asset by five points and more', (method) => {
		const full = snapScores(SIMULATED[method].full);
		expect(full.top1 - full.nearestTop1).toBeGreaterThan(0.05);
		expect(full.top3).toBeGreaterThan(full.nearestTop3);
		const classRates = snapScores(SIMULATED[method].classRates);
		expect(classRates.top1 - classRates.nearestTop1).toBeGreaterThan(0.05);
	});

	test.each(['gnss', 'click17', 'click19'] as const)('%s: it means what it says', (method) => {
		expect(snapScores(SIMULATED[method].full).calibrationError).toBeLessThan(0.05);
		expect(snapScores(SIMULATED[method].classRates).calibrationError).toBeLessThan(0.05);
	});

	test.each(['gnss', 'click17'] as const)('%s: a promise of 95 in 100 made on one half holds on the other', (method) => {
		const { coverage, meanSize, shareUpTo4 } = conformalScores(SIMULATED[method].full, 0.05);
		expect(Math.abs(coverage - 0.95)).toBeLessThan(0.02);
		expect(meanSize).toBeLessThan(2);
		expect(shareUpTo4).toBeGreaterThan(0.97);
	});

	test.each(['gnss', 'click17', 'click19'] as const)('%s: the cautious quantiles keep their promise with and without known rates', (method) => {
		for (const knowledge of ['full', 'classRates'] as const) {
			expect(conformalCoverage(SIMULATED[method][knowledge], cautiousCalibration[method].q95).coverage).toBeGreaterThan(0.93);
			expect(conformalCoverage(SIMULATED[method][knowledge], cautiousCalibration[method].q90).coverage).toBeGreaterThan(0.88);
		}
	});

	test.each(METHODS)('%s: the shipped quantiles are those of the vector', (method) => {
		const sets = vectors.results[method].conformal_sets;
		expect(shippedCalibration[method]).toEqual({ q90: sets['target_0.90'].q_hat, q95: sets['target_0.95'].q_hat });
	});
});

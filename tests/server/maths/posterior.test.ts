import { describe, expect, test } from 'vitest';
import { calibrationError, conformalQuantile, conformalSet, fitTemper, temper } from '../../../server/maths/calibration.ts';
import { pointKernel } from '../../../server/maths/kernels.ts';
import { bearingFactor, entropy, posterior, sharedPosterior } from '../../../server/maths/posterior.ts';
import { random } from '../../../server/maths/random.ts';

describe('posterior', () => {
	test('shares are in proportion to weight, rate, bearing and kernel, with none of them for the background', () => {
		const { probabilities, none } = posterior(
			[
				{ weight: 0.5, rate: 2, kernel: 0.003 },
				{ weight: 1, rate: 1, bearingFactor: 2, kernel: 0.002 },
				{ weight: 0, rate: 5, kernel: 1 },
			],
			0.001,
		);
		expect(probabilities[0]).toBeCloseTo(0.375, 12);
		expect(probabilities[1]).toBeCloseTo(0.5, 12);
		expect(probabilities[2]).toBe(0);
		expect(none).toBeCloseTo(0.125, 12);
	});

	test('with nothing near it is none of them, and kernels near the smallest double still compare', () => {
		expect(posterior([{ weight: 1, rate: 1, kernel: 0 }], 0)).toEqual({ probabilities: [0], none: 1 });
		const far = posterior(
			[
				{ weight: 1, rate: 1e-4, kernel: 3e-320 },
				{ weight: 1, rate: 1e-4, kernel: 1e-320 },
			],
			0,
		);
		expect(far.probabilities[0]).toBeCloseTo(0.75, 3);
	});

	test('one pin gives the same shares by both ways; more pins sharpen them', () => {
		const lamps = [0, 30, 60];
		const pin = (x: number) => ({ x, y: 4, sigma: 12 });
		const kernels = (pins: { x: number; y: number; sigma: number }[], lamp: number) => pins.map((p) => pointKernel(p.x - lamp, p.y, p.sigma));
		const shared = (...xs: number[]) =>
			sharedPosterior(
				lamps.map((lamp) => ({ weight: 1, rate: 0.001, kernels: kernels(xs.map(pin), lamp) })),
				1e-9,
				xs.map(pin),
			);
		const single = posterior(
			lamps.map((lamp) => ({ weight: 1, rate: 0.001, kernel: kernels([pin(22)], lamp)[0] ?? 0 })),
			1e-9,
		);
		expect(shared(22).probabilities[1]).toBeCloseTo(single.probabilities[1] ?? 0, 12);
		expect(shared(22).none).toBeCloseTo(single.none, 12);
		expect(shared(22, 25, 33).probabilities[1]).toBeGreaterThan(single.probabilities[1] ?? 1);
	});

	test('hundreds of pins about one lamp make it certain, though the product of their kernels has long left the range of doubles', () => {
		const stream = random('pins');
		const pins = Array.from({ length: 400 }, () => ({ x: stream.normal(30, 12), y: stream.normal(0, 12), sigma: 12 }));
		const lamps = [0, 30, 60].map((x) => ({ weight: 1, rate: 0.001, kernels: pins.map((p) => pointKernel(p.x - x, p.y, p.sigma)) }));
		expect(lamps[1]?.kernels.reduce((product, k) => product * k, 1)).toBe(0);
		expect(sharedPosterior(lamps, 1e-9, pins).probabilities[1]).toBeGreaterThan(0.99);
	});

	test('pins that agree where nothing stands mean an asset that is not in the register', () => {
		const pins = [
			{ x: 100, y: 0, sigma: 5 },
			{ x: 102, y: 1, sigma: 5 },
		];
		const lamp = { weight: 1, rate: 0.001, kernels: pins.map((p) => pointKernel(p.x - 80, p.y, p.sigma)) };
		expect(posterior([{ weight: 1, rate: 0.001, kernel: lamp.kernels[0] ?? 0 }], 1e-9).none).toBeLessThan(0.5);
		expect(sharedPosterior([lamp], 1e-9, pins).none).toBeGreaterThan(0.9);
	});

	test('a bearing favours its direction, is neutral over the circle and never excludes', () => {
		const all = Array.from({ length: 360 }, (_, bearing) => bearingFactor(bearing, 350));
		expect(all.reduce((sum, factor) => sum + factor, 0) / 360).toBeCloseTo(1, 10);
		expect(bearingFactor(-10, 350)).toBeCloseTo(0.2 + 0.8 / 0.14343178185685, 8);
		expect(Math.min(...all)).toBeCloseTo(0.2, 5);
	});

	test('entropy is nothing when certain and ln n when all are alike', () => {
		expect(entropy([1, 0])).toBe(0);
		expect(entropy([0.25, 0.25, 0.25, 0.25])).toBeCloseTo(Math.log(4), 12);
	});
});

describe('calibration', () => {
	test('the conformal quantile is the ⌈(n+1)(1−α)⌉-th smallest score, everything while there are too few', () => {
		const scores = Array.from({ length: 19 }, (_, i) => (19 - i) / 100);
		expect(conformalQuantile(scores, 0.05)).toBe(0.19);
		expect(conformalQuantile(scores, 0.1)).toBe(0.18);
		expect(conformalQuantile(scores.slice(0, 18), 0.05)).toBe(1);
		expect(conformalQuantile([], 0.1)).toBe(1);
	});

	test('a conformal set holds what reaches 1 − q̂, likeliest first', () => {
		expect(conformalSet([0.1, 0.6, 0.3], 0.8)).toEqual([1, 2]);
		expect(conformalSet([0.1, 0.6, 0.3], 1)).toEqual([1, 2, 0]);
	});

	test('the calibration error is the gap between confidence and truth', () => {
		expect(calibrationError([0.95, 0.95, 0.95, 0.95], [true, true, true, false])).toBeCloseTo(0.2, 12);
		expect(calibrationError([1, 0.05], [true, false])).toBeCloseTo(0.025, 12);
	});

	test('an overbold model is found out and tempered', () => {
		const stream = random('overbold');
		const cases = Array.from({ length: 4000 }, () => {
			const honest = stream.between(0.5, 0.95);
			return { probabilities: temper([honest, 1 - honest], 2), truth: stream.chance(honest) ? 0 : 1 };
		});
		expect(fitTemper(cases)).toBeGreaterThan(0.45);
		expect(fitTemper(cases)).toBeLessThan(0.55);
		expect(fitTemper([])).toBe(1);
	});
});

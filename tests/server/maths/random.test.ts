import { describe, expect, test } from 'vitest';
import { random } from '../../../server/maths/random.ts';

const N = 40_000;

function moments(draw: () => number): { mean: number; variance: number } {
	const values = Array.from({ length: N }, draw);
	const mean = values.reduce((a, b) => a + b) / N;
	return { mean, variance: values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (N - 1) };
}

describe('random', () => {
	test('the same seed gives the same stream, another seed another one', () => {
		const [a, b, c] = [random('town'), random('town'), random('town2')];
		const draw = (r: { next(): number }) => Array.from({ length: 5 }, () => r.next());
		const first = draw(a);
		expect(draw(b)).toEqual(first);
		expect(draw(c)).not.toEqual(first);
	});

	test('a fork does not depend on what was drawn before it', () => {
		const a = random(7);
		const early = a.fork('lamps').next();
		a.next();
		expect(a.fork('lamps').next()).toBe(early);
		expect(a.fork('pipes').next()).not.toBe(early);
	});

	test.each([
		['uniform', (r: ReturnType<typeof random>) => r.between(2, 5), 3.5, 0.75],
		['normal', (r: ReturnType<typeof random>) => r.normal(3, 2), 3, 4],
		['exponential', (r: ReturnType<typeof random>) => r.exponential(0.5), 2, 4],
		['gamma', (r: ReturnType<typeof random>) => r.gamma(3, 2), 6, 12],
		['gamma below one', (r: ReturnType<typeof random>) => r.gamma(0.5, 2), 1, 2],
		['weibull', (r: ReturnType<typeof random>) => r.weibull(2, 1), Math.sqrt(Math.PI) / 2, 1 - Math.PI / 4],
		['small poisson', (r: ReturnType<typeof random>) => r.poisson(2.5), 2.5, 2.5],
		['large poisson', (r: ReturnType<typeof random>) => r.poisson(200), 200, 200],
	])('%s draws have their mean and variance', (name, draw, mean, variance) => {
		const stream = random(name);
		const got = moments(() => draw(stream));
		expect(Math.abs(got.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / N));
		expect(got.variance / variance).toBeGreaterThan(0.93);
		expect(got.variance / variance).toBeLessThan(1.07);
	});

	test('weighted picks keep the proportions and never take a weightless item', () => {
		const stream = random(1);
		const counts = { a: 0, b: 0, c: 0 };
		for (let i = 0; i < N; i++) {
			counts[stream.weighted([['a', 3] as const, ['b', 1] as const, ['c', 0] as const])]++;
		}
		expect(counts.c).toBe(0);
		expect(counts.a / N).toBeCloseTo(0.75, 1);
		expect(stream.int(3)).toBeLessThan(3);
		expect(['x', 'y']).toContain(stream.pick(['x', 'y']));
	});
});

import { describe, expect, it } from 'vitest';
import { random } from '../../../server/maths/random.ts';
import { fitWear } from '../../../server/maths/wear.ts';

describe('how fast pipes wear', () => {
	it('is found again: the growth within its interval in about 95 of 100 towns, the rates with it', () => {
		let within = 0;
		for (let town = 0; town < 200; town += 1) {
			const dice = random(`wear ${town}`);
			const rows = ['AC', 'HDPE'].flatMap((kind, k) =>
				Array.from({ length: 40 }, (_, i) => {
					const exposure = 20;
					return { kind, age: i, exposure, failures: dice.poisson(exposure * (k === 0 ? 0.2 : 0.05) * Math.exp(0.02 * i)) };
				}),
			);
			const { growth, error, atFirst } = fitWear(rows);
			within += Math.abs(growth - 0.02) < 1.96 * (error ?? 0) ? 1 : 0;
			expect(atFirst.get('AC')).toBeGreaterThan(0.12);
		}
		expect(within).toBeGreaterThanOrEqual(180);
		expect(within).toBeLessThanOrEqual(198);
	});

	it('is not claimed where ages do not differ or nothing failed', () => {
		expect(fitWear([{ kind: 'AC', age: 30, exposure: 10, failures: 4 }])).toMatchObject({ growth: 0, error: null });
		expect(fitWear([{ kind: 'AC', age: 30, exposure: 10, failures: 0 }])).toMatchObject({ growth: 0, error: null });
	});
});

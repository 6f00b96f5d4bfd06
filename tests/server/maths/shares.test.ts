import { describe, expect, it } from 'vitest';
import { shareOf } from '../../../server/maths/shares.ts';

describe('a share', () => {
	it('has the score interval of the published examples (Newcombe 1998, table I, method 3)', () => {
		const published = [
			[81, 263, 0.2553, 0.3662],
			[15, 148, 0.0624, 0.1605],
			[0, 20, 0, 0.1611],
			[1, 29, 0.0061, 0.1718],
		] as const;
		for (const [count, of, low, high] of published) {
			const it = shareOf(count, of);
			expect(it?.share).toBe(count / of);
			expect(it?.low).toBeCloseTo(low, 4);
			expect(it?.high).toBeCloseTo(high, 4);
		}
	});

	it('is of something, and never above all of it', () => {
		expect(shareOf(0, 0)).toBeUndefined();
		expect(shareOf(3, 3)).toMatchObject({ share: 1, high: 1 });
	});
});

import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { auditShare, isDrawn } from '../../../server/maths/audit-draw.ts';

describe('which closings are audited', () => {
	it('is drawn alike each time, close to the share, and wholly at its ends', () => {
		const digests = Array.from({ length: 20_000 }, (_, id) => createHmac('sha256', 'a seed').update(`closing ${id}`).digest('hex'));
		const drawn = digests.filter((it) => isDrawn(it, 0.05));
		expect(drawn).toEqual(digests.filter((it) => isDrawn(it, 0.05)));
		// Four standard deviations about 1,000.
		expect(Math.abs(drawn.length - 1000)).toBeLessThan(4 * Math.sqrt(20_000 * 0.05 * 0.95));
		expect([digests.some((it) => isDrawn(it, 0)), digests.every((it) => isDrawn(it, 1)), isDrawn('f'.repeat(64), 1)]).toEqual([false, true, true]);
	});

	it('grows with the audits that somebody has failed, up to all', () => {
		expect([0, 1, 2, 9].map((failed) => auditShare(0.05, failed))).toEqual([0.05, 0.2, expect.closeTo(0.35), 1]);
		expect(auditShare(0, 5)).toBe(0);
	});
});

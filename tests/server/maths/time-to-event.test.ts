import { describe, expect, test } from 'vitest';
import { median, survival } from '../../../server/maths/time-to-event.ts';
import vectors from '../../../server/maths/vectors/survival.json' with { type: 'json' };

const { time, event, expect: expected } = vectors.km_aml;
const curve = survival(time.map((it, i) => ({ time: it, ended: event[i] === 1 ? 1 : 0, waiting: event[i] === 1 ? 0 : 1 })));

describe('how long until the end, where some still wait', () => {
	test('is the curve that an independent program draws, with its bounds', () => {
		expect(curve.map((it) => it.time)).toEqual(expected.time);
		curve.forEach((it, i) => {
			expect(it.surviving).toBeCloseTo(expected.surv[i] ?? Number.NaN, 8);
			const [low, high] = [expected.lower_loglog[i], expected.upper_loglog[i]];
			if (low !== null && low !== undefined) expect(it.low).toBeCloseTo(low, 8);
			if (high !== null && high !== undefined) expect(it.high).toBeCloseTo(high, 8);
		});
	});

	test('has the median and the quartiles, with the intervals, that the program finds', () => {
		expected.quantile_p.forEach((p, i) => {
			expect(median(curve, 1 - p)).toEqual({ median: expected.quantile[i], low: expected.q_lower[i], high: expected.q_upper[i] });
		});
	});

	test('is not known where too few have ended', () => {
		expect(median(survival([{ time: 3, ended: 1, waiting: 9 }])).median).toBeNull();
		expect(median([])).toEqual({ median: null, low: null, high: null });
	});
});

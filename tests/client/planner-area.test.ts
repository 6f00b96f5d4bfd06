import { describe, expect, it } from 'vitest';
import { circleText, cornersIn, cornersOf, polygonText, sizeOf, written } from '../../client/planner/area/drawn.ts';
import { areaOf } from '../../server/planning/area.ts';

const square = '18.95 -33.73\n18.96, -33.73\n18.96;-33.72\n18.95 -33.72\n';

describe('an area of one’s own', () => {
	it('is what was typed corner by corner, as the server reads it, and comes back as it was', () => {
		const corners = cornersOf(square);
		if (typeof corners === 'string') throw new Error(corners);
		expect(areaOf(polygonText(corners))).toMatchObject({ kind: 'polygon' });
		expect(cornersOf(written(cornersIn(polygonText(corners))))).toEqual(corners);
		// A hundredth of a degree is 1,112 m north and, at this latitude, 925 m east.
		expect(sizeOf(corners) / (1112 * 925)).toBeCloseTo(1, 2);
	});

	it('is refused where it is none, each time with the reason', () => {
		expect(cornersOf('18.95 -33.73\n18.96 -33.73')).toBe('few');
		expect(cornersOf(`${square}somewhere`)).toBe('place');
		expect(cornersOf('18.95 -33.73\n18.96 -33.72\n18.96 -33.73\n18.95 -33.72')).toBe('crossing');
		expect(cornersOf(Array.from({ length: 201 }, (_, n) => `${(n / 100).toFixed(2)} 1`).join('\n'))).toBe('many');
	});

	it('is so far around a point, which the server reads too', () => {
		expect(areaOf(circleText('18.95 -33.73', '500'))).toEqual({ kind: 'circle', centre: [18.95, -33.73], metres: 500 });
		expect([circleText('north', '500'), circleText('18.95 -33.73', '-1'), circleText('18.95 -33.73', '30000')]).toEqual(['place', 'radius', 'radius']);
	});
});

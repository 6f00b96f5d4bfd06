import { describe, expect, it } from 'vitest';
import { circleText, cornersIn, cornersOf, polygonText, sizeOf, written } from '../../client/planner/area/drawn.ts';
import { cellAt, cellsIn, hexText, middleOf, outlineOf, toggled } from '../../client/planner/area/hexagons.ts';
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

	it('is hexagons of the stored grid, in the municipality’s own metres, there and back', () => {
		const hex = -56_805_237_427_955;
		const utm = '+proj=utm +zone=34 +south +datum=WGS84 +units=m +no_defs';
		// PostGIS: select hex_of(st_transform('srid=4326;point(18.96 -33.73)'::geometry, 32734))
		expect(cellAt([18.96, -33.73], utm)).toBe(hex);
		expect(cellAt(middleOf(hex, utm), utm)).toBe(hex);
		expect(outlineOf(hex, utm)).toHaveLength(7);
		expect(areaOf(hexText([hex, 5]))).toEqual({ kind: 'hex', cells: [hex, 5] });
		expect([cellsIn(hexText([hex, 5])), cellsIn('ward:5'), toggled([hex, 5], 5), toggled([hex], 5)]).toEqual([[hex, 5], [], [hex], [hex, 5]]);
	});
});

import fc from 'fast-check';
import proj4 from 'proj4';
import { expect, it } from 'vitest';
import { mercatorCentimetres } from '../../../server/maths/mercator.ts';

it('places are where proj4 has them, to the centimetre', () => {
	const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
	fc.assert(
		fc.property(degrees(180), degrees(85), (lon, lat) => {
			const [x, y] = proj4('EPSG:4326', 'EPSG:3857', [lon, lat]);
			const ours = mercatorCentimetres(lon, lat);
			expect(Math.abs(ours[0] - x * 100)).toBeLessThan(1);
			expect(Math.abs(ours[1] - y * 100)).toBeLessThan(1);
		}),
	);
});

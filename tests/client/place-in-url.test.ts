import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlace, writePlace } from '../../client/map/place-in-url.ts';

describe('the place in the address', () => {
	test('is read back as it was written, beside what else stands there', () => {
		const place = fc.record({
			zoom: fc.double({ min: 0, max: 22, noNaN: true }),
			lon: fc.double({ min: -180, max: 180, noNaN: true }),
			lat: fc.double({ min: -85, max: 85, noNaN: true }),
		});
		fc.assert(
			fc.property(place, (it) => {
				const fragment = writePlace('#ticket=DRK-7F3K2&map=1/2/3', it);
				expect(fragment).toContain('ticket=DRK-7F3K2');
				expect(fragment.match(/map=/g)).toHaveLength(1);
				const read = readPlace(fragment);
				expect(read?.zoom).toBeCloseTo(it.zoom, 1);
				expect(read?.lon).toBeCloseTo(it.lon, 4);
				expect(read?.lat).toBeCloseTo(it.lat, 4);
			}),
		);
	});

	test.each(['', '#', '#map=', '#map=17/-33.7', '#map=a/b/c', '#map=17/-95/18', '#map=17/-33.7/181', '#map=99/1/1', '#bitmap=17/1/1'])(
		'is none in %j',
		(fragment) => {
			expect(readPlace(fragment)).toBeNull();
		},
	);

	test('is latitude before longitude', () => {
		expect(readPlace('#map=17/-33.7/18.9')).toEqual({ zoom: 17, lat: -33.7, lon: 18.9 });
	});
});

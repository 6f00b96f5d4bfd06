import { gps } from 'exifr';
import { describe, expect, test } from 'vitest';
import { positionPart, readPosition, withPosition } from '../../client/resident/report/photo-position.ts';

const empty = new Uint8Array([0xff, 0xd8, 0xff, 0xd9]);
const places = [
	{ lon: 18.96259, lat: -33.72842 },
	{ lon: -70.5, lat: 41.25 },
	{ lon: 0.0001, lat: -0.0001 },
];

describe('the place in a photo', () => {
	test.each(places)('is written as others read it: $lat, $lon', async (place) => {
		const bytes = await withPosition(new Blob([empty]), place).arrayBuffer();
		const read = await gps(bytes);
		expect(read?.latitude).toBeCloseTo(place.lat, 6);
		expect(read?.longitude).toBeCloseTo(place.lon, 6);
		const own = readPosition(bytes);
		expect(own?.lat).toBeCloseTo(place.lat, 6);
		expect(own?.lon).toBeCloseTo(place.lon, 6);
	});

	test('stands before the picture and leaves it as it is', async () => {
		const bytes = new Uint8Array(await withPosition(new Blob([empty]), { lon: 1, lat: 1 }).arrayBuffer());
		expect([...bytes.slice(0, 2)]).toEqual([0xff, 0xd8]);
		expect([...bytes.slice(-2)]).toEqual([0xff, 0xd9]);
		expect(bytes).toHaveLength(empty.length + positionPart({ lon: 1, lat: 1 }).length);
	});

	test('is none where there is none, whatever the bytes', () => {
		expect(readPosition(empty.buffer)).toBeNull();
		expect(readPosition(new ArrayBuffer(0))).toBeNull();
		expect(readPosition(new Uint8Array(500).fill(0xff).buffer)).toBeNull();
		const cut = positionPart({ lon: 1, lat: 1 }).slice(0, 60);
		expect(readPosition(new Uint8Array([0xff, 0xd8, ...cut]).buffer)).toBeNull();
	});

	test('is none where a receiver had no fix', async () => {
		expect(readPosition(await withPosition(new Blob([empty]), { lon: 0, lat: 0 }).arrayBuffer())).toBeNull();
	});
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellOf, isFullPlusCode, isShortPlusCode, middleOf, nearestPlusCode, plusCode } from '../../../server/maths/plus-code.ts';

// Rows of the examples published with the specification (google/open-location-code, test_data, Apache-2.0).
describe('plus codes', () => {
	test.each([
		[20.375, 2.775, 6, '7FG49Q00+'],
		[20.3700625, 2.7821875, 10, '7FG49QCJ+2V'],
		[20.3701125, 2.782234375, 11, '7FG49QCJ+2VX'],
		[20.3701135, 2.78223535156, 13, '7FG49QCJ+2VXGJ'],
		[-41.2730625, 174.7859375, 10, '4VCPPQGP+Q9'],
		[-89.9999375, -179.9999375, 10, '22222222+22'],
		[92, 1, 4, 'CFX30000+'],
		[90, 1, 10, 'CFX3X2X2+X2'],
		[1, 181, 4, '62H30000+'],
		[-41.2730625, 1254.7859375, 10, '4VCPPQGP+Q9'],
		[-41.2730625, -905.2140625, 10, '4VCPPQGP+Q9'],
		[1.2, 3.4, 10, '6FH56C22+22'],
		[37.539669125, -122.375069724, 100, '849VGJQF+VX7QR3J'],
		[35.6, 3.033, 10, '8F75J22M+26'],
		[-2.804, 7.003, 13, '6F9952W3+C6222'],
		[-13.23, 172.77, 8, '5VRJQQCC+'],
		[13.9, 164.88, 12, '7V56WV2J+2222'],
		[-34.45, -93.719, 6, '46Q8H700+'],
		[-56.7, -47.2, 14, '38MJ8R22+222222'],
		[80.0100000001, 58.57, 15, 'CHGW2H6C+2222222'],
		[80.0099999999, 58.57, 15, 'CHGW2H5C+X2RRRRR'],
		[68.3500147997595, 113.625636875353, 15, '9PWM9J2G+272FWJV'],
		[-80, -360000000170, 2, '22000000+'],
	])('of %d %d in %d digits are %s, as published', (lat, lon, length, code) => {
		expect(plusCode(lon, lat, length)).toBe(code);
	});

	test.each([
		['7FG49Q00+', 20.35, 2.75, 20.4, 2.8],
		['7FG49QCJ+2VXGJ', 20.370113, 2.782234375, 20.370114, 2.78223632813],
		['CFX30000+', 89, 1, 90, 2],
		['84000000+', 30, -140, 50, -120],
		['849VGJQF+VX7QR3J7QR3J', 37.53966912, -122.3750698242, 37.53966916, -122.3750697021],
	])('%s is the cell that is published', (code, ...sides) => {
		const cell = cellOf(code);
		expect(Object.values(cell).map((it) => it.toFixed(9))).toEqual(sides.map((it) => it.toFixed(9)));
	});

	test.each([
		['9C3W9QCJ+2VX', 51.3701125, -1.217765625, '+2VX'],
		['9C3W9QCJ+2VX', 51.3693575, -1.217765625, 'CJ+2VX'],
		['9C3W9QCJ+2VX', 51.3852125, -1.217765625, '9QCJ+2VX'],
		['8FJFW222+', 42.899, 9.012, '22+'],
		['796RXG22+', 14.95125, -23.5001, '22+'],
		['8FRCXGRF+PM', 47, 8.55, 'XGRF+PM'],
		['CFX22222+22', 89.6, 0, '2222+22'],
		['2CXXXXXX+XX', -81, 0, 'XXXXXX+XX'],
	])('%s is found again from %d %d and %s', (code, lat, lon, end) => {
		expect(nearestPlusCode(end, { lon, lat })).toBe(code);
	});

	test('are told from what is none, as published', () => {
		for (const code of ['8FWC2345+G6', '8FWC2345+G6G', '8fwc2345+', '8FWCX400+', '849VGJQF+VX7QR3JW']) expect(isFullPlusCode(code)).toBe(true);
		for (const code of ['WC2345+G6g', '2345+G6', '45+G6', '+G6']) expect([isFullPlusCode(code), isShortPlusCode(code)]).toEqual([false, true]);
		const none = [
			'G+',
			'+',
			'8FWC2345+G',
			'8FWC2_45+G6',
			'8FWC2345+G6+',
			'8FWC2345G6+',
			'8FWC2300+G6',
			'WC2300+G6g',
			'WC2345+G',
			'WC2300+',
			'849VGJQF+VX7QR3U',
		];
		for (const code of none) expect([code, isFullPlusCode(code), isShortPlusCode(code)]).toEqual([code, false, false]);
	});

	test('hold the place they were made of, wherever it is', () => {
		const place = fc.record({ lon: fc.double({ min: -180, max: 179.999999, noNaN: true }), lat: fc.double({ min: -90, max: 89.9999, noNaN: true }) });
		fc.assert(
			fc.property(place, fc.constantFrom(4, 6, 8, 10, 11, 15), ({ lon, lat }, length) => {
				const code = plusCode(lon, lat, length);
				const { south, west, north, east } = cellOf(code);
				const hair = 1e-9;
				expect(isFullPlusCode(code)).toBe(true);
				expect(lat >= south - hair && lat <= north + hair && lon >= west - hair && lon <= east + hair).toBe(true);
				const middle = middleOf(cellOf(code));
				expect(plusCode(middle.lon, middle.lat, length)).toBe(code);
			}),
		);
	});
});

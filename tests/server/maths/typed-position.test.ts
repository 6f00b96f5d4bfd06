import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { degreesWritten, metresWritten, pairsMeant, systemsAt, systemTitle } from '../../../server/maths/coordinate-systems.ts';
import { positionsRead, type Reading } from '../../../server/maths/typed-position.ts';

const degrees = (typed: string): string[] => positionsRead(typed).map((it) => (it.kind === 'degrees' ? `${it.lat.toFixed(5)} ${it.lon.toFixed(5)}` : it.kind));
const metres = (typed: string): Extract<Reading, { kind: 'metres' }>[] => positionsRead(typed).filter((it) => it.kind === 'metres');

const onEarth = (it: Reading): boolean =>
	it.kind === 'metres' ? it.pair.every(Number.isFinite) : it.kind === 'plus-code' || (Math.abs(it.lat) <= 90 && Math.abs(it.lon) <= 180);

describe('degrees', () => {
	test.each([
		'33.73 S 18.96 E',
		'S33.73 E18.96',
		'33,73° S; 18,96° O',
		`33°43'48"S 18°57'36"E`,
		'33° 43′ 48″ S, 18° 57′ 36″ E',
		'33 43 48 S 18 57 36 E',
		'S 33 43.8 E 18 57.6',
		'E 18° 57,6′ S 33° 43,8′',
		'lat -33.73 lon 18.96',
		'lat: -33.73, lng: 18.96',
		'longitude 18.96; latitude −33.73',
		'lon/lat 18.96 -33.73',
		'geo:-33.73,18.96?z=19',
		'https://maps.google.com/maps?q=-33.73%2C18.96&z=17',
		'https://www.google.com/maps/@-33.73,18.96,17z',
	])('%j say one place', (typed) => {
		expect(degrees(typed)).toEqual(['-33.73000 18.96000']);
	});

	test.each(['-33.73, 18.96', '-33,73 18,96', '-33,73; 18,96', '-33.73 18.96 WGS84', 'EPSG:4326 -33.73 18.96'])('%j can be either way round', (typed) => {
		expect(degrees(typed)).toEqual(['-33.73000 18.96000', '18.96000 -33.73000']);
	});

	test('without a sign or a hemisphere can be on either side, as typed first', () => {
		expect(degrees('33.73 18.96').slice(0, 2)).toEqual(['33.73000 18.96000', '-33.73000 18.96000']);
		expect(degrees('33 43 48 18 57 36')[1]).toBe('-33.73000 18.96000');
	});
});

describe('metres', () => {
	test.each([
		['Lo19 3707.04 3733713.77', [2048], [3707.04, 3733713.77], null],
		['LO 19: Y +3 707,04 X +3 733 713,77', [2048], [3733713.77, 3707.04], 'xy'],
		['WG19 Y=3707.04 X=3733713.77', [2048], [3733713.77, 3707.04], 'xy'],
		['Lo29 hartebeesthoek94 -1200,5 2800000', [2053], [-1200.5, 2800000], null],
		['Cape Lo19 Y 3707.04 X 3733713.77', [22279], [3733713.77, 3707.04], 'xy'],
		['Lo19 (Clarke) 3707.04 3733713.77', [22279], [3707.04, 3733713.77], null],
		['3707.04 3733713.77', null, [3707.04, 3733713.77], null],
		['UTM 34S 311001 6265912', [32734, 32634], [311001, 6265912], null],
		['34H 311001mE 6265912mN', [32734], [311001, 6265912], 'en'],
		['UTM zone 34 south N 6265912 E 311001', [32734], [311001, 6265912], 'en'],
		['UTM 32U 311001 5265912', [32632], [311001, 5265912], null],
		['311001.00 E, 6265911.61 N', null, [311001, 6265911.61], 'en'],
		['EPSG:2193 1570000 5180000', [2193], [1570000, 5180000], null],
		['westing 3707.04 southing 3733713.77', null, [3707.04, 3733713.77], 'ws'],
	] as const)('%j are read with their system and axes', (typed, srids, pair, axes) => {
		expect(metres(typed)[0]).toEqual({ kind: 'metres', srids, pair, axes });
	});

	test('of a band without its meridian can be of any band', () => {
		expect(metres('Lo 3707.04 3733713.77')[0]?.srids).toEqual([2046, 2047, 2048, 2049, 2050, 2051, 2052, 2053, 2054, 2055]);
	});
});

describe('plus codes', () => {
	test('are read whole, and short with the town beside them', () => {
		expect(positionsRead('4frw7x9q+2r')).toEqual([{ kind: 'plus-code', code: '4FRW7X9Q+2R', beside: '' }]);
		expect(positionsRead('7X9Q+2R, Paarl')).toEqual([{ kind: 'plus-code', code: '7X9Q+2R', beside: 'paarl' }]);
	});
});

describe('other things', () => {
	test.each([
		'12 Main Road',
		'Kerkstraat 14',
		'14',
		'SL-10482',
		'Erf 1234 Paarl',
		'33 S',
		'33.73 S, 18.96 N',
		'N 91 E 18',
		`33° 61' S 18° E`,
		'Lo20 1200 3700000',
		'UTM 61S 311001 6265912',
		'04 1234 5678',
		'+',
		'',
	])('%j are no position', (typed) => {
		expect(positionsRead(typed)).toEqual([]);
	});

	test('of whatever kind are read without an error, and never as a place that is not on earth', () => {
		const piece = fc.constantFrom(...'0123456789.,;:+-°\'" NSEWOxyLo'.split(''), 'Lo19', 'UTM 34S', 'EPSG:', ' ', '1e999', '９', '\u{1F4A9}');
		const typed = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.array(piece, { maxLength: 60 }).map((it) => it.join('')),
		);
		fc.assert(
			fc.property(typed, (text) => positionsRead(text).every(onEarth)),
			{ numRuns: 2000 },
		);
	});
});

describe('systems', () => {
	test('of a municipality are the band of its meridian in South Africa, its metres and its zone', () => {
		expect(systemsAt({ lon: 18.96, lat: -33.73, zone: 'Africa/Johannesburg', srid: 32734 })).toEqual([2048, 32734]);
		expect(systemsAt({ lon: 28.2, lat: -25.7, zone: 'Africa/Johannesburg', srid: 32735 })).toEqual([2053, 32735]);
		expect(systemsAt({ lon: 28.2, lat: -20.1, zone: 'Africa/Harare', srid: 32735 })).toEqual([32735]);
		expect(systemsAt({ lon: -9.1, lat: 38.7, zone: 'Europe/Lisbon', srid: 3763 })).toEqual([3763, 32629]);
	});

	test('are called as people call them', () => {
		const names = [2046, 2048, 2055, 22279, 32734, 32660].map((it) => systemTitle(it, 'x'));
		expect(names).toEqual(['Lo15', 'Lo19', 'Lo33', 'Lo19 (Cape)', 'UTM 34S', 'UTM 60N']);
		expect(systemTitle(2193, 'NZGD2000 / New Zealand Transverse Mercator 2000')).toBe('NZGD2000 / New Zealand Transverse Mercator 2000');
	});

	test('write what they read', () => {
		const band = { srid: 2048, title: 'Lo19', proj4: '+proj=tmerc +axis=wsu' };
		const zone = { srid: 32734, title: 'UTM 34S', proj4: '+proj=utm +zone=34 +south' };
		const number = fc.integer({ min: -4e8, max: 4e8 }).map((it) => it / 100);
		fc.assert(
			fc.property(fc.constantFrom(band, zone), number, fc.integer({ min: 1e5, max: 4e8 }), (system, a, far) => {
				const pair = [a, far / 100] as const;
				const [read] = metres(`${system.title} ${metresWritten(system, pair)}`);
				expect(read && pairsMeant(system, read)[0]).toEqual(pair);
			}),
		);
		expect(degrees(degreesWritten(18.96, -33.73))[0]).toBe('-33.73000 18.96000');
	});
});

import { describe, expect, test } from 'vitest';
import { type Placement, positionError } from '../../../server/maths/position-error.ts';

const sigma = (placement: Omit<Placement, 'latitude'>) => positionError({ latitude: -33.73, ...placement }).sigma;

describe('position error', () => {
	test.each([
		['Android, 68 % radius', { method: 'gnss', accuracyM: 15.1, system: 'android' }, 10],
		['iOS, root mean square', { method: 'gnss', accuracyM: 14.142, system: 'ios' }, 10],
		['another system', { method: 'gnss', accuracyM: 15.1 }, 10],
		['standing 8 m off', { method: 'gnss', accuracyM: 9.06, system: 'android', standOff: 8 }, 10],
		['a device that claims a centimetre', { method: 'gnss', accuracyM: 0.01 }, 3],
		['a device that claims nothing', { method: 'gnss' }, 10.37],
		['a mouse at zoom 17', { method: 'map-click', zoom: 17, pointer: 'mouse' }, 6.144],
		['a finger at zoom 17', { method: 'map-click', zoom: 17, pointer: 'touch' }, 12.011],
		['a finger at zoom 19', { method: 'map-click', zoom: 19, pointer: 'touch' }, 3.336],
		['a mouse at zoom 19 meets the floor', { method: 'map-click', zoom: 19, pointer: 'mouse' }, 3],
		['an asset touched', { method: 'asset-click' }, 1],
		['an asset picked from a list', { method: 'list' }, 3],
		['a rooftop', { method: 'address', addressKind: 'rooftop' }, 10],
		['a house number between two known ones', { method: 'address', addressKind: 'interpolated' }, 18.561],
		['a street of 120 m', { method: 'address', addressKind: 'street', streetLengthM: 120 }, 34.641],
	] as const)('%s', (_, placement, expected) => {
		expect(sigma(placement)).toBeCloseTo(expected, 2);
		expect(positionError({ latitude: -33.73, ...placement }).usable).toBe(true);
	});

	test('what is no evidence is said not to be', () => {
		expect(positionError({ method: 'gnss', accuracyM: 201, latitude: 0 }).usable).toBe(false);
		expect(positionError({ method: 'address', addressKind: 'suburb', latitude: 0 })).toEqual({
			sigma: Number.POSITIVE_INFINITY,
			heavyTails: true,
			usable: false,
		});
		expect(positionError({ method: 'address', addressKind: 'street', latitude: 0 }).usable).toBe(false);
	});

	test('only satellites and addresses are now and then far off', () => {
		const heavy = (method: Placement['method']) => positionError({ method, latitude: 0, addressKind: 'rooftop' }).heavyTails;
		expect((['gnss', 'photo', 'address', 'map-click', 'asset-click', 'list'] as const).filter(heavy)).toEqual(['gnss', 'photo', 'address']);
	});
});

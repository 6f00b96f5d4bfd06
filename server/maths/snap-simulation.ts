import type { Position } from './geometry.ts';
import { type Placement, positionError } from './position-error.ts';
import type { Random } from './random.ts';

/** The ways of placing a pin that have been studied. */
export type PinMethod = 'gnss' | 'click17' | 'click19' | 'address';

/** A simulated pin with what the device would tell about it. */
export interface SimulatedPin {
	readonly position: readonly [number, number];
	readonly placement: Placement;
	/** Standard deviation of the kernel to weigh it with, metres. */
	readonly sigma: number;
	readonly heavyTails: boolean;
}

/**
 * How pins are scattered, in metres; chosen to give the errors that the simulation of the method was made with (median / 95 %):
 * satellite positions 8.7 / 21.9 (scatter 7.05 along each axis, of which 5 for standing beside the fault; 7 in 100 three times as far off),
 * clicks at zoom 17 7.0 / 14.3 (5.92), at zoom 19 2.9 / 6.2 (2.5),
 * addresses 24 / 103 (76 in 100 interpolated between house numbers: 25 along the street, 8 across; the rest anywhere within 130 along the street).
 */
export const pinErrors = {
	gnss: { sigma: 7.05, standOff: 5, farShare: 0.07, farFactor: 3 },
	click17: { sigma: 5.92 },
	click19: { sigma: 2.5 },
	address: { along: 25, across: 8, streetShare: 0.24, streetReach: 130 },
} as const;

// The town's own latitude hardly matters: it sets the ground size of a pixel. Paarl's.
const LATITUDE = -33.73;

// What the receiver would claim for the part of the scatter that is its own: the radius of 68 %.
const CLAIMED = 1.51 * Math.sqrt(pinErrors.gnss.sigma ** 2 - pinErrors.gnss.standOff ** 2);

/** A pin that means a position, off by what the method is off by. `street` is the direction (unit vector) of the street there, for addresses. */
export function simulatePin(stream: Random, method: PinMethod, truth: Position, street: Position = [1, 0]): SimulatedPin {
	const { error, placement } = draw(stream, method, street);
	const { sigma, heavyTails } = positionError(placement);
	return { position: [(truth[0] ?? Number.NaN) + error[0], (truth[1] ?? Number.NaN) + error[1]], placement, sigma, heavyTails };
}

interface Draw {
	readonly error: readonly [number, number];
	readonly placement: Placement;
}

function draw(stream: Random, method: PinMethod, street: Position): Draw {
	switch (method) {
		case 'gnss':
			return satelliteDraw(stream);
		case 'click17':
		case 'click19': {
			const { sigma } = pinErrors[method];
			const placement: Placement = { method: 'map-click', zoom: method === 'click17' ? 17 : 19, pointer: 'mouse', latitude: LATITUDE };
			return { error: [stream.normal(0, sigma), stream.normal(0, sigma)], placement };
		}
		case 'address':
			return addressDraw(stream, street);
	}
}

function satelliteDraw(stream: Random): Draw {
	const { sigma, standOff, farShare, farFactor } = pinErrors.gnss;
	const own = stream.chance(farShare) ? farFactor * sigma : sigma;
	const placement: Placement = { method: 'gnss', accuracyM: CLAIMED, system: 'android', standOff, latitude: LATITUDE };
	return { error: [stream.normal(0, own), stream.normal(0, own)], placement };
}

function addressDraw(stream: Random, street: Position): Draw {
	const { along, across, streetShare, streetReach } = pinErrors.address;
	const streetOnly = stream.chance(streetShare);
	const u = streetOnly ? stream.between(-streetReach, streetReach) : stream.normal(0, along);
	const v = stream.normal(0, across);
	const [x, y] = [street[0] ?? 1, street[1] ?? 0];
	const kind: Partial<Placement> = streetOnly ? { addressKind: 'street', streetLengthM: 2 * streetReach } : { addressKind: 'interpolated' };
	return { error: [u * x - v * y, u * y + v * x], placement: { method: 'address', latitude: LATITUDE, ...kind } };
}

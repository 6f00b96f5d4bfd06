/** How a pin was placed, as far as the device told. */
export interface Placement {
	readonly method: 'gnss' | 'map-click' | 'asset-click' | 'address' | 'photo' | 'list';
	/** The accuracy the device claimed, metres. */
	readonly accuracyM?: number;
	readonly system?: 'android' | 'ios' | 'other';
	/** The zoom of the map that was clicked. */
	readonly zoom?: number;
	readonly pointer?: 'mouse' | 'touch';
	/** Degrees; the ground size of a map pixel depends on it. */
	readonly latitude: number;
	/** How far from the fault a resident with a phone typically stands, metres (τ: 5 at lamps, 3 at potholes, 8 at bursts, until learned). */
	readonly standOff?: number;
	readonly addressKind?: 'rooftop' | 'interpolated' | 'street' | 'suburb';
	/** The length of the street when nothing but its name is known, metres. */
	readonly streetLengthM?: number;
}

/** The scatter of a pin about what it means. */
export interface PositionError {
	/** Standard deviation along each axis, metres; infinite where nothing can be said. */
	readonly sigma: number;
	/** Whether the kernel should allow for now and then being far off. */
	readonly heavyTails: boolean;
	/** False where the position is no evidence: ask for a click on the map. */
	readonly usable: boolean;
}

// The ratio of what a system calls "accuracy" to the standard deviation along one axis. Android's Location.getAccuracy is the radius of 68 %:
// √(−2 ln 0.32) = 1.510. iOS gives the two-dimensional root mean square (Apple, developer forum 699996): √2. The W3C text says 95 % (2.448), but
// browsers hand through the number of the system below, so other systems are read as 68 %, which is the wider scatter.
const ACCURACY_RATIO = { android: 1.51, ios: Math.SQRT2, other: 1.51 } as const;

// A device that claims no accuracy: the upper end of the mean errors measured with phones in towns (7–13 m, Merry & Bettinger 2019,
// PLOS ONE 0219890); the mean of a scatter in two dimensions is 1.2533 times its standard deviation along one.
const UNSTATED_GNSS = 13 / 1.2533;

/** An accuracy beyond this comes from masts or network addresses: no evidence about an asset. */
const WORST_ACCURACY = 200;

/** No pin is better than this, metres, except one on an asset that the resident touched: the register's own positions are not. */
const FLOOR = 3;

// Metres per pixel at zoom 0 on the equator: 2π · 6378137 / 256.
const EQUATOR_PIXEL = 156_543.034;

// Pixels that a mouse and a finger miss by, and the metres by which background map and register disagree.
const AIM_PIXELS = { mouse: 6, touch: 12 } as const;
const MAP_MISMATCH = 1.5;

// The coarsest zoom at which pins have been studied: the safe reading of a click whose zoom was not told.
const UNSTATED_ZOOM = 17;

// Metres. Between two known house numbers an address is 25 m out along the street and 8 m across it: the same spread without a direction.
const ROOFTOP = 10;
const INTERPOLATED = Math.sqrt((25 ** 2 + 8 ** 2) / 2);

/**
 * The scatter of a pin from how it was placed. Sources stand beside each number above; all of them are starting values, to be replaced by
 * what confirmed reports of the same method show.
 */
export function positionError(placement: Placement): PositionError {
	switch (placement.method) {
		case 'gnss':
		case 'photo':
			return satellite(placement);
		case 'map-click':
			return { sigma: Math.max(FLOOR, clickSigma(placement)), heavyTails: false, usable: true };
		case 'asset-click':
			return { sigma: 1, heavyTails: false, usable: true };
		case 'list':
			return { sigma: FLOOR, heavyTails: false, usable: true };
		case 'address':
			return address(placement);
	}
}

function satellite({ accuracyM, system = 'other', standOff = 0 }: Placement): PositionError {
	// browsers on machines without a receiver report 0 or nothing
	const stated = accuracyM !== undefined && accuracyM > 0;
	const own = stated ? accuracyM / ACCURACY_RATIO[system] : UNSTATED_GNSS;
	const usable = !stated || accuracyM <= WORST_ACCURACY;
	return { sigma: Math.max(FLOOR, Math.hypot(own, standOff)), heavyTails: true, usable };
}

function clickSigma({ zoom = UNSTATED_ZOOM, pointer = 'touch', latitude }: Placement): number {
	const metresPerPixel = (EQUATOR_PIXEL * Math.cos((latitude * Math.PI) / 180)) / 2 ** zoom;
	return Math.hypot(AIM_PIXELS[pointer] * metresPerPixel, MAP_MISMATCH);
}

function address({ addressKind = 'suburb', streetLengthM }: Placement): PositionError {
	if (addressKind === 'rooftop' || addressKind === 'interpolated') {
		return { sigma: addressKind === 'rooftop' ? ROOFTOP : INTERPOLATED, heavyTails: true, usable: true };
	}
	if (addressKind === 'street' && streetLengthM !== undefined) {
		// anywhere along the street alike: the standard deviation of that is its length over √12
		return { sigma: Math.max(FLOOR, streetLengthM / Math.sqrt(12)), heavyTails: true, usable: true };
	}
	return { sigma: Number.POSITIVE_INFINITY, heavyTails: true, usable: false };
}

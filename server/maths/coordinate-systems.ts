import type { Reading } from './typed-position.ts';

/** A projected system of coordinates, as PROJ's database and proj4 know it. */
export interface CoordinateSystem {
	readonly srid: number;
	/** What people call it: Lo19, UTM 34S. */
	readonly title: string;
	readonly proj4: string;
}

const zoneOf = (lon: number): number => (Math.floor((lon + 180) / 6) % 60) + 1;

/** The UTM zone of a place. */
export const utmSrid = (lon: number, lat: number): number => (lat < 0 ? 32_700 : 32_600) + zoneOf(lon);

/** The South African band of a place: two degrees wide, named after the odd meridian in its middle. */
const bandSrid = (lon: number): number => 2046 + Math.floor(lon / 2) - 7;

const inSouthAfrica = (lon: number, lat: number, zone: string): boolean => zone === 'Africa/Johannesburg' && lon >= 16 && lon < 34 && lat > -35.5 && lat < -22;

/** The systems a municipality begins with: the band of its meridian where South Africa's are in use, its own metres, its UTM zone. */
export function systemsAt({ lon, lat, zone, srid }: { lon: number; lat: number; zone: string; srid: number }): number[] {
	return [...new Set([...(inSouthAfrica(lon, lat, zone) ? [bandSrid(lon)] : []), srid, utmSrid(lon, lat)])];
}

/** What people call a system: bands and zones by their short names, all others as PROJ's database does. */
export function systemTitle(srid: number, name: string): string {
	if (srid >= 2046 && srid <= 2055) return `Lo${15 + (srid - 2046) * 2}`;
	if (isCape(srid)) return `Lo${srid - 22_260} (Cape)`;
	if (srid > 32_600 && srid <= 32_660) return `UTM ${srid - 32_600}N`;
	if (srid > 32_700 && srid <= 32_760) return `UTM ${srid - 32_700}S`;
	return name;
}

/** Whether a system stands on the Cape datum: no shift to WGS84 that is valid everywhere is better than some ten metres. */
export const isCape = (srid: number): boolean => srid >= 22_275 && srid <= 22_293;

/** Systems that count to the west and south, as the South African bands do: y before x. */
const countsWestSouth = ({ proj4 }: CoordinateSystem): boolean => /\+axis=wsu/.test(proj4);

/** A place in a system as it is read out: two decimals are a centimetre. */
export function metresWritten(system: CoordinateSystem, [first, second]: readonly [number, number]): string {
	const [a, b] = [first.toFixed(2), second.toFixed(2)];
	return countsWestSouth(system) ? `Y ${a} X ${b}` : `${a} E, ${b} N`;
}

/** Latitude first, as people and satellite receivers write it; six decimals are a tenth of a metre. */
export const degreesWritten = (lon: number, lat: number): string => `${lat.toFixed(6)}, ${lon.toFixed(6)}`;

type Pair = readonly [number, number];

const westSouth: Readonly<Record<'xy' | 'en' | 'ws' | 'none', (a: number, b: number) => Pair[]>> = {
	// y and x as surveyors write them, or x and y of a map program in which both are negative
	xy: (x, y) => [
		[y, x],
		[-x, -y],
	],
	en: (east, north) => [[-east, -north]],
	ws: (west, south) => [[west, south]],
	none: (a, b) => [
		[a, b],
		[b, a],
		[-a, -b],
		[-b, -a],
	],
};

const eastNorth: typeof westSouth = {
	xy: (x, y) => [
		[x, y],
		[y, x],
	],
	en: (east, north) => [[east, north]],
	ws: (west, south) => [[-west, -south]],
	none: (a, b) => [
		[a, b],
		[b, a],
	],
};

/** Every pair of a system, in its own order of axes, that two typed numbers can mean; the likeliest first. */
export const pairsMeant = (system: CoordinateSystem, { pair: [a, b], axes }: Extract<Reading, { kind: 'metres' }>): Pair[] =>
	(countsWestSouth(system) ? westSouth : eastNorth)[axes ?? 'none'](a, b);

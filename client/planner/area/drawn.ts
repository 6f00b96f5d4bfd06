import { area, kinks, polygon } from '@turf/turf';

export type Corner = readonly [number, number];

/** What is wrong with what was drawn or typed. */
export type Fault = 'few' | 'many' | 'place' | 'crossing' | 'radius';

const mostCorners = 200;
const farthest = 20_000;

const inside = ([lon, lat]: Corner): boolean => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

/** A longitude and a latitude as somebody types them: "18.95 -33.73", also with a comma or a semicolon between. */
export function cornerOf(text: string): Corner | null {
	const [, lon, lat] = /^\s*(-?\d+(?:\.\d+)?)[\s,;]+(-?\d+(?:\.\d+)?)\s*$/.exec(text) ?? [];
	const corner: Corner = [Number(lon), Number(lat)];
	return lon !== undefined && inside(corner) ? corner : null;
}

/** Corners, one a line. */
export const written = (corners: readonly Corner[]): string => corners.map(([lon, lat]) => `${lon.toFixed(6)} ${lat.toFixed(6)}`).join('\n');

/** What is typed, as corners; the first that is none says so. */
export function cornersOf(text: string): Corner[] | Fault {
	const corners = text
		.split('\n')
		.filter((it) => it.trim() !== '')
		.map(cornerOf);
	if (corners.some((it) => it === null)) return 'place';
	const all = corners as Corner[];
	if (all.length < 3) return 'few';
	if (all.length > mostCorners) return 'many';
	return kinks(ringOf(all)).features.length > 0 ? 'crossing' : all;
}

const ringOf = (corners: readonly Corner[]): ReturnType<typeof polygon> => polygon([[...corners, corners[0] as Corner].map((it) => [...it])]);

/** How large a polygon is, in square metres. */
export const sizeOf = (corners: readonly Corner[]): number => area(ringOf(corners));

/** A polygon as the address says it. */
export const polygonText = (corners: readonly Corner[]): string => `polygon:${corners.map(([lon, lat]) => `${lon.toFixed(6)} ${lat.toFixed(6)}`).join(',')}`;

/** A circle as the address says it, from what is typed. */
export function circleText(centre: string, metres: string): string | Fault {
	const corner = cornerOf(centre);
	if (!corner) return 'place';
	const radius = Number(metres);
	return radius > 0 && radius <= farthest ? `circle:${corner[0]} ${corner[1]},${radius}` : 'radius';
}

/** The corners of a polygon that the address says; none where it says something else. */
export const cornersIn = (value: string): Corner[] =>
	value.startsWith('polygon:')
		? value
				.slice(8)
				.split(',')
				.map(cornerOf)
				.filter((it) => it !== null)
		: [];

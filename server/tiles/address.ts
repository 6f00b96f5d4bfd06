import { badField, Problem } from '../platform/problem.ts';

/** Which tile of the web Mercator pyramid, and its bounds in EPSG:3857. */
export interface Address {
	z: number;
	x: number;
	y: number;
	west: number;
	south: number;
	/** Length of a side. */
	side: number;
}

/** Finer tiles are not made: nearer in, clients draw these larger. */
export const finest = 16;
/** Part of a tile's side around it that belongs to it as well, so that symbols at its edge are whole. */
export const margin = 64 / 4096;
/** Part of a tile's side that is a cell of gathered points; one ring of cells around a tile belongs to it. */
export const cell = 1 / 32;
/** From this zoom of the tiles on every feature is itself; before it they are generalised. */
export const exactFrom = 14;

/** Half of the side of the world in EPSG:3857. */
export const halfWorld = 20_037_508.342789244;

/** The address of a tile as it stands in a URL: malformed is a 400, outside the pyramid a 404. */
export function addressOf(params: { z: string; x: string; file: string }): Address {
	const file = /^(\d{1,7})\.(?:mvt|pbf)$/.exec(params.file);
	if (!/^\d{1,2}$/.test(params.z)) throw badField('z', 'must be a whole number');
	if (!/^\d{1,7}$/.test(params.x)) throw badField('x', 'must be a whole number');
	if (!file) throw badField('y', 'must be a whole number, and end in .mvt');
	const [z, x, y] = [Number(params.z), Number(params.x), Number(file[1])];
	if (z > finest || x >= 2 ** z || y >= 2 ** z) throw new Problem('not-found', `There are no tiles outside zoom 0 to ${finest} or outside the world.`);
	const side = (2 * halfWorld) / 2 ** z;
	return { z, x, y, west: x * side - halfWorld, south: halfWorld - (y + 1) * side, side };
}

/** The size of one pixel where a tile is drawn 512 px wide, as our map does: what is smaller cannot be seen. */
export const pixel = ({ side }: Address): number => side / 512;

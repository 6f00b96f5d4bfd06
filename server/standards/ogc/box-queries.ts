import { join, type Sql, sql } from '../../platform/sql.ts';
import type { Crs } from './crs.ts';

type Box = readonly [west: number, south: number, east: number, north: number];

/** The part of a box that lies in its system; beyond it there is nothing that could be transformed. */
function clipped([w, s, e, n]: Box, [west, south, east, north]: Box): Box | undefined {
	const box: Box = [Math.max(w, west), Math.max(s, south), Math.min(e, east), Math.min(n, north)];
	return box[0] <= box[2] && box[1] <= box[3] ? box : undefined;
}

const half = 20_037_508.342789244;
/** Mercator ends before the poles do. */
const polar = 85.05;
const slack = 0.05;
const degreesX = (x: number): number => (x / half) * 180;
const degreesY = (y: number): number => (Math.atan(Math.exp((y / half) * Math.PI)) * 360) / Math.PI - 90;
const mercatorX = (lon: number): number => (lon / 180) * half;
const mercatorY = (lat: number): number => (Math.log(Math.tan(((90 + Math.max(-polar, Math.min(polar, lat))) * Math.PI) / 360)) / Math.PI) * half;

/** A box; one without width or height is a line or a point, for an area without an inside meets nothing reliably. */
function envelopeSql([w, s, e, n]: Box, srid: number): Sql {
	if (w === e && s === n) return sql`st_setsrid(st_makepoint(${w}::float8, ${s}::float8), ${srid}::int)`;
	if (w === e || s === n) return sql`st_setsrid(st_makeline(st_makepoint(${w}::float8, ${s}::float8), st_makepoint(${e}::float8, ${n}::float8)), ${srid}::int)`;
	return sql`st_makeenvelope(${w}::float8, ${s}::float8, ${e}::float8, ${n}::float8, ${srid}::int)`;
}

/** The area of a box in longitude and latitude, and its box in the system of the index. */
function areaSql(box: Box, srid: number): { area: Sql; near: Sql } {
	const [w, s, e, n] = box;
	if (srid === 3857)
		return {
			area: envelopeSql([degreesX(w), degreesY(s), degreesX(e), degreesY(n)], 4326),
			near: envelopeSql([w - slack, s - slack, e + slack, n + slack], 3857),
		};
	if (srid !== 4326) {
		const step = Math.max(e - w, n - s, 1e-6) / 64;
		const area = sql`st_transform(st_segmentize(${envelopeSql(box, srid)}, ${step}::float8), 4326)`;
		return { area, near: sql`st_expand(st_transform(st_envelope(${area}), 3857), ${slack}::float8)` };
	}
	return { area: envelopeSql(box, 4326), near: envelopeSql([mercatorX(w) - slack, mercatorY(s) - slack, mercatorX(e) + slack, mercatorY(n) + slack], 3857) };
}

/** Features that meet a box, by the index first; one whose west lies east of its east goes round the back of the world. */
export function boxSql([west, south, east, north]: Box, { srid, box: world }: Crs, columns: { mercator: Sql; geom: Sql }): Sql {
	const boxes: Box[] =
		west <= east
			? [[west, south, east, north]]
			: [
					[west, south, world[2], north],
					[world[0], south, east, north],
				];
	const inside = boxes.map((box) => clipped(box, world)).filter((box) => box !== undefined);
	const meeting = inside.map((box) => {
		const { area, near } = areaSql(box, srid);
		return sql`(${columns.mercator} && ${near} and st_intersects(${columns.geom}, ${area}))`;
	});
	return meeting.length ? sql`(${join(meeting, ' or ')})` : sql`false`;
}

import { along, distance, kinks, length, lineSplit, lineString, nearestPointOnLine, point } from '@turf/turf';
import type { Shape } from '../../../map/overlay.ts';

type Position = [number, number];
const metres = { units: 'meters' } as const;

/** The corners of a single line; null for everything else. */
export const cornersOf = (shape: Shape | null): Position[] | null => (shape?.type === 'LineString' ? (shape.coordinates as Position[]) : null);

/** Where a point stands; null for everything else. */
export const placeOf = (shape: Shape | null): Position | null => (shape?.type === 'Point' ? (shape.coordinates as Position) : null);

/** Metres of a line. */
export function lengthOf(shape: Shape | null): number | null {
	const corners = cornersOf(shape);
	return corners ? length(lineString(corners), metres) : null;
}

/** How often a line crosses itself. */
export function crossingsOf(shape: Shape | null): number {
	const corners = cornersOf(shape);
	return corners ? kinks(lineString(corners)).features.length : 0;
}

/** Metres between two places. */
export const metresBetween = (one: Position, other: Position): number => distance(point(one), point(other), metres);

/** Where along a line something is: the place on it, and the metres from its beginning. */
export interface Cut {
	at: Position;
	metres: number;
}

/** The place on a line that is nearest to another. */
export function cutAt(shape: Shape, near: Position): Cut | null {
	const corners = cornersOf(shape);
	if (!corners) return null;
	const { geometry, properties } = nearestPointOnLine(lineString(corners), point(near), metres);
	return { at: geometry.coordinates as Position, metres: properties.location };
}

/** The place so many metres along a line; null before its beginning and behind its end. */
export function cutAlong(shape: Shape, from: number): Cut | null {
	const corners = cornersOf(shape);
	const whole = lengthOf(shape);
	if (!corners || whole === null || !(from > 0 && from < whole)) return null;
	return { at: along(lineString(corners), from, metres).geometry.coordinates as Position, metres: from };
}

/** What a line becomes when it is cut; nothing where the cut is at one of its ends. */
export function partsOf(shape: Shape, { at }: Cut): Shape[] {
	const corners = cornersOf(shape);
	if (!corners) return [];
	const parts = lineSplit(lineString(corners), point(at)).features.map(({ geometry }) => geometry);
	return parts.length === 2 && parts.every((it) => length(lineString(it.coordinates), metres) > 0.05) ? parts : [];
}

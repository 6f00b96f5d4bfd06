import { type Box, clipLine, clipPoints, clipRing, within } from './clip.ts';
import type { Shape } from './wkb.ts';

/** A geometry as a vector tile holds it. */
export interface TileGeometry {
	readonly type: 1 | 2 | 3;
	readonly commands: number[];
}

const MOVE_TO = 1;
const LINE_TO = 2;
const CLOSE_PATH = 15;

interface Pen {
	readonly commands: number[];
	x: number;
	y: number;
}

/**
 * The drawing commands of a shape in tile units, rounded and clipped to a box; undefined when nothing of it is left. Rounded before it is clipped, as
 * ST_AsMVTGeom does: neighbouring tiles then agree on what they share.
 */
export function commandsOf({ type, lists, outer }: Shape, box: Box): TileGeometry | undefined {
	const pen: Pen = { commands: [], x: 0, y: 0 };
	if (type === 1) {
		drawPoints(pen, lists[0] ?? [], box);
	} else if (type === 2) {
		drawLines(pen, lists, box);
	} else {
		drawPolygons(pen, lists, outer, box);
	}
	return type !== 0 && pen.commands.length > 0 ? { type, commands: pen.commands } : undefined;
}

function drawPoints(pen: Pen, list: readonly number[], box: Box): void {
	const points = clipPoints(list.map(Math.round), box);
	if (points.length > 0) {
		pen.commands.push(command(MOVE_TO, points.length / 2));
		draw(pen, points, 0);
	}
}

function drawLines(pen: Pen, lines: readonly number[][], box: Box): void {
	for (const line of lines) {
		const whole = rounded(line);
		for (const points of within(whole, box) ? [whole] : clipLine(whole, box).map(rounded)) {
			if (points.length >= 4) {
				drawPath(pen, points);
			}
		}
	}
}

function drawPolygons(pen: Pen, rings: readonly number[][], outer: readonly boolean[], box: Box): void {
	let drawn = false;
	rings.forEach((ring, i) => {
		const isOuter = outer[i] === true;
		// the holes of a polygon that has vanished vanish with it
		if (!isOuter && !drawn) {
			return;
		}
		const points = ringPoints(ring, isOuter, box);
		if (points) {
			drawPath(pen, points);
			pen.commands.push(CLOSE_PATH);
		}
		drawn = isOuter ? points !== undefined : drawn;
	});
}

// Outer rings have a positive area in tile units (y downwards), holes a negative one; the closing position is left to the command.
function ringPoints(ring: readonly number[], isOuter: boolean, box: Box): number[] | undefined {
	const whole = rounded(ring);
	const points = within(whole, box) ? whole : rounded(clipRing(whole, box));
	const last = points.length - 2;
	if (last > 0 && points[0] === points[last] && points[1] === points[last + 1]) {
		points.length = last;
	}
	const area = signedArea(points);
	if (area === 0) {
		return undefined;
	}
	return area > 0 === isOuter ? points : reversed(points);
}

function rounded(list: readonly number[]): number[] {
	const points: number[] = [];
	let lastX = Number.NaN;
	let lastY = Number.NaN;
	for (let i = 0; i < list.length; i += 2) {
		const x = Math.round(list[i] as number);
		const y = Math.round(list[i + 1] as number);
		if (x !== lastX || y !== lastY) {
			points.push(x, y);
			lastX = x;
			lastY = y;
		}
	}
	return points;
}

function signedArea(points: readonly number[]): number {
	let twice = 0;
	for (let i = 0, j = points.length - 2; i < points.length; j = i, i += 2) {
		twice += (points[j] as number) * (points[i + 1] as number) - (points[i] as number) * (points[j + 1] as number);
	}
	return twice;
}

function reversed(points: readonly number[]): number[] {
	const back: number[] = [];
	for (let i = points.length - 2; i >= 0; i -= 2) {
		back.push(points[i] as number, points[i + 1] as number);
	}
	return back;
}

function drawPath(pen: Pen, points: readonly number[]): void {
	pen.commands.push(command(MOVE_TO, 1));
	draw(pen, points.slice(0, 2), 0);
	pen.commands.push(command(LINE_TO, points.length / 2 - 1));
	draw(pen, points, 2);
}

function draw(pen: Pen, points: readonly number[], from: number): void {
	for (let i = from; i < points.length; i += 2) {
		const x = points[i] as number;
		const y = points[i + 1] as number;
		pen.commands.push(zigzag(x - pen.x), zigzag(y - pen.y));
		pen.x = x;
		pen.y = y;
	}
}

function command(id: number, count: number): number {
	return (count << 3) | id;
}

// Small numbers of either sign become small positive ones.
function zigzag(n: number): number {
	return (n << 1) ^ (n >> 31);
}

import type { Line, Position } from './geometry.ts';

/** Where along a line a point belongs. */
export interface Location {
	/** The share of the line before the snapped point, 0 to 1. */
	readonly fraction: number;
	/** Metres along the line from its start. */
	readonly chainage: number;
	/** The line's length in metres. */
	readonly length: number;
	/** Metres from the point to the line. */
	readonly offset: number;
	/** The nearest position on the line. */
	readonly snapped: [number, number];
	/** 1 when the point lies to the left in the line's direction, −1 to the right, 0 on it. */
	readonly side: -1 | 0 | 1;
}

interface Nearest {
	readonly squared: number;
	readonly segment: number;
	readonly share: number;
	readonly before: number;
}

/** The nearest position on a line to a point; the first one from the start where several are equally near. Equal to ST_LineLocatePoint. */
export function locate(line: Line, point: Position): Location {
	const lengths = segmentLengths(line);
	const length = lengths.reduce((sum, part) => sum + part, 0);
	const nearest = nearestOf(line, lengths, point);
	const [ax, ay] = at(line, nearest.segment);
	const [bx, by] = at(line, nearest.segment + 1);
	const chainage = nearest.before + nearest.share * (lengths[nearest.segment] ?? 0);
	return {
		fraction: length > 0 ? Math.min(1, chainage / length) : 0,
		chainage,
		length,
		offset: Math.sqrt(nearest.squared),
		snapped: [ax + nearest.share * (bx - ax), ay + nearest.share * (by - ay)],
		side: sideOf(line, nearest, point),
	};
}

/** The piece of a line between two chainages (metres, clamped to the line). A single position where they are equal. Like ST_LineSubstring. */
export function between(line: Line, from: number, to: number): [number, number][] {
	const lengths = segmentLengths(line);
	const length = lengths.reduce((sum, part) => sum + part, 0);
	const start = Math.min(length, Math.max(0, from));
	const end = Math.min(length, Math.max(start, to));
	const piece = [positionAt(line, start)];
	let chainage = 0;
	lengths.forEach((part, segment) => {
		chainage += part;
		if (part > 0 && chainage > start && chainage < end) {
			piece.push(at(line, segment + 1));
		}
	});
	if (end > start) {
		piece.push(positionAt(line, end));
	}
	return piece;
}

/** The position at a chainage along a line (metres, clamped to the line). Like ST_LineInterpolatePoint. */
export function positionAt(line: Line, chainage: number): [number, number] {
	let rest = Math.max(0, chainage);
	for (let i = 0; i + 1 < line.length; i++) {
		const [ax, ay] = at(line, i);
		const [bx, by] = at(line, i + 1);
		const length = Math.hypot(bx - ax, by - ay);
		if (rest < length) {
			return [ax + (rest / length) * (bx - ax), ay + (rest / length) * (by - ay)];
		}
		rest -= length;
	}
	return at(line, line.length - 1);
}

/** The length of a line in metres. */
export function lineLength(line: Line): number {
	return segmentLengths(line).reduce((sum, part) => sum + part, 0);
}

function at(line: Line, index: number): [number, number] {
	const position = line[index] ?? line[line.length - 1] ?? [];
	return [position[0] ?? Number.NaN, position[1] ?? Number.NaN];
}

function segmentLengths(line: Line): number[] {
	return line.slice(1).map((_, i) => {
		const [ax, ay] = at(line, i);
		const [bx, by] = at(line, i + 1);
		return Math.hypot(bx - ax, by - ay);
	});
}

function nearestOf(line: Line, lengths: readonly number[], point: Position): Nearest {
	let nearest: Nearest = { squared: Number.POSITIVE_INFINITY, segment: 0, share: 0, before: 0 };
	let before = 0;
	lengths.forEach((length, segment) => {
		const [ax, ay] = at(line, segment);
		const [dx, dy] = direction(line, segment);
		const [px, py] = [(point[0] ?? Number.NaN) - ax, (point[1] ?? Number.NaN) - ay];
		const share = length > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy))) : 0;
		const squared = (px - share * dx) ** 2 + (py - share * dy) ** 2;
		if (squared < nearest.squared) {
			nearest = { squared, segment, share, before };
		}
		before += length;
	});
	return nearest;
}

function direction(line: Line, segment: number): [number, number] {
	const [ax, ay] = at(line, segment);
	const [bx, by] = at(line, segment + 1);
	return [bx - ax, by - ay];
}

function sideOf(line: Line, { segment, share, squared }: Nearest, point: Position): -1 | 0 | 1 {
	if (squared === 0) {
		return 0;
	}
	const vertex = at(line, share < 1 ? segment : segment + 1);
	const [px, py] = [(point[0] ?? Number.NaN) - vertex[0], (point[1] ?? Number.NaN) - vertex[1]];
	const [dx, dy] = share > 0 && share < 1 ? direction(line, segment) : cornerDirection(line, share < 1 ? segment : segment + 1);
	return Math.sign(dx * py - dy * px) as -1 | 0 | 1;
}

// Outside a sharp corner the two segments may disagree about the side; the sum of their unit directions is right there.
function cornerDirection(line: Line, vertex: number): [number, number] {
	const into = unit(line, vertex, -1);
	const outOf = unit(line, vertex, 1);
	return [into[0] + outOf[0], into[1] + outOf[1]];
}

function unit(line: Line, vertex: number, step: 1 | -1): [number, number] {
	for (let segment = step === 1 ? vertex : vertex - 1; segment >= 0 && segment + 1 < line.length; segment += step) {
		const [dx, dy] = direction(line, segment);
		const length = Math.hypot(dx, dy);
		if (length > 0) {
			return [dx / length, dy / length];
		}
	}
	return [0, 0];
}

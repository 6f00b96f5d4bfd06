import { type Cut, cutLine } from './cut-line.ts';
import { disjoint } from './disjoint.ts';
import { joinEnds } from './join-ends.ts';

/** A line in metric coordinates; `length` is what is measured along it, metres. */
export interface Line {
	readonly path: readonly (readonly [number, number])[];
	readonly length: number;
}

/** A piece of a line between two nodes, metres from the line's beginning. */
export interface LinePiece {
	readonly line: number;
	readonly from: number;
	readonly to: number;
	readonly fromNode: number;
	readonly toNode: number;
}

interface Segment {
	readonly line: number;
	readonly a: readonly [number, number];
	readonly b: readonly [number, number];
	/** Metres from the line's beginning to `a`, and from there to `b`, as the line is measured. */
	readonly before: number;
	readonly span: number;
}

/** Squares of so many metres, in which segments are looked for. */
const square = 100;
/** Pieces that are shorter are no pieces: their ends are one node. */
const shortest = 1e-6;

function segmentsOf({ path, length }: Line, line: number): Segment[] {
	const drawn = path.slice(1).map(([x, y], i) => Math.hypot(x - (path[i]?.[0] ?? 0), y - (path[i]?.[1] ?? 0)));
	const scale = length / drawn.reduce((sum, it) => sum + it, 0);
	let before = 0;
	return drawn.map((span, i) => {
		const it = { line, a: path[i] as readonly [number, number], b: path[i + 1] as readonly [number, number], before, span: span * scale };
		before += it.span;
		return it;
	});
}

const cellsBetween = (from: number, to: number, tolerance: number): number[] => {
	const first = Math.floor((from - tolerance) / square);
	return Array.from({ length: Math.floor((to + tolerance) / square) - first + 1 }, (_, i) => first + i);
};

/** The squares that a segment comes near. */
function squaresAround({ a, b }: Segment, tolerance: number): string[] {
	const rows = cellsBetween(Math.min(a[1], b[1]), Math.max(a[1], b[1]), tolerance);
	return cellsBetween(Math.min(a[0], b[0]), Math.max(a[0], b[0]), tolerance).flatMap((column) => rows.map((row) => `${column} ${row}`));
}

function squaresOf(lines: readonly Line[], tolerance: number): Map<string, Segment[]> {
	const squares = new Map<string, Segment[]>();
	for (const segment of lines.flatMap(segmentsOf))
		for (const name of squaresAround(segment, tolerance)) {
			const known = squares.get(name);
			if (known) known.push(segment);
			else squares.set(name, [segment]);
		}
	return squares;
}

/** Where the ends of lines stand on the middle of others. */
function cutsOf(lines: readonly Line[], tips: readonly (readonly [number, number])[], tolerance: number): Cut[][] {
	const squares = squaresOf(lines, tolerance);
	const cuts = lines.map((): Cut[] => []);
	const cutAt = (segment: Segment, tip: readonly [number, number], end: number): void => {
		const { line } = segment;
		const at = line === end >> 1 ? undefined : alongOf(segment, tip, tolerance);
		if (at !== undefined && at > tolerance && (lines[line]?.length ?? 0) - at > tolerance) cuts[line]?.push({ at, near: end, far: end });
	};
	tips.forEach((tip, end) => {
		for (const segment of squares.get(`${Math.floor(tip[0] / square)} ${Math.floor(tip[1] / square)}`) ?? []) cutAt(segment, tip, end);
	});
	return cuts;
}

/** How far along its line a point lies on a segment; nothing where it lies further off than the tolerance. */
function alongOf({ a, b, before, span }: Segment, [x, y]: readonly [number, number], tolerance: number): number | undefined {
	const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
	const square = dx * dx + dy * dy;
	const share = square > 0 ? Math.min(1, Math.max(0, ((x - a[0]) * dx + (y - a[1]) * dy) / square)) : 0;
	return Math.hypot(x - a[0] - share * dx, y - a[1] - share * dy) <= tolerance ? before + share * span : undefined;
}

/**
 * The pieces that lines make where they meet: ends no further apart than the tolerance (metres) are one node, and a line is cut where the end of another stands
 * on it. Lines that only cross do not meet.
 */
export function lineGraph(lines: readonly Line[], tolerance: number): LinePiece[] {
	const nodes = disjoint(2 * lines.length);
	const tips = lines.flatMap(({ path }) => [path[0] ?? ([0, 0] as const), path.at(-1) ?? ([0, 0] as const)]);
	joinEnds(
		tips.map(([x, y], at) => ({ at, x, y, name: null })),
		tolerance,
		nodes,
	);
	const cuts = cutsOf(lines, tips, tolerance);
	const pieces = lines.flatMap(({ length }, line) =>
		cutLine({ length, ends: [2 * line, 2 * line + 1], cuts: cuts[line] ?? [] }).map((piece) => ({ line, ...piece })),
	);
	for (const { from, to, fromNode, toNode } of pieces) if (to - from < shortest) nodes.join(fromNode, toNode);
	return pieces
		.filter(({ from, to }) => to - from >= shortest)
		.map((it) => ({ ...it, fromNode: nodes.groupOf(it.fromNode), toNode: nodes.groupOf(it.toNode) }));
}

import type { Random } from '../../server/maths/random.ts';
import { add, areaOf, chord, dot, holds, leftOf, longestSide, nth, type Point, unit } from './geometry.ts';
import { type Kind, kinds } from './kinds.ts';
import type { Cell } from './plan.ts';
import { Row, type Street, type Survey } from './survey.ts';

interface Site {
	readonly cell: Cell;
	readonly index: number;
	readonly survey: Survey;
	/** One for each wall of the plan. */
	readonly rows: readonly Row[];
	readonly random: Random;
}

interface Grid {
	readonly kind: Kind;
	/** Along the long streets. */
	readonly u: Point;
	readonly v: Point;
	/** Where the long streets lie, across them. */
	readonly levels: readonly number[];
	readonly ends: readonly [number, number];
	readonly long: readonly (Row | undefined)[];
	readonly park: Park | undefined;
}

interface Park {
	readonly level: number;
	readonly from: number;
	readonly to: number;
}

/** Lays the streets of one suburb: long ones from wall to wall, cross streets between them, and a park. */
export function layCell(site: Site): void {
	const { cell, random } = site;
	const kind = kinds[cell.kind];
	const u = headingOf(cell, random);
	const v = leftOf(u);
	const spread = (axis: Point): [number, number] => [Math.min(...cell.ring.map((p) => dot(p, axis))), Math.max(...cell.ring.map((p) => dot(p, axis)))];
	const [low, high] = spread(v);
	const n = Math.max(1, Math.round((high - low) / kind.depth));
	const levels = Array.from({ length: n - 1 }, (_, i) => low + ((i + 1 + random.normal(0, 0.035)) * (high - low)) / n);
	const long = levels.map((level) => layLong(site, kind, { origin: [v[0] * level, v[1] * level], heading: u }));
	const grid: Grid = { kind, u, v, levels, ends: spread(u), long, park: choosePark({ levels, ends: spread(u) }, kind, random) };
	layCross(site, grid);
	for (const row of long) {
		if (row) {
			layBlocks(site, row);
		}
	}
	openPark(site, grid);
}

function headingOf(cell: Cell, random: Random): Point {
	const [a, b] = longestSide(cell.ring);
	const turn = random.normal(0, cell.kind === 'centre' || cell.kind === 'old' ? 0.02 : 0.09);
	const u = unit(a, b);
	return [u[0] * Math.cos(turn) - u[1] * Math.sin(turn), u[0] * Math.sin(turn) + u[1] * Math.cos(turn)];
}

function layLong({ cell, survey, rows, random }: Site, kind: Kind, { origin, heading }: { origin: Point; heading: Point }): Row | undefined {
	const through = chord(cell.ring, origin, heading);
	if (!through || through.to - through.from < 70) {
		return undefined;
	}
	const row = new Row(survey, origin, heading);
	const blind = kind.gaps > 0.2 && random.chance(0.45) ? random.int(2) : -1;
	for (const [end, t, side] of [
		[0, through.from, through.enters],
		[1, through.to, through.leaves],
	] as const) {
		if (end !== blind) {
			row.put(t, onWall(rows, nth(cell.walls, side), add(origin, heading, t)));
		}
	}
	return row;
}

function onWall(rows: readonly Row[], wall: number, point: Point): number {
	const row = nth(rows, wall);
	return row.junctionAt(dot(add(point, row.origin, -1), row.heading), 22);
}

function choosePark({ levels, ends: [from, to] }: Pick<Grid, 'levels' | 'ends'>, kind: Kind, random: Random): Park | undefined {
	if (levels.length < 4) {
		return undefined;
	}
	const level = 1 + random.int(levels.length - 2);
	const middle = from + (to - from) * random.between(0.4, 0.6);
	const half = Math.max(70, kind.span * random.between(0.4, 0.75));
	return { level, from: middle - half, to: middle + half };
}

function layCross(site: Site, grid: Grid): void {
	const { random, survey, index } = site;
	const { kind, levels } = grid;
	const [from, to] = grid.ends;
	const n = Math.max(1, Math.round((to - from) / kind.span));
	const step = (to - from) / n;
	const columns = new Map<string, Street>();
	const street = (name: string): Street => {
		const known = columns.get(name) ?? survey.street(index, 'street');
		columns.set(name, known);
		return known;
	};
	const rungs = levels.concat(0).flatMap((_, row) => {
		// every other row of blocks shifts its cross streets, so that they do not run through
		const pair = kind.staggered ? Math.floor(row / 2) : 0;
		return Array.from({ length: n }, (__, i) => ({ row, along: from + (i + 1 - (pair % 3) / 3) * step, street: () => street(`${i}/${pair}`) }));
	});
	for (const rung of rungs) {
		if (!random.chance(kind.gaps)) {
			layRung(site, grid, rung);
		}
	}
}

interface Rung {
	readonly row: number;
	readonly along: number;
	readonly street: () => Street;
}

// One cross street between two long streets, or between a long street and the wall.
function layRung(site: Site, grid: Grid, rung: Rung): void {
	const { u, v, levels, park } = grid;
	const { row, along } = rung;
	const origin: Point = [u[0] * along, u[1] * along];
	const through = chord(site.cell.ring, origin, v);
	const inPark = park && row === park.level && along > park.from - 12 && along < park.to + 12;
	if (!through || inPark) {
		return;
	}
	const [low, high] = [Math.max(levels[row - 1] ?? -Infinity, through.from), Math.min(levels[row] ?? Infinity, through.to)];
	if (high - low < 30) {
		return;
	}
	const end = (level: number, side: number, line: Row | undefined): number | undefined =>
		level === through.from || level === through.to ? onWall(site.rows, nth(site.cell.walls, side), add(origin, v, level)) : line?.junctionAt(along);
	const [from, to] = [end(low, through.enters, grid.long[row - 1]), end(high, through.leaves, grid.long[row])];
	if (from !== undefined && to !== undefined) {
		site.survey.block({ street: rung.street(), from, to, cell: site.index, start: low, houses: false });
	}
}

function layBlocks({ survey, index, cell }: Site, row: Row): void {
	const marks = row.marks();
	const street = survey.street(index, cell.kind === 'informal' ? 'track' : 'street');
	for (let i = 1; i < marks.length; i++) {
		const [a, b] = [nth(marks, i - 1), nth(marks, i)];
		survey.block({ street, from: a.junction, to: b.junction, cell: index, start: a.t - nth(marks, 0).t, houses: true });
	}
}

function openPark({ survey, index, cell }: Site, { park, levels, u, v }: Grid): void {
	if (!park) {
		return;
	}
	const [low, high] = [nth(levels, park.level - 1) + 9, nth(levels, park.level) - 9];
	const corner = (along: number, level: number): Point => [u[0] * along + v[0] * level, u[1] * along + v[1] * level];
	const ring = [corner(park.from, low), corner(park.to, low), corner(park.to, high), corner(park.from, high)];
	if (ring.every((p) => holds(cell.ring, p)) && Math.abs(areaOf(ring)) > 1500) {
		survey.park(ring, index);
	}
}

import { random as randomOf } from '../../server/maths/random.ts';
import { between, distance, dot, nth, type Point } from './geometry.ts';
import { layCell } from './layout.ts';
import type { Cell, Plan, Wall } from './plan.ts';
import { type Junction, Row, type Streets, Survey } from './survey.ts';
import type { Terrain } from './terrain.ts';

/** Lays all streets of a plan: main roads along its walls, each suburb's own streets, bridges, roads out into the country. */
export function layStreets(plan: Plan, terrain: Terrain, { seed, edge }: { seed: string; edge: readonly Point[] }): Streets {
	const survey = new Survey(terrain);
	const rows = plan.walls.map(({ from, heading }) => new Row(survey, from, heading));
	for (const cell of plan.cells) {
		cell.ring.forEach((corner, k) => {
			for (const wall of [nth(cell.walls, k), nth(cell.walls, k - 1)]) {
				layCorner(survey, nth(rows, wall), corner);
			}
		});
	}
	plan.cells.forEach((cell, index) => {
		layCell({ cell, index, survey, rows, random: randomOf(`${seed}/cell/${index}`) });
	});
	plan.walls.forEach((wall, i) => {
		layWall({ survey, wall, row: nth(rows, i), sides: sidesOf(plan.cells, i, wall) });
	});
	bridges(survey, plan);
	leave(survey, edge);
	return survey;
}

// A corner lies on two or three walls, which must share one junction.
function layCorner(survey: Survey, row: Row, corner: Point): void {
	const t = (corner[0] - row.origin[0]) * row.heading[0] + (corner[1] - row.origin[1]) * row.heading[1];
	const known = survey.junctions.find(({ plan }) => distance(plan, corner) < 1);
	const marked = row.marks().some((mark) => Math.abs(mark.t - t) < 1);
	if (!marked) {
		row.put(t, known?.id ?? survey.junction(corner));
	}
}

type Side = readonly [from: number, to: number, cell: number];

function sidesOf(cells: readonly Cell[], wall: number, { from, heading }: Wall): Side[] {
	return cells.flatMap((cell, index) =>
		cell.walls.flatMap((w, k): Side[] => {
			if (w !== wall) {
				return [];
			}
			const t = [nth(cell.ring, k), nth(cell.ring, (k + 1) % cell.ring.length)].map((p) => (p[0] - from[0]) * heading[0] + (p[1] - from[1]) * heading[1]);
			return [[Math.min(...t), Math.max(...t), index]];
		}),
	);
}

function layWall({ survey, wall, row, sides }: { survey: Survey; wall: Wall; row: Row; sides: readonly Side[] }): void {
	const marks = row.marks();
	const street = sides.length > 0 ? survey.street(-1, wall.rank === 'main' ? 'main' : 'collector') : undefined;
	for (let i = 1; street && i < marks.length; i++) {
		const [a, b] = [nth(marks, i - 1), nth(marks, i)];
		const middle = (a.t + b.t) / 2;
		const side = sides.find(([from, to]) => middle > from && middle < to);
		if (side) {
			survey.block({ street, from: a.junction, to: b.junction, cell: side[2], start: a.t, houses: false });
		}
	}
}

// Every 1.2 km or so the river is crossed between the nearest junctions of both banks.
function bridges(survey: Survey, { strip }: Plan): void {
	if (strip === 0) {
		return;
	}
	const bank = (x: number) =>
		survey.junctions.filter(({ plan, blocks }) => Math.abs(plan[0] - x) < 1 && blocks.length > 0).sort((a, b) => a.plan[1] - b.plan[1]);
	const [west, east] = [bank(-strip), bank(strip)];
	let last = -Infinity;
	for (const a of west) {
		const b = east.reduce<Junction | undefined>((best, it) => (best && distance(best.plan, a.plan) <= distance(it.plan, a.plan) ? best : it), undefined);
		if (b && a.plan[1] - last > 1150 && distance(a.plan, b.plan) < 2 * strip + 12) {
			last = a.plan[1];
			const middle = survey.junction(between(a.plan, b.plan, 0.5));
			const street = survey.street(-1, 'main');
			const cell = nth(survey.blocks, nth(a.blocks, 0)).cell;
			survey.block({ street, from: a.id, to: middle, cell, start: 0, houses: false, bridge: true });
			survey.block({ street, from: middle, to: b.id, cell, start: strip, houses: false, bridge: true });
		}
	}
}

// Roads out to the edge of the municipality, from the outermost junction of each quarter.
function leave(survey: Survey, edge: readonly Point[]): void {
	const built = survey.junctions.filter((junction) => junction.blocks.length > 0);
	for (const angle of [0.12, 0.85, 1.35, 1.95, 2.6, 3.25, 4.0, 4.9, 5.6]) {
		const heading: Point = [Math.cos(angle), Math.sin(angle)];
		const start = built.reduce((best, it) => (dot(it.plan, heading) > dot(best.plan, heading) ? it : best));
		const end = nth(edge, Math.round((angle / (2 * Math.PI)) * edge.length) % edge.length);
		const far = distance(start.plan, end) - 8;
		const steps = Math.floor(far / 340);
		if (steps < 1) {
			continue;
		}
		const street = survey.street(-1, 'collector');
		const cell = nth(survey.blocks, nth(start.blocks, 0)).cell;
		let from = start.id;
		for (let i = 1; i <= steps; i++) {
			const to = survey.junction(between(start.plan, end, ((i / steps) * far) / (far + 8)));
			survey.block({ street, from, to, cell, start: (i - 1) * 340, houses: false, country: true });
			from = to;
		}
	}
}

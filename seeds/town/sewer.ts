import type { Random } from '../../server/maths/random.ts';
import { drainage, type Fall } from './drainage.ts';
import type { Frame, Way } from './frame.ts';
import { add, beside, between, distance, type Line, nth, type Point, strand } from './geometry.ts';
import { type Asset, lineString, point } from './register.ts';

export interface Sewer {
	readonly pipes: readonly Asset[];
	readonly manholes: readonly Asset[];
}

const RIGHT = -2;
/** No further from manhole to manhole. */
const REACH = 78;

/** Lays sewers that fall from every served street down to the works by the river. */
export function laySewer(frame: Frame): Sewer {
	const random = frame.draw('sewer');
	const works = worksOf(frame);
	const fall = drainage(frame, works);
	const pipes: Asset[] = [];
	const manholes: Asset[] = [];
	const at = new Map<number, Asset>();
	const manhole = (place: Point, way: Way, node: string): Asset => {
		const laid = layManhole(frame, { place, way, node }, random);
		manholes.push(laid);
		return laid;
	};
	for (const way of frame.ways) {
		if (!(way.served && fall.level.has(way.from) && fall.level.has(way.to))) {
			continue;
		}
		for (const end of [way.from, way.to]) {
			if (!at.has(end)) {
				at.set(end, manhole(nodeAt(frame, end), way, nodeName(frame, end)));
			}
		}
		pipes.push(...layRun(frame, { way, fall, manhole }, random));
	}
	layOutfall(frame, { works, pipes, manhole }, random);
	return { pipes, manholes };
}

const nodeName = (frame: Frame, junction: number): string => `${frame.mark}S${junction}`;
const nodeAt = (frame: Frame, junction: number): Point => add(nth(frame.streets.junctions, junction).at, [-1.6, -1.1]);

// The lowest junction near the river is where all sewers meet.
function worksOf(frame: Frame): number {
	const served = frame.streets.junctions.filter(({ blocks }) => blocks.some((id) => nth(frame.ways, id).served));
	return served.reduce((low, it) => (it.height - 0.0006 * it.plan[1] < low.height - 0.0006 * low.plan[1] ? it : low)).id;
}

interface Run {
	readonly way: Way;
	readonly fall: Fall;
	readonly manhole: (place: Point, way: Way, node: string) => Asset;
}

/** One block's sewer before it is laid: from its upper to its lower end. */
interface Course {
	readonly upper: number;
	readonly lower: number;
	/** In the direction of the flow, and metres to its left. */
	readonly line: Line;
	readonly side: number;
	/** Does it take what the junction at its upper end collects? Else it begins with a head of its own. */
	readonly through: boolean;
	readonly drop: number;
}

function courseOf(way: Way, fall: Fall): Course {
	const [a, b] = [fall.level.get(way.from) ?? 0, fall.level.get(way.to) ?? 0];
	const drained = [way.from, way.to].find((end) => fall.drain.get(end) === way.id);
	const forward = drained === undefined ? a > b : drained === way.from;
	return {
		upper: forward ? way.from : way.to,
		lower: forward ? way.to : way.from,
		line: forward ? way.line : [...way.line].reverse(),
		side: forward ? RIGHT : -RIGHT,
		through: drained !== undefined,
		drop: Math.abs(a - b),
	};
}

// The sewer of one block with its manholes: at its head, and wherever it would be too far to the next.
function layRun(frame: Frame, { way, fall, manhole }: Run, random: Random): Asset[] {
	const { upper, lower, line, side, through, drop } = courseOf(way, fall);
	const start = through ? 0 : Math.min(12, way.length * 0.25);
	const steps = Math.max(1, Math.ceil((way.length - start) / REACH));
	const stops = Array.from({ length: steps + 1 }, (_, i) => {
		const mark = start + ((way.length - start) * i) / steps;
		const end = i === steps ? lower : i === 0 && through ? upper : undefined;
		return end === undefined
			? { mark, place: beside(line, mark, side), node: `${frame.mark}S${way.id}.${i}`, own: true }
			: { mark, place: nodeAt(frame, end), node: nodeName(frame, end), own: false };
	});
	for (const stop of stops) {
		if (stop.own) {
			manhole(stop.place, way, stop.node);
		}
	}
	return stops.slice(1).map((to, i) => {
		const from = nth(stops, i);
		const length = to.mark - from.mark;
		const inset = Math.min(5, length / 3);
		const inner = strand(line, [from.mark + inset, to.mark - inset], side);
		const piece = {
			way,
			line: [from.place, ...inner, to.place],
			ends: [from.node, to.node] as const,
			drop: (drop * length) / way.length,
			far: fall.far.get(lower) ?? 0,
		};
		return layPipe(frame, piece, random);
	});
}

interface Piece {
	readonly way: Way;
	readonly line: Line;
	readonly ends: readonly [string, string];
	readonly drop: number;
	readonly far: number;
}

function layPipe(frame: Frame, { way, line, ends, drop, far }: Piece, random: Random): Asset {
	const built = way.built + random.normal(1, 2);
	const trunk = way.street.rank === 'main' || far < 900;
	return frame.register.add({
		class: 'sewer-pipes',
		shape: lineString(line),
		attributes: {
			material: sewerMaterial(built, trunk, random),
			diameter: trunk ? random.pick([300, 375, 450]) : random.pick([110, 160, 160, 200]),
			slope: Math.round((10_000 * Math.max(0.3, drop)) / Math.max(20, distance(nth(line, 0), nth(line, -1)))) / 100,
			catchment: `${frame.mark}DA${(way.cell % 7) + 1}`,
			from_node: ends[0],
			to_node: ends[1],
		},
		zone: `${frame.mark}DA${(way.cell % 7) + 1}`,
		street: way.name,
		cell: way.cell,
		built,
		criticality: trunk ? 4 : 3,
		positionSd: 2,
		luck: random.next(),
	});
}

function sewerMaterial(built: number, trunk: boolean, random: Random): string {
	if (trunk) {
		return random.chance(0.7) ? 'concrete' : 'HDPE';
	}
	if (built < 1978) {
		return random.chance(0.8) ? 'VC' : 'AC';
	}
	return random.chance(0.88) ? 'uPVC' : 'VC';
}

function layManhole(frame: Frame, { place, way, node }: { place: Point; way: Way; node: string }, random: Random): Asset {
	return frame.register.add({
		class: 'manholes',
		shape: point(place),
		attributes: {
			depth: Math.round(random.between(1.1, 3.6) * 10) / 10,
			cover_material: random.weighted([['iron', 5] as const, ['concrete', 4] as const, ['polymer', 2] as const]),
			in_roadway: random.chance(0.7),
			node,
		},
		zone: `${frame.mark}DA${(way.cell % 7) + 1}`,
		street: way.name,
		cell: way.cell,
		built: way.built + random.between(0, 3),
		luck: random.next(),
	});
}

// From the lowest manhole a trunk sewer follows the river to the treatment works.
function layOutfall(frame: Frame, { works, pipes, manhole }: { works: number; pipes: Asset[]; manhole: Run['manhole'] }, random: Random): void {
	const low = nth(frame.streets.junctions, works);
	const way = nth(frame.ways, nth(low.blocks, 0));
	const end: Point = [low.plan[0] * 0.5, low.plan[1] + frame.outskirts];
	let last: readonly [Point, string] = [nodeAt(frame, works), nodeName(frame, works)];
	for (let i = 1; i <= 6; i++) {
		const place = frame.land.place(between(low.plan, end, i / 6));
		const node = `${frame.mark}SO${i}`;
		manhole(place, way, node);
		pipes.push(layPipe(frame, { way, line: [last[0], place], ends: [last[1], node], drop: 0.4, far: 0 }, random));
		last = [place, node];
	}
	frame.register.add({
		class: 'pump-stations',
		shape: point(add(last[0], [6, 5])),
		attributes: { name: 'Treatment works lift station', pumps: 'sewage', capacity: 220, standby_power: true, node: last[1] },
		cell: way.cell,
		built: 1988,
		criticality: 5,
		luck: random.next(),
	});
}

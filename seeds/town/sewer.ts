import type { Random } from '../../server/maths/random.ts';
import type { Frame, Way } from './frame.ts';
import { add, between, distance, type Line, nth, type Point, strand } from './geometry.ts';
import { type Asset, lineString, point } from './register.ts';

export interface Sewer {
	readonly pipes: readonly Asset[];
	readonly manholes: readonly Asset[];
}

const RIGHT = -2;
/** No further from manhole to manhole. */
const REACH = 78;

interface Fall {
	/** Levels of the pipe's floor by junction, metres above the sea. */
	readonly level: ReadonlyMap<number, number>;
	/** By junction, the block by which it drains. */
	readonly drain: ReadonlyMap<number, number>;
	/** Metres of pipe to the works. */
	readonly far: ReadonlyMap<number, number>;
}

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

// Shortest ways to the works, uphill counted double: each junction drains by the first block of its way.
function drainage(frame: Frame, works: number): Fall {
	const far = new Map([[works, 0]]);
	const cost = new Map([[works, 0]]);
	const level = new Map([[works, nth(frame.streets.junctions, works).height - 5]]);
	const drain = new Map<number, number>();
	const queue = [{ junction: works, cost: 0 }];
	const done = new Set<number>();
	for (let head = queue.pop(); head; head = queue.pop()) {
		if (done.has(head.junction)) {
			continue;
		}
		done.add(head.junction);
		const here = nth(frame.streets.junctions, head.junction);
		for (const id of here.blocks) {
			const way = nth(frame.ways, id);
			const there = nth(frame.streets.junctions, way.from === here.id ? way.to : way.from);
			const next = head.cost + way.length * (there.height < here.height ? 2.5 : 1);
			if (way.served && next < (cost.get(there.id) ?? Infinity)) {
				cost.set(there.id, next);
				far.set(there.id, (far.get(here.id) ?? 0) + way.length);
				level.set(there.id, Math.max((level.get(here.id) ?? 0) + 0.006 * way.length, there.height - 3.2));
				drain.set(there.id, id);
				insert(queue, { junction: there.id, cost: next });
			}
		}
	}
	return { level, drain, far };
}

// Kept with the cheapest last.
function insert(queue: { junction: number; cost: number }[], it: { junction: number; cost: number }): void {
	let [low, high] = [0, queue.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (nth(queue, middle).cost > it.cost) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	queue.splice(low, 0, it);
}

interface Run {
	readonly way: Way;
	readonly fall: Fall;
	readonly manhole: (place: Point, way: Way, node: string) => Asset;
}

// The sewer of one block from its upper to its lower end, with manholes between. Where the block is no junction's drain it begins with a head of its own.
function layRun(frame: Frame, { way, fall, manhole }: Run, random: Random): Asset[] {
	const [a, b] = [fall.level.get(way.from) ?? 0, fall.level.get(way.to) ?? 0];
	const drains = fall.drain.get(way.from) === way.id ? way.from : fall.drain.get(way.to) === way.id ? way.to : -1;
	const upper = drains >= 0 ? drains : a > b ? way.from : way.to;
	const lower = upper === way.from ? way.to : way.from;
	const line = upper === way.from ? way.line : [...way.line].reverse();
	const side = upper === way.from ? RIGHT : -RIGHT;
	const start = drains >= 0 ? 0 : Math.min(12, way.length * 0.25);
	const steps = Math.max(1, Math.ceil((way.length - start) / REACH));
	const marks = Array.from({ length: steps + 1 }, (_, i) => start + ((way.length - start) * i) / steps);
	const middle = marks.slice(1, -1).map((s) => strand(line, [s, s + 0.1], side)[0] as Point);
	const head = drains >= 0 ? nodeAt(frame, upper) : (strand(line, [start, start + 0.1], side)[0] as Point);
	const places = [head, ...middle, nodeAt(frame, lower)];
	const nodes = marks.map((_, i) => `${frame.mark}S${way.id}.${i}`);
	nodes[0] = drains >= 0 ? nodeName(frame, upper) : nth(nodes, 0);
	nodes[steps] = nodeName(frame, lower);
	const levels = [Math.max(a, b), Math.min(a, b)] as const;
	places.slice(drains >= 0 ? 1 : 0, -1).forEach((place, i) => {
		manhole(place, way, nth(nodes, drains >= 0 ? i + 1 : i));
	});
	return places.slice(1).map((to, i) => {
		const [from, until] = [nth(marks, i), nth(marks, i + 1)];
		const inset = Math.min(5, (until - from) / 3);
		const inner = strand(line, [from + inset, until - inset], side);
		const drop = ((levels[0] - levels[1]) * (until - from)) / way.length;
		return layPipe(frame, { way, line: [nth(places, i), ...inner, to], ends: [nth(nodes, i), nth(nodes, i + 1)], drop, far: fall.far.get(lower) ?? 0 }, random);
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
			...{ catchment: `${frame.mark}DA${(way.cell % 7) + 1}`, from_node: ends[0], to_node: ends[1] },
		},
		...{
			zone: `${frame.mark}DA${(way.cell % 7) + 1}`,
			street: way.name,
			cell: way.cell,
			built,
			criticality: trunk ? 4 : 3,
			positionSd: 2,
			luck: random.next(),
		},
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
			...{
				depth: Math.round(random.between(1.1, 3.6) * 10) / 10,
				cover_material: random.weighted([['iron', 5] as const, ['concrete', 4] as const, ['polymer', 2] as const]),
			},
			...{ in_roadway: random.chance(0.7), node },
		},
		...{ zone: `${frame.mark}DA${(way.cell % 7) + 1}`, street: way.name, cell: way.cell, built: way.built + random.between(0, 3), luck: random.next() },
	});
}

// From the lowest manhole a trunk sewer follows the river to the treatment works.
function layOutfall(frame: Frame, { works, pipes, manhole }: { works: number; pipes: Asset[]; manhole: Run['manhole'] }, random: Random): void {
	const low = nth(frame.streets.junctions, works);
	const way = nth(frame.ways, nth(low.blocks, 0));
	const end: Point = [low.plan[0] * 0.5, low.plan[1] + 420];
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
		...{ cell: way.cell, built: 1988, criticality: 5, luck: random.next() },
	});
}

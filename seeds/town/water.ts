import type { Random } from '../../server/maths/random.ts';
import type { Frame, Way } from './frame.ts';
import { type Line, lengthOf, nth, type Point, stationAt, strand } from './geometry.ts';
import { type Asset, DAY, lineString, point } from './register.ts';
import { layTrunks, waterAt, waterNode } from './trunks.ts';

/** The water network: which pipes end at which node, so that faults can find those that a valve shuts off together. */
export interface Water {
	/** Pipe of a block, by the block's id. */
	readonly pipes: ReadonlyMap<number, Asset>;
	readonly all: readonly Asset[];
	readonly valves: readonly Asset[];
}

const LEFT = 3;

/** Lays mains in every served street, trunks from the reservoirs, valves at junctions, hydrants along the way. */
export function layWater(frame: Frame): Water {
	const random = frame.draw('water');
	const pipes = new Map<number, Asset>();
	const all: Asset[] = [];
	const valves: Asset[] = [];
	for (const way of frame.ways) {
		if (way.served) {
			const pipe = layMain(frame, way, random);
			pipes.set(way.id, pipe);
			all.push(pipe);
			renew(frame, { way, pipe, all, pipes }, random);
			layHydrant(frame, way, { pipe: nth(all, -1), random });
		}
	}
	for (const junction of frame.streets.junctions) {
		valves.push(...layValves(frame, { junction: junction.id, pipes }, random));
	}
	all.push(...layTrunks(frame, random));
	return { pipes, all, valves };
}

/** The line of a main beside a block: from node to node, three metres left of the middle of the street. */
function mainLine(frame: Frame, way: Way): Point[] {
	const inset = Math.min(7, way.length * 0.3);
	return [waterAt(frame, way.from), ...strand(way.line, [inset, way.length - inset], LEFT), waterAt(frame, way.to)];
}

function layMain(frame: Frame, way: Way, random: Random): Asset {
	const built = Math.max(1905, way.built + random.normal(0, 3));
	const rank = way.street.rank;
	return frame.register.add({
		class: 'water-pipes',
		shape: lineString(mainLine(frame, way)),
		attributes: {
			material: materialOf(built, rank === 'main', random),
			diameter: diameterOf(rank, random),
			pressure_zone: way.suburb.zone,
			depth: round(random.between(0.8, 1.5)),
			from_node: waterNode(frame, way.from),
			to_node: waterNode(frame, way.to),
		},
		zone: way.suburb.zone,
		street: way.name,
		cell: way.cell,
		built,
		criticality: rank === 'main' ? 5 : rank === 'collector' ? 4 : 3,
		positionSd: 1.5,
		luck: random.next(),
	});
}

const round = (v: number): number => Math.round(v * 100) / 100;

function diameterOf(rank: Way['street']['rank'], random: Random): number {
	if (rank === 'main') {
		return random.pick([200, 250, 315]);
	}
	return rank === 'collector' ? random.pick([150, 160, 200]) : random.pick([75, 100, 110, 110, 160]);
}

// What was laid in its time; mains of main roads also of steel.
function materialOf(built: number, main: boolean, random: Random): string {
	if (main && built > 1955 && random.chance(0.3)) {
		return 'steel';
	}
	const [usual, share, other] =
		built < 1948 ? (['CI', 0.85, 'AC'] as const) : built < 1984 ? (['AC', 0.85, 'CI'] as const) : (['uPVC', built < 2002 ? 0.9 : 0.3, 'HDPE'] as const);
	return random.chance(share) ? usual : other;
}

interface Laid {
	readonly way: Way;
	readonly pipe: Asset;
	readonly all: Asset[];
	readonly pipes: Map<number, Asset>;
}

// Some old mains were replaced within the years of the history: the old one is retired and names its successor.
function renew(frame: Frame, { way, pipe, all, pipes }: Laid, random: Random): void {
	const { from, now } = frame.register;
	const street = frame.draw(`renewal/${way.street.id}`);
	if (way.built > 1975 || !street.chance(0.035)) {
		return;
	}
	const day = from + Math.floor(street.between(0.05, 0.9) * ((now - from) / DAY)) * DAY;
	const successor = frame.register.add({
		class: 'water-pipes',
		shape: pipe.shape,
		attributes: { ...pipe.attributes, material: 'HDPE', diameter: Math.max(110, Number(pipe.attributes['diameter'])) },
		street: way.name,
		cell: way.cell,
		built: new Date(day).getUTCFullYear() + dayOfYear(day) / 365,
		criticality: pipe.criticality,
		positionSd: 0.3,
		...(pipe.zone ? { zone: pipe.zone } : {}),
		luck: random.next() * 0.3,
	});
	pipe.retired = successor.installed;
	pipe.replacedBy = successor.id;
	all.push(successor);
	pipes.set(way.id, successor);
}

const dayOfYear = (at: number): number => (at - Date.UTC(new Date(at).getUTCFullYear(), 0, 1)) / DAY;

function layHydrant(frame: Frame, way: Way, { pipe, random }: { pipe: Asset; random: Random }): void {
	if (way.length < 45 || !random.chance(Math.min(0.75, way.length / 240))) {
		return;
	}
	const line = pipe.shape.coordinates as unknown as Line;
	frame.register.add({
		class: 'hydrants',
		shape: point(stationAt(line, lengthOf(line) * random.between(0.4, 0.6)).at),
		attributes: {
			hydrant_type: random.chance(0.8) ? 'below' : 'pillar',
			flow: Math.round(random.between(8, 32)),
			link: pipe.key,
			tested_on: new Date(frame.register.now - random.int(700) * DAY).toISOString().slice(0, 10),
		},
		zone: way.suburb.zone,
		street: way.name,
		cell: way.cell,
		built: way.built + random.between(0, 8),
		positionSd: 1,
		luck: random.next(),
	});
}

// All but one of the pipes that meet at a junction have a valve there, mostly.
function layValves(frame: Frame, { junction, pipes }: { junction: number; pipes: ReadonlyMap<number, Asset> }, random: Random): Asset[] {
	const here = nth(frame.streets.junctions, junction).blocks.filter((id) => pipes.has(id));
	const open = random.int(Math.max(1, here.length));
	return here.flatMap((id, i) => {
		const pipe = pipes.get(id);
		const wanted = here.length > 2 ? i !== open && random.chance(0.8) : random.chance(0.12);
		return pipe && wanted ? [layValve(frame, { way: nth(frame.ways, id), pipe, junction }, random)] : [];
	});
}

function layValve(frame: Frame, { way, pipe, junction }: { way: Way; pipe: Asset; junction: number }, random: Random): Asset {
	const line = pipe.shape.coordinates as unknown as Line;
	return frame.register.add({
		class: 'water-valves',
		shape: point(stationAt(way.from === junction ? line : [...line].reverse(), Math.min(4.5, way.length * 0.2)).at),
		attributes: {
			diameter: pipe.attributes['diameter'],
			valve_type: 'isolating',
			operable: random.chance(0.92),
			normally_closed: false,
			link: pipe.key,
			node: waterNode(frame, junction),
		},
		zone: way.suburb.zone,
		street: way.name,
		cell: way.cell,
		built: way.built + random.between(0, 6),
		criticality: pipe.criticality,
		luck: random.next(),
	});
}

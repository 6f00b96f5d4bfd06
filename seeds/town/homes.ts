import type { Random } from '../../server/maths/random.ts';
import type { Frame, Way } from './frame.ts';
import { beside, holds, type Line, lengthOf, nth, type Point, stationAt } from './geometry.ts';
import { type Asset, point, polygon } from './register.ts';

/** A row of the gazetteer. */
export interface Place {
	readonly kind: 'street' | 'suburb' | 'address' | 'landmark';
	readonly name: string;
	readonly suburb: string | null;
	readonly number: number | null;
	readonly at: Point;
	readonly importance: number;
}

export interface Homes {
	readonly connections: readonly Asset[];
	readonly places: readonly Place[];
}

interface Mains {
	readonly pipes: ReadonlyMap<number, Asset>;
	/** Key of the kiosk that feeds a block. */
	readonly feeders: ReadonlyMap<number, string>;
}

/** Puts houses along the streets: their numbers, their water connections, and one clinic or school here and there. */
export function layHomes(frame: Frame, mains: Mains): Homes {
	const random = frame.draw('homes');
	const connections: Asset[] = [];
	const places: Place[] = [];
	for (const way of frame.ways) {
		if (way.houses && way.served) {
			for (const home of homesOn(frame, way)) {
				places.push({ kind: 'address', name: `${way.name} ${home.number}`, suburb: way.suburb.name, number: home.number, at: home.at, importance: 0.1 });
				connections.push(layConnection(frame, { way, at: home.gate, mains, customers: home.customers }, random));
			}
		}
	}
	places.push(...layCritical(frame, connections, random), ...gazetteer(frame));
	return { connections, places };
}

interface Home {
	readonly number: number;
	readonly at: Point;
	readonly gate: Point;
	readonly customers: number;
}

// Odd numbers on the left, even ones on the right, counted from the beginning of the street. Small plots share a connection.
function homesOn(frame: Frame, way: Way): Home[] {
	const { plot } = way.suburb.kind;
	const share = plot < 15 ? 3 : 1;
	const step = plot * share;
	const parks = frame.streets.parks.filter((park) => park.cell === way.cell);
	const rows = Math.max(0, Math.ceil((way.length - 18 - step / 2) / step));
	return Array.from({ length: rows }, (_, i) => 10 + step * (i + 0.5)).flatMap((s) =>
		[1, -1].flatMap((left): Home[] => {
			const at = beside(way.line, s, 15 * left);
			const number = 2 * Math.floor((way.start + s) / plot) + (left > 0 ? 1 : 2);
			return parks.some(({ ring }) => holds(ring, at)) ? [] : [{ number, at, gate: beside(way.line, s, 7 * left), customers: share }];
		}),
	);
}

interface Connection {
	readonly way: Way;
	readonly at: Point;
	readonly mains: Mains;
	readonly customers: number;
}

function layConnection(frame: Frame, { way, at, mains, customers }: Connection, random: Random): Asset {
	const feeder = mains.feeders.get(way.id);
	return frame.register.add({
		class: 'service-connections',
		shape: point(at),
		attributes: {
			meter_number: `M${frame.mark}${1_000_000 + random.int(8_999_999)}`,
			customers: customers * (random.chance(0.05) ? 4 : 1),
			diameter: random.pick([15, 15, 20, 25]),
			pipe: mains.pipes.get(way.id)?.key,
			...(feeder ? { feeder } : {}),
		},
		zone: way.suburb.zone,
		street: way.name,
		cell: way.cell,
		built: way.built + random.between(0, 15),
		criticality: 2,
		positionSd: 1.5,
		luck: random.next(),
	});
}

const services = [
	['clinic', 'Clinic', 0.6],
	['school', 'Primary School', 1],
	['care-home', 'Home for the Aged', 0.3],
] as const;

function layCritical(frame: Frame, connections: Asset[], random: Random): Place[] {
	return frame.suburbs.flatMap((suburb, cell) => {
		const local = connections.filter((asset) => asset.cell === cell);
		return services.flatMap(([critical, title, share]): Place[] => {
			if (local.length === 0 || !random.chance(share)) {
				return [];
			}
			const it = random.pick(local);
			Object.assign(it.attributes, { critical, customers: 1, diameter: 50 });
			return [{ kind: 'landmark', name: `${suburb.name} ${title}`, suburb: suburb.name, number: null, at: it.at, importance: 0.7 }];
		});
	});
}

function gazetteer(frame: Frame): Place[] {
	const suburbs = frame.suburbs.map(({ name, at }): Place => ({ kind: 'suburb', name, suburb: null, number: null, at, importance: 1 }));
	const longest = new Map<number, Way>();
	for (const way of frame.ways) {
		const known = longest.get(way.street.id);
		longest.set(way.street.id, known && known.length >= way.length ? known : way);
	}
	const streets = [...longest.values()].map((way): Place => {
		const own = way.street.cell >= 0;
		return {
			kind: 'street',
			name: way.name,
			suburb: own ? way.suburb.name : null,
			number: null,
			at: stationAt(way.line, way.length / 2).at,
			importance: own ? 0.4 : 0.8,
		};
	});
	return [...suburbs, ...streets];
}

/** Lays out public ground: parks, sports fields and cemeteries in the suburbs, the banks of the river, verges of the main roads. */
export function layGround(frame: Frame): { ground: readonly Asset[]; places: readonly Place[] } {
	const random = frame.draw('ground');
	const ground: Asset[] = [];
	const places: Place[] = [];
	const lay = (ring: Line, { use, name, cell }: { use: string; name: string; cell: number }): void => {
		const asset = frame.register.add({
			class: 'public-ground',
			shape: polygon(ring),
			attributes: { name, use },
			cell,
			built: 1985,
			criticality: 2,
			luck: random.next(),
		});
		ground.push(asset);
		if (use !== 'verge') {
			places.push({ kind: 'landmark', name, suburb: frame.suburbs[cell]?.name ?? null, number: null, at: asset.at, importance: 0.6 });
		}
	};
	const titles = { park: 'Park', sport: 'Sports Ground', cemetery: 'Cemetery' } as const;
	for (const { ring, cell } of frame.streets.parks) {
		const use = random.weighted([['park', 7] as const, ['sport', 2] as const, ['cemetery', 0.7] as const]);
		lay(ring, { use, name: `${nth(frame.suburbs, cell).name} ${titles[use]}`, cell });
	}
	layBanks(frame, lay);
	for (const way of frame.ways) {
		if (way.street.rank === 'main' && !way.bridge && way.length > 40) {
			lay(verge(way), { use: 'verge', name: `${way.name} verge`, cell: way.cell });
		}
	}
	return { ground, places };
}

function verge(way: Way): Point[] {
	const n = Math.max(2, Math.ceil(lengthOf(way.line) / 45));
	const at = (i: number): number => 6 + ((way.length - 12) * i) / n;
	const inner = Array.from({ length: n + 1 }, (_, i) => beside(way.line, at(i), 6));
	const outer = Array.from({ length: n + 1 }, (_, i) => beside(way.line, at(n - i), 11));
	return [...inner, ...outer, nth(inner, 0)];
}

function layBanks(frame: Frame, lay: (ring: Line, what: { use: string; name: string; cell: number }) => void): void {
	const { strip, cells } = frame.plan;
	if (strip === 0) {
		return;
	}
	const ys = cells.flatMap((cell) => cell.ring.filter(([x]) => Math.abs(x) < strip + 2).map((p) => p[1]));
	const [low, high] = [Math.min(...ys), Math.max(...ys)];
	const n = Math.max(1, Math.round((high - low) / 420));
	for (let i = 0; i < n; i++) {
		const [a, b] = [low + ((high - low) * i) / n + 10, low + ((high - low) * (i + 1)) / n - 10];
		for (const side of [-1, 1]) {
			const [inner, outer] = [16 * side, (strip - 9) * side];
			const ring: Point[] = side > 0 ? [[inner, a], [outer, a], [outer, b], [inner, b]] : [[outer, a], [inner, a], [inner, b], [outer, b]]; // biome-ignore format: a rectangle
			const near = cells.reduce(
				(best, cell, k) =>
					Math.hypot(cell.centre[0] - outer, cell.centre[1] - a) < Math.hypot(nth(cells, best).centre[0] - outer, nth(cells, best).centre[1] - a) ? k : best,
				0,
			);
			lay(frame.land.bend([...ring, nth(ring, 0)]), { use: 'park', name: `River walk ${side > 0 ? 'east' : 'west'} ${i + 1}`, cell: near });
		}
	}
}

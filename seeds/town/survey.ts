import { lengthOf, nth, type Point } from './geometry.ts';
import type { Terrain } from './terrain.ts';

export type Rank = 'main' | 'collector' | 'street' | 'track';

export interface Street {
	readonly id: number;
	/** The suburb that named it; main roads belong to the whole town. */
	readonly cell: number;
	readonly rank: Rank;
}

export interface Junction {
	readonly id: number;
	readonly plan: Point;
	readonly at: Point;
	readonly height: number;
	/** Ids of the blocks that meet here. */
	readonly blocks: number[];
}

/** One street from junction to junction: what everything else is laid along. */
export interface Block {
	readonly id: number;
	readonly street: Street;
	readonly from: number;
	readonly to: number;
	/** In metres of the town's system. */
	readonly line: readonly Point[];
	readonly length: number;
	readonly cell: number;
	/** Metres along the whole street at which this block begins. */
	readonly start: number;
	readonly houses: boolean;
	readonly bridge: boolean;
	/** Out between farms: no mains, no lamps. */
	readonly country: boolean;
}

export interface Streets {
	readonly streets: readonly Street[];
	readonly junctions: readonly Junction[];
	readonly blocks: readonly Block[];
	/** Rings of parks, in metres. */
	readonly parks: readonly { readonly ring: readonly Point[]; readonly cell: number }[];
}

type Laid = Pick<Block, 'street' | 'from' | 'to' | 'cell' | 'start'> & Partial<Pick<Block, 'houses' | 'bridge' | 'country'>>;

/** Streets while they are being laid. */
export class Survey {
	readonly streets: Street[] = [];
	readonly junctions: Junction[] = [];
	readonly blocks: Block[] = [];
	readonly parks: { ring: readonly Point[]; cell: number }[] = [];
	readonly #terrain: Terrain;
	readonly #joined = new Set<string>();

	constructor(terrain: Terrain) {
		this.#terrain = terrain;
	}

	street(cell: number, rank: Rank): Street {
		const street = { id: this.streets.length, cell, rank };
		this.streets.push(street);
		return street;
	}

	junction(plan: Point): number {
		const id = this.junctions.length;
		this.junctions.push({ id, plan, at: this.#terrain.place(plan), height: this.#terrain.height(plan), blocks: [] });
		return id;
	}

	block({ street, from, to, cell, start, houses = true, bridge = false, country = false }: Laid): void {
		const pair = from < to ? `${from}-${to}` : `${to}-${from}`;
		if (from === to || this.#joined.has(pair)) {
			return;
		}
		this.#joined.add(pair);
		const [a, b] = [nth(this.junctions, from), nth(this.junctions, to)];
		const line = this.#terrain.bend([a.plan, b.plan]);
		const id = this.blocks.length;
		this.blocks.push({ id, street, from, to, cell, start, houses, bridge, country, line, length: lengthOf(line) });
		a.blocks.push(id);
		b.blocks.push(id);
	}

	park(ring: readonly Point[], cell: number): void {
		this.parks.push({ ring: this.#terrain.bend([...ring, nth(ring, 0)]), cell });
	}
}

/** A straight street with junctions at distances along it; two that would lie too close become one. */
export class Row {
	readonly origin: Point;
	readonly heading: Point;
	readonly #survey: Survey;
	readonly #marks: { t: number; junction: number }[] = [];

	constructor(survey: Survey, origin: Point, heading: Point) {
		this.#survey = survey;
		this.origin = origin;
		this.heading = heading;
	}

	junctionAt(t: number, tolerance = 16): number {
		const near = this.#marks.filter((mark) => Math.abs(mark.t - t) < tolerance).sort((a, b) => Math.abs(a.t - t) - Math.abs(b.t - t))[0];
		return near?.junction ?? this.put(t, this.#survey.junction([this.origin[0] + this.heading[0] * t, this.origin[1] + this.heading[1] * t]));
	}

	put(t: number, junction: number): number {
		this.#marks.push({ t, junction });
		return junction;
	}

	marks(): readonly { t: number; junction: number }[] {
		return [...this.#marks].sort((a, b) => a.t - b.t);
	}
}

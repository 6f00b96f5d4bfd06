import { Abandoned } from './gate.ts';
import { Kept, type Key, textOf } from './kept.ts';
import { type Change, rangesOf, within } from './touched.ts';

/** A finished tile: gzipped, with the hash of its content. No body: there is nothing in it. */
export interface Tile {
	body: Buffer | undefined;
	hash: string;
	/** From this moment on it may be out of date by the clock alone. */
	until: number;
	/** The headers it was sent with, to be sent again. */
	heads?: Partial<Record<'staff' | 'others', string[]>>;
}

/** Who waits for a tile. */
export interface Asker {
	gone: boolean;
}

/** A slower place in which tiles last longer. */
export interface Deep {
	get: (key: Key) => Promise<Tile | undefined>;
	put: (key: Key, tile: Tile) => void;
	drop: (change: Change) => void;
	clear: () => void;
}

interface Course {
	key: Key;
	/** What it is made of has changed meanwhile. */
	stale: boolean;
	askers: Set<Asker>;
}

interface Flight extends Course {
	tile: Promise<Tile>;
}

/** What an entry costs beside its body, bytes. */
const overhead = 500;

/** Finished tiles in memory, and below it in a deeper place; each is made once however many ask for it at the same time, and dropped by what changes it. */
export class TileStore {
	readonly #memory: Kept<Tile>;
	readonly #deep: Deep | undefined;
	readonly #flights = new Map<string, Flight>();

	constructor(limit: number, deep?: Deep) {
		this.#memory = new Kept(limit);
		this.#deep = deep;
	}

	/** The tile of a key, if it is at hand. */
	ready(key: Key): Tile | undefined {
		const tile = this.#memory.get(key);
		if (tile && Date.now() < tile.until) return tile;
		return undefined;
	}

	/** The tile of a key, if it is there, else made; `make` may ask whether anybody is still waiting. */
	async get({ key, asker }: { key: Key; asker: Asker }, make: (wanted: () => boolean) => Promise<Tile>): Promise<Tile> {
		const ready = this.ready(key);
		if (ready) return ready;
		const running = this.#flights.get(textOf(key));
		// One that is being given up already is of no use to somebody who asks now.
		if (running && !running.stale && [...running.askers].some(({ gone }) => !gone)) {
			running.askers.add(asker);
			return running.tile;
		}
		return this.#start({ key, asker }, make);
	}

	/** Forgets what can show a change; what is being made just now is given to those who have asked, and not kept. */
	drop(change: Change): void {
		const ranges = rangesOf(change);
		for (const flight of this.#flights.values()) {
			const { key } = flight;
			if (key.layer === change.layer && (!ranges || within(ranges, key)) && (!change.filtered || key.filtered)) flight.stale = true;
		}
		this.#memory.drop(change);
		this.#deep?.drop(change);
	}

	/** Forgets everything. */
	clear(): void {
		for (const flight of this.#flights.values()) flight.stale = true;
		this.#memory.clear();
		this.#deep?.clear();
	}

	async #start({ key, asker }: { key: Key; asker: Asker }, make: (wanted: () => boolean) => Promise<Tile>): Promise<Tile> {
		const askers = new Set([asker]);
		const course: Course = { key, stale: false, askers };
		const flight: Flight = Object.assign(course, { tile: this.#obtain(course, () => make(() => [...askers].some(({ gone }) => !gone))) });
		this.#flights.set(textOf(key), flight);
		try {
			return await flight.tile;
		} finally {
			if (this.#flights.get(textOf(key)) === flight) this.#flights.delete(textOf(key));
		}
	}

	async #obtain(course: Course, make: () => Promise<Tile>): Promise<Tile> {
		const { key } = course;
		const found = this.#deep && (await this.#deep.get(key));
		if (found && !course.stale && Date.now() < found.until) return this.#keep(key, found);
		// What has changed until now is seen by what is begun now.
		course.stale = false;
		const made = await make();
		if (course.stale) return made;
		this.#deep?.put(key, made);
		return this.#keep(key, made);
	}

	#keep(key: Key, tile: Tile): Tile {
		this.#memory.set(key, tile, (tile.body?.length ?? 0) + overhead);
		return tile;
	}
}

/** Whether something failed only because nobody was waiting for it. */
export const abandoned = (error: unknown): boolean => error instanceof Abandoned;

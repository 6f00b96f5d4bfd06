import { Abandoned } from './gate.ts';

/** A finished tile: gzipped, with the hash of its content. No body: there is nothing in it. */
export interface Tile {
	body: Buffer | undefined;
	hash: string;
	/** From this moment on it may be out of date by the clock alone. */
	until: number;
}

/** Who waits for a tile. */
export interface Asker {
	gone: boolean;
}

interface Stored extends Tile {
	stamp: string;
}

interface Flight {
	stamp: string;
	askers: Set<Asker>;
	tile: Promise<Tile>;
}

/** What an entry costs beside its body, bytes. */
const overhead = 500;

/** Finished tiles in memory, those used last are kept; each is made once however many ask for it at the same time. */
export class TileStore {
	readonly #limit: number;
	readonly #tiles = new Map<string, Stored>();
	readonly #flights = new Map<string, Flight>();
	#bytes = 0;

	constructor(limit: number) {
		this.#limit = limit;
	}

	/** The tile of a key, if it is there with this stamp, else made; `make` may ask whether anybody is still waiting. */
	async get({ key, stamp, asker }: { key: string; stamp: string; asker: Asker }, make: (wanted: () => boolean) => Promise<Tile>): Promise<Tile> {
		const stored = this.#tiles.get(key);
		if (stored?.stamp === stamp && Date.now() < stored.until) {
			this.#tiles.delete(key);
			this.#tiles.set(key, stored);
			return stored;
		}
		const running = this.#flights.get(key);
		// One that is being given up already is of no use to somebody who asks now.
		if (running?.stamp === stamp && [...running.askers].some(({ gone }) => !gone)) {
			running.askers.add(asker);
			return running.tile;
		}
		return this.#start({ key, stamp, asker }, make);
	}

	async #start({ key, stamp, asker }: { key: string; stamp: string; asker: Asker }, make: (wanted: () => boolean) => Promise<Tile>): Promise<Tile> {
		const askers = new Set([asker]);
		const tile = make(() => [...askers].some(({ gone }) => !gone));
		const flight = { stamp, askers, tile };
		this.#flights.set(key, flight);
		try {
			const made = await tile;
			this.#keep(key, { ...made, stamp });
			return made;
		} finally {
			if (this.#flights.get(key) === flight) this.#flights.delete(key);
		}
	}

	#keep(key: string, tile: Stored): void {
		this.#drop(key);
		this.#tiles.set(key, tile);
		this.#bytes += sizeOf(tile);
		for (const oldest of this.#tiles.keys()) {
			if (this.#bytes <= this.#limit) return;
			this.#drop(oldest);
		}
	}

	#drop(key: string): void {
		const tile = this.#tiles.get(key);
		if (!tile) return;
		this.#tiles.delete(key);
		this.#bytes -= sizeOf(tile);
	}
}

const sizeOf = ({ body }: Tile): number => (body?.length ?? 0) + overhead;

/** Whether something failed only because nobody was waiting for it. */
export const abandoned = (error: unknown): boolean => error instanceof Abandoned;

import { type Change, type Range, rangesOf, sizeOf, within } from './touched.ts';

/** Which tile, as somebody sees it: what differs by view, scope, filter or day is a variant. */
export interface Key {
	layer: string;
	z: number;
	x: number;
	y: number;
	variant: string;
	/** Only a variant that is filtered changes with what tiles do not show. */
	filtered: boolean;
}

interface Entry<Value> {
	key: Key;
	value: Value;
	bytes: number;
}

const nameOf = ({ z, x, y }: Pick<Key, 'z' | 'x' | 'y'>): number => (z * 2 ** 17 + x) * 2 ** 17 + y;
/** A key as text. */
export const textOf = ({ layer, z, x, y, variant }: Key): string => `${layer}/${z}/${x}/${y}/${variant}`;
/** Above so many tiles that could show a change, those that are there are looked through instead. */
const many = 5000;

/** Values by tile, those used last kept within a limit of bytes; finds all that can show a change. */
export class Kept<Value> {
	readonly #limit: number;
	/** By use, the latest last. */
	readonly #entries = new Map<string, Entry<Value>>();
	/** The variants of each tile of a layer. */
	readonly #tiles = new Map<string, Map<number, Set<string>>>();
	#bytes = 0;

	constructor(limit: number) {
		this.#limit = limit;
	}

	get(key: Key): Value | undefined {
		const text = textOf(key);
		const entry = this.#entries.get(text);
		// While there is room enough, nobody needs to know what was used last.
		if (entry && this.#bytes > this.#limit / 2) {
			this.#entries.delete(text);
			this.#entries.set(text, entry);
		}
		return entry?.value;
	}

	set(key: Key, value: Value, bytes: number): void {
		const text = textOf(key);
		this.#delete(text);
		this.#entries.set(text, { key, value, bytes });
		this.#bytes += bytes;
		const tiles = this.#tiles.get(key.layer) ?? new Map<number, Set<string>>();
		this.#tiles.set(key.layer, tiles);
		tiles.set(nameOf(key), (tiles.get(nameOf(key)) ?? new Set()).add(text));
		for (const oldest of this.#entries.keys()) {
			if (this.#bytes <= this.#limit) return;
			this.#delete(oldest);
		}
	}

	/** Forgets the values for which a condition holds. */
	deleteWhere(test: (value: Value) => boolean): void {
		for (const [text, { value }] of this.#entries) if (test(value)) this.#delete(text);
	}

	/** Forgets what can show a change. */
	drop(change: Change): void {
		const tiles = this.#tiles.get(change.layer);
		if (!tiles) return;
		const ranges = rangesOf(change);
		for (const texts of ranges ? found(tiles, ranges) : [...tiles.values()]) {
			for (const text of texts) if (!change.filtered || this.#entries.get(text)?.key.filtered) this.#delete(text);
		}
	}

	clear(): void {
		this.#entries.clear();
		this.#tiles.clear();
		this.#bytes = 0;
	}

	#delete(text: string): void {
		const entry = this.#entries.get(text);
		if (!entry) return;
		this.#entries.delete(text);
		this.#bytes -= entry.bytes;
		const tiles = this.#tiles.get(entry.key.layer);
		const variants = tiles?.get(nameOf(entry.key));
		variants?.delete(text);
		if (variants?.size === 0) tiles?.delete(nameOf(entry.key));
	}
}

const tileOf = (name: number) => ({ z: Math.floor(name / 2 ** 34), x: Math.floor(name / 2 ** 17) % 2 ** 17, y: name % 2 ** 17 });

function found(tiles: ReadonlyMap<number, Set<string>>, ranges: readonly Range[]): Set<string>[] {
	if (sizeOf(ranges) > Math.min(many, tiles.size)) return [...tiles].filter(([name]) => within(ranges, tileOf(name))).map(([, texts]) => texts);
	return ranges.flatMap((range) => [...namesIn(range)].flatMap((name) => tiles.get(name) ?? []));
}

function* namesIn({ z, columns, rows }: Range): Generator<number> {
	for (let x = columns[0]; x <= columns[1]; x += 1) for (let y = rows[0]; y <= rows[1]; y += 1) yield nameOf({ z, x, y });
}

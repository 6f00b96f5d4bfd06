import type { SourceLayer, SourceRow } from '../index.ts';
import { chosenLayer } from './layers.ts';

/** A row and the layer it belongs to. */
export interface Layered {
	readonly layer: string;
	readonly row: SourceRow;
	/** Set where the row belongs to no layer, but says what was left out: the address of it. */
	readonly aside?: string;
}

/** Rows that are held back while no layer has shown a geometry. */
const heldBack = 20_000;

type Counted = { -readonly [name in keyof SourceLayer]: SourceLayer[name] } & { rows: number };

class Layers {
	readonly #layers = new Map<string, Counted>();

	count({ layer, row, aside }: Layered): void {
		if (aside !== undefined) return;
		const it = this.#layers.get(layer) ?? { name: layer, rows: 0, crs: null, geometry: null };
		this.#layers.set(layer, it);
		it.rows += 1;
		it.crs ??= row.crs ?? null;
		it.geometry ??= (row.geometry as { type?: string } | null | undefined)?.type ?? (row.problem === undefined ? null : 'unknown');
	}

	get all(): Counted[] {
		return [...this.#layers.values()];
	}

	get drawn(): Counted[] {
		return this.all.filter((it) => it.geometry !== null);
	}
}

/** The layers of a format in which only reading all of it tells what there is. */
export async function countedLayers(features: AsyncIterable<Layered>): Promise<SourceLayer[]> {
	const layers = new Layers();
	for await (const it of features) layers.count(it);
	return layers.all;
}

/** Whether a layer is the one that is named, or lies in it where layers are folders. */
function isUnder(layer: string, wanted: string): boolean {
	const [a, b] = [layer.toLowerCase(), wanted.trim().toLowerCase()];
	return a === b || a.startsWith(`${b}/`);
}

async function* rowsNamed(features: AsyncIterable<Layered>, wanted: string): AsyncGenerator<SourceRow> {
	const layers = new Layers();
	let found = false;
	for await (const it of features) {
		layers.count(it);
		const meant = isUnder(it.layer, wanted);
		found ||= meant;
		if (meant || it.aside !== undefined) yield it.row;
	}
	if (!found) chosenLayer(layers.all, wanted);
}

/** Takes rows as they come and lets those of the one layer through that turns out to be meant. */
class Sieve {
	readonly layers = new Layers();
	#held: Layered[] = [];
	#chosen: string | undefined;

	push(it: Layered): SourceRow[] {
		this.layers.count(it);
		if (this.#chosen !== undefined) return this.#chosen === it.layer || it.aside !== undefined ? [it.row] : [];
		this.#held.push(it);
		const chosen = this.layers.drawn[0] ?? (this.#held.length > heldBack ? this.layers.all[0] : undefined);
		return chosen ? this.#release(chosen.name) : [];
	}

	/** What is left at the end; refuses when several layers could have been meant. */
	end(): SourceRow[] {
		const { name } = chosenLayer(this.layers.all, undefined);
		return this.#chosen === undefined ? this.#release(name) : [];
	}

	#release(chosen: string): SourceRow[] {
		this.#chosen = chosen;
		const rows = this.#held.filter((it) => it.layer === chosen || it.aside !== undefined).map((it) => it.row);
		this.#held = [];
		return rows;
	}
}

/**
 * The rows of the layer that is meant, in one passage through a file that does not say beforehand which layers it holds. When none was named and
 * a second one with geometry turns up, nothing more is given, all is read to its end to know their names, and the file is refused.
 */
export async function* rowsOfOne(features: AsyncIterable<Layered>, wanted: string | undefined): AsyncGenerator<SourceRow> {
	if (wanted !== undefined) return yield* rowsNamed(features, wanted);
	const sieve = new Sieve();
	for await (const it of features) {
		const rows = sieve.push(it);
		if (sieve.layers.drawn.length <= 1) yield* rows;
	}
	yield* sieve.end();
}

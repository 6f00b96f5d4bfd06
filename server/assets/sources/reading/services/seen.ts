import type { SourceRow } from '../../index.ts';

/** A hash of 52 bits: a number that stands for a text without keeping it. */
function numberOf(text: string): number {
	let [a, b] = [0x811c9dc5, 0x9747b28c];
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		a = Math.imul(a ^ code, 0x01000193);
		b = Math.imul(b ^ code, 0x5bd1e995) ^ (b >>> 13);
	}
	return (a >>> 0) * 2 ** 20 + ((b >>> 0) & 0xfffff);
}

/** Which rows of a service have been given already: services that do not page as they were asked give the same ones again. */
export class Seen {
	readonly #known = new Set<number>();
	/** Rows that came a second time. */
	repeated = 0;

	/** How many different rows there have been. */
	get count(): number {
		return this.#known.size;
	}

	/** Whether a row is there for the first time. A row without an identifier is known by what it says. */
	isNew({ id, properties, geometry, wkt }: SourceRow): boolean {
		const number = numberOf(id === undefined ? JSON.stringify([properties, geometry, wkt]) : `#${id}`);
		if (this.#known.has(number)) {
			this.repeated += 1;
			return false;
		}
		this.#known.add(number);
		return true;
	}
}

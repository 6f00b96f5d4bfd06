/** Counts what is worth saying about a file, with the first place where each thing was seen. */
export class Notes {
	readonly #seen = new Map<string, { count: number; first: string }>();

	/** Notes a value of a column that was not taken as it stands. */
	value(column: string, what: string, { text, line }: { text: string; line: number }): void {
		const key = `${column}: ${what}`;
		const seen = this.#seen.get(key);
		if (seen) seen.count += 1;
		else this.#seen.set(key, { count: 1, first: `"${text.slice(0, 60)}" on line ${line}` });
	}

	/** One sentence a thing. */
	sentences(): string[] {
		return [...this.#seen].map(([what, { count, first }]) => `${what}; ${count === 1 ? 'once' : `${count} times`}, first ${first}`);
	}
}

import type { Asset } from './town/register.ts';

interface Line {
	count: number;
	km: number;
}

/** Counts what was written, and says so at the end. */
export class Summary {
	readonly #say: (line: string) => void;
	readonly #classes = new Map<string, Line>();
	readonly #rows = new Map<string, number>();
	readonly #began = performance.now();

	constructor(say: (line: string) => void) {
		this.#say = say;
	}

	assets(assets: readonly Asset[]): void {
		for (const { class: id, length } of assets) {
			const line = this.#classes.get(id) ?? { count: 0, km: 0 };
			line.count += 1;
			line.km += length / 1000;
			this.#classes.set(id, line);
		}
	}

	rows(table: string, count: number): void {
		this.#rows.set(table, (this.#rows.get(table) ?? 0) + count);
	}

	/** Says how far it is. */
	step(words: string): void {
		this.#say(`${words} (${this.#seconds()} s)`);
	}

	#seconds = (): string => ((performance.now() - this.#began) / 1000).toFixed(1);

	print(): void {
		const figure = (n: number): string => Math.round(n).toLocaleString('en').padStart(11);
		for (const [id, { count, km }] of [...this.#classes].sort()) {
			this.#say(`${id.padEnd(22)}${figure(count)}${km > 0 ? `${figure(km)} km` : ''}`);
		}
		for (const table of ['asset', 'place', 'fault', 'report', 'work_order', 'event']) {
			this.#say(`${`${table}s`.replace('_', ' ').padEnd(22)}${figure(this.#rows.get(table) ?? 0)}`);
		}
		this.#say(`The demo town stands (${this.#seconds()} s).`);
	}
}

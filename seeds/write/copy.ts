import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Rows in the text format of COPY. They are kept as bytes, of which the memory of a million lines is not made to care. */
export class Rows {
	#text = '';
	#pending = 0;
	#count = 0;
	readonly #chunks: Buffer[] = [];

	static of(lines: Iterable<string>): Rows {
		const rows = new Rows();
		for (const line of lines) {
			rows.add(line);
		}
		return rows;
	}

	add(line: string): void {
		this.#text += line;
		this.#count += 1;
		this.#pending += 1;
		if (this.#pending === 250) {
			this.#press();
		}
	}

	#press(): void {
		if (this.#pending > 0) {
			this.#chunks.push(Buffer.from(this.#text));
			this.#text = '';
			this.#pending = 0;
		}
	}

	get count(): number {
		return this.#count;
	}

	/** All lines, a few hundred a piece. */
	chunks(): readonly Buffer[] {
		this.#press();
		return this.#chunks;
	}
}

/** Rows of one table. */
export interface Table {
	readonly name: string;
	readonly columns: readonly string[];
	readonly rows: Rows;
}

/** So many pieces go in one COPY: the embedded database keeps each whole in memory. */
const BATCH = 40;

/** Writes rows by COPY, in the transaction of the connection; returns how many. */
export async function copy(client: Client, { name, columns, rows }: Table): Promise<number> {
	const chunks = rows.chunks();
	for (let i = 0; i < chunks.length; i += BATCH) {
		const stream = client.query(copyFrom(`copy ${name} (${columns.join(', ')}) from stdin`));
		await pipeline(Readable.from(chunks.slice(i, i + BATCH)), stream);
	}
	return rows.count;
}

interface Index {
	readonly name: string;
	readonly definition: string;
}

/** Takes the plain indexes of tables away while much is written, and says how to put them back: one sorted pass is faster than a million insertions. */
export async function withoutIndexes(client: Client, tables: readonly string[], write: () => Promise<void>): Promise<void> {
	const { rows } = await client.query<Index>(
		`select pg_class.relname as name, pg_get_indexdef(pg_index.indexrelid) as definition
		 from pg_index
		 join pg_class on pg_class.oid = pg_index.indexrelid
		 where pg_index.indrelid = any ($1::regclass[]) and not pg_index.indisunique and not pg_index.indisprimary and not pg_index.indisexclusion`,
		[tables],
	);
	for (const { name } of rows) {
		await client.query(`drop index "${name}"`);
	}
	await write();
	for (const { definition } of rows) {
		await client.query(definition);
	}
}

/** Sets the counters of tables whose ids were given, so that the next row follows. */
export async function followIds(client: Client, tables: readonly string[]): Promise<void> {
	for (const table of tables) {
		await client.query(`select setval(pg_get_serial_sequence('${table}', 'id'), (select coalesce(max(id), 0) + 1 from ${table}), false)`);
	}
}

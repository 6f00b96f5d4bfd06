import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from } from 'pg-copy-streams';
import type { Staged } from './staged.ts';

/** Characters sent in one COPY: the embedded database holds a whole COPY in memory before it runs. */
const chunkLength = 4 * 1024 * 1024;

const marks: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string): string => (/[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (it) => marks[it] ?? it) : text);
const field = (text: string | null): string => (text === null ? '\\N' : escaped(text));

const lineOf = (row: number, it: Staged): string =>
	`${row}\t${it.line}\t${escaped(it.key)}\t${it.hex ?? '\\N'}\t${field(it.reason)}\t${field(it.repairs.join('; ') || null)}\t${escaped(JSON.stringify(it.fields))}\t${escaped(JSON.stringify(it.attributes))}\n`;

async function send(client: Client, table: string, lines: readonly string[]): Promise<void> {
	if (lines.length === 0) return;
	await pipeline(
		Readable.from([Buffer.from(lines.join(''))]),
		client.query(from(`copy ${table} (row, line, key, geom, reason, repair, fields, attributes) from stdin`)),
	);
}

/** Copies rows into a staging table, piece by piece, as fast as they are read; says how many there were. */
export async function copyRows(
	client: Client,
	{ table, rows, progress }: { table: string; rows: AsyncIterable<Staged>; progress: (count: number) => void },
): Promise<number> {
	let lines: string[] = [];
	let length = 0;
	let count = 0;
	for await (const staged of rows) {
		count += 1;
		const text = lineOf(count, staged);
		lines.push(text);
		length += text.length;
		if (length < chunkLength) continue;
		await send(client, table, lines);
		[lines, length] = [[], 0];
		progress(count);
	}
	await send(client, table, lines);
	return count;
}

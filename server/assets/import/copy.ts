import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from } from 'pg-copy-streams';
import { type RegisterField, registerFields } from './said.ts';
import type { Staged } from './staged.ts';

/** Characters sent in one COPY: the embedded database holds a whole COPY in memory before it runs. */
const chunkLength = 4 * 1024 * 1024;

const marks: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string): string => (/[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (it) => marks[it] ?? it) : text);
const field = (text: string | null): string => (text === null ? '\\N' : escaped(text));

/** One row of the staging table in the text format of COPY. */
function lineOf(row: number, { register: it, ...staged }: Staged): string {
	const text = (name: RegisterField): string => {
		const value = it[name];
		return value === null || value === undefined ? '\\N' : typeof value === 'number' ? String(value) : escaped(value);
	};
	return `${row}\t${staged.line}\t${escaped(staged.key)}\t${staged.spoken ?? '\\N'}\t${staged.hex ?? '\\N'}\t${field(staged.reason)}\t${field(staged.repairs.length ? staged.repairs.join('; ') : null)}\t${staged.said}\t${registerFields.map(text).join('\t')}\t${escaped(JSON.stringify(staged.attributes))}\n`;
}

async function send(client: Client, table: string, lines: readonly string[]): Promise<void> {
	if (lines.length === 0) return;
	await pipeline(
		Readable.from([Buffer.from(lines.join(''))]),
		client.query(from(`copy ${table} (row, line, key, spoken, geom, reason, repair, said, ${registerFields.join(', ')}, attributes) from stdin`)),
	);
}

/** Copies rows into a staging table, piece by piece, as fast as they are read; says how many there were. */
export async function copyRows(
	client: Client,
	{ table, rows, progress }: { table: string; rows: AsyncIterable<Staged>; progress: (count: number) => void | Promise<void> },
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
		await progress(count);
	}
	await send(client, table, lines);
	return count;
}

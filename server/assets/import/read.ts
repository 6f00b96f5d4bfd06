import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { readShelf } from '../../platform/shelf.ts';
import { type ReadOptions, type Source, SourceError, type SourceRow } from '../sources/index.ts';

const headBytes = 64 * 1024;
/** Rows that are looked at before columns are matched. */
const sampled = 500;

const sources = await readShelf<Source>(new URL('../sources/', import.meta.url));

/** A file that has begun to be read: its format, its first rows, and all its rows, these included. */
export interface Opened {
	source: Source;
	sample: readonly SourceRow[];
	rows: AsyncIterable<SourceRow>;
}

async function headOf(path: string): Promise<Buffer> {
	const file = await open(path).catch((error: NodeJS.ErrnoException) => {
		throw new SourceError(error.code === 'ENOENT' ? `there is no file ${path}` : `${path} cannot be opened (${error.code})`);
	});
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
		return buffer.subarray(0, bytesRead);
	} catch (error) {
		throw new SourceError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
	} finally {
		await file.close();
	}
}

async function* joined(first: readonly SourceRow[], rest: AsyncIterator<SourceRow>): AsyncGenerator<SourceRow> {
	try {
		yield* first;
		for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
	} finally {
		await rest.return?.();
	}
}

/** Finds the format that accepts a file and reads its first rows. */
export async function openFile(path: string, options: ReadOptions): Promise<Opened> {
	const head = await headOf(path);
	if (head.length === 0) throw new SourceError(`${path} is empty`);
	const source = sources.find((it) => it.accepts(basename(path), head));
	if (!source) throw new SourceError(`${basename(path)} is in none of the known formats: ${sources.map((it) => it.title).join(', ')}`);
	const rows = source.read(path, options)[Symbol.asyncIterator]();
	const sample: SourceRow[] = [];
	for (let next = await rows.next(); !next.done; next = await rows.next()) {
		if (sample.push(next.value) === sampled) break;
	}
	if (sample.length === 0) throw new SourceError(`${path} holds no rows`);
	return { source, sample, rows: joined(sample, rows) };
}

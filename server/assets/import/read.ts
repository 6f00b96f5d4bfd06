import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { fetcher } from '../../platform/fetch.ts';
import { allowedAddress } from '../../platform/forbidden-addresses.ts';
import { readShelf } from '../../platform/shelf.ts';
import { type Getter, type ReadOptions, type Source, SourceError, type SourceLayer, type SourceRow } from '../sources/index.ts';

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

/** The rows that were looked at already, then the rest. No generator: for a million rows its detour through promises takes a second. */
function joined(first: readonly SourceRow[], rest: AsyncIterator<SourceRow>): AsyncIterable<SourceRow> {
	const seen = [...first];
	seen.reverse();
	const next = (): Promise<IteratorResult<SourceRow>> => {
		const value = seen.pop();
		return value ? Promise.resolve({ value, done: false }) : rest.next();
	};
	const end = async (): Promise<IteratorResult<SourceRow>> => {
		await rest.return?.();
		return { value: undefined, done: true };
	};
	return { [Symbol.asyncIterator]: () => ({ next, return: end }) };
}

/** Whether a source is named by an address, not by a file. */
export const isAddress = (path: string): boolean => /^[a-z][a-z0-9+.-]+:\/\//i.test(path);

/** What a source may be called where others read it: of a file its name, of an address neither user nor query, which may hold secrets. */
export function nameOf(path: string): string {
	if (!isAddress(path)) return basename(path);
	if (!URL.canParse(path)) return 'an address';
	const { host, pathname, searchParams } = new URL(path);
	const table = searchParams.get('table');
	return `${host}${pathname}${table === null ? '' : ` ${table}`}`;
}

/** Asks services, within limits and never where machines keep their secrets. */
export const ask: Getter = fetcher();

const ways = (given: ReadOptions): ReadOptions => ({ ...given, get: given.get ?? ask, hostOf: given.hostOf ?? allowedAddress });

function serviceOf(address: string): Source {
	const services = sources.filter((it) => it.kind === 'service');
	const source = services.find((it) => it.accepts(address, Buffer.alloc(0)));
	if (source) return source;
	throw new SourceError(`this is the address of none of the known services: ${services.map((it) => it.title).join(', ') || 'there are none'}`);
}

async function fileSourceOf(path: string): Promise<Source> {
	const head = await headOf(path);
	if (head.length === 0) throw new SourceError(`${path} is empty`);
	const files = sources.filter((it) => it.kind !== 'service');
	const source = files.find((it) => it.accepts(basename(path), head));
	if (source) return source;
	throw new SourceError(`${basename(path)} is in none of the known formats: ${files.map((it) => it.title).join(', ')}`);
}

/** Finds the source that accepts a file or an address. */
const sourceOf = async (path: string): Promise<Source> => (isAddress(path) ? serviceOf(path) : fileSourceOf(path));

/** The layers that a file or service holds; null where its format knows of none, which is as good as one. */
export async function layersOf(path: string, options: ReadOptions = {}): Promise<SourceLayer[] | null> {
	const source = await sourceOf(path);
	return (await source.layers?.(path, ways(options))) ?? null;
}

/** Finds the source that accepts a file or an address and reads its first rows. */
export async function openFile(path: string, options: ReadOptions): Promise<Opened> {
	const source = await sourceOf(path);
	const rows = source.read(path, ways(options))[Symbol.asyncIterator]();
	const sample: SourceRow[] = [];
	for (let next = await rows.next(); !next.done; next = await rows.next()) {
		const { wkb } = next.value;
		if (sample.push(wkb ? { ...next.value, wkb: Uint8Array.from(wkb) } : next.value) === sampled) break;
	}
	if (sample.length === 0) throw new SourceError(`${isAddress(path) ? 'it' : path} holds no rows`);
	return { source, sample, rows: joined(sample, rows) };
}

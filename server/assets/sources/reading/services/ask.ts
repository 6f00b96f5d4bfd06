import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { type Getter, type ReadOptions, SourceError } from '../../index.ts';

/** How often an answer that breaks off in the middle is asked for. */
const tries = 3;
const pause = 300;
/** The largest answer that is held in memory as a whole, bytes. */
const largest = 64 * 1024 * 1024;
const chunkBytes = 256 * 1024;
/** Of each end of an answer this much is looked at for what is said of the whole. */
const edge = 64 * 1024;

/** A question to a service. */
export interface Question {
	readonly url: URL;
	readonly headers?: Record<string, string>;
	/** Fields of a form: sent in a POST. */
	readonly form?: URLSearchParams;
}

/** A service, and how it is asked. */
export interface Service {
	readonly get: Getter;
	/** The address as it was named, without user and password. */
	readonly address: URL;
	readonly headers: Readonly<Record<string, string>>;
	/** What may be said of the address: neither user nor query, which may hold secrets. */
	readonly name: string;
}

/** A part of an address as it was meant. */
export function plain(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

/** Takes an address apart. User and password become a header, so that they stand in no address that is told to anybody. */
export function serviceAt(address: string, { get }: ReadOptions): Service {
	if (!get) throw new SourceError('services cannot be asked from here');
	if (!URL.canParse(address)) throw new SourceError('this is no address');
	const url = new URL(address);
	const [user, password] = [plain(url.username), plain(url.password)];
	[url.username, url.password, url.hash] = ['', '', ''];
	const headers: Record<string, string> = user || password ? { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` } : {};
	return { get, address: url, headers, name: `${url.host}${url.pathname}` };
}

const broken = ({ name }: Service, why: string): SourceError => new SourceError(`${name}: ${why}`);

/** Asks, and refuses what is no answer. */
async function answerOf(service: Service, { url, headers, form }: Question): Promise<Response> {
	// what was given for one host is told to no other
	const own = url.origin === service.address.origin ? service.headers : {};
	const posted = form && { method: 'POST', body: form.toString() };
	const type = form && { 'content-type': 'application/x-www-form-urlencoded' };
	const response = await service.get(url.href, { ...posted, headers: { ...own, ...headers, ...type } }).catch((error: Error) => {
		throw broken(service, error.message);
	});
	if (response.status === 401 || response.status === 403)
		throw broken(service, `it wants a user and password, or a key, that may read it (${response.status})`);
	if (!response.ok) {
		await response.body?.cancel();
		throw broken(service, `it answers with an error (${response.status})`);
	}
	return response;
}

/** Asks and takes the answer to its end; one that breaks off in the middle is asked for again. */
async function whole<T>(service: Service, question: Question, take: (response: Response) => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		const response = await answerOf(service, question);
		try {
			return await take(response);
		} catch (error) {
			if (error instanceof SourceError) throw error;
			if (attempt >= tries) throw broken(service, `its answer breaks off: ${(error as Error).message}`);
			await wait(pause * attempt);
		}
	}
}

async function bytesOf(service: Service, response: Response): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of response.body ?? []) {
		length += chunk.length;
		if (length > largest) throw broken(service, `its answer is longer than ${largest / 1024 / 1024} MB`);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

const isRecord = (it: unknown): it is Record<string, unknown> => typeof it === 'object' && it !== null && !Array.isArray(it);

/** An answer in JSON that is an object, with its headers. */
export async function askJson(service: Service, question: Question): Promise<{ body: Record<string, unknown>; headers: Headers }> {
	const { bytes, headers } = await whole(service, question, async (response) => ({ bytes: await bytesOf(service, response), headers: response.headers }));
	const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
	if (/^\s*</.test(text)) throw broken(service, 'it answers with a page, not with data');
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		throw broken(service, 'its answer is not the JSON it should be');
	}
	if (!isRecord(body)) throw broken(service, 'its answer is not a JSON object');
	return { body, headers };
}

/** An answer that has been put into a file, to be read piece by piece. */
export interface Kept {
	readonly chunks: () => AsyncIterable<Buffer>;
	/** Its first and last letters. */
	readonly head: string;
	readonly tail: string;
	readonly type: string;
}

async function edges(path: string): Promise<{ head: string; tail: string }> {
	const file = await open(path);
	try {
		const { size } = await file.stat();
		const head = await file.read(Buffer.alloc(edge), 0, edge, 0);
		const tail = await file.read(Buffer.alloc(edge), 0, edge, Math.max(0, size - edge));
		return { head: head.buffer.toString('utf8', 0, head.bytesRead), tail: tail.buffer.toString('utf8', 0, tail.bytesRead) };
	} finally {
		await file.close();
	}
}

/** Asks for an answer of any length, keeps it in a file for as long as it is read, and takes that away. */
export async function* keeping<T>(service: Service, question: Question, read: (kept: Kept) => AsyncIterable<T>): AsyncGenerator<T> {
	const folder = await mkdtemp(join(tmpdir(), 'faultline-answer-'));
	try {
		const path = join(folder, 'answer');
		const type = await whole(service, question, async (response) => {
			await pipeline(Readable.fromWeb((response.body ?? new Blob([]).stream()) as never), createWriteStream(path));
			return response.headers.get('content-type') ?? '';
		});
		yield* read({ chunks: () => createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>, ...(await edges(path)), type });
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** A query parameter, whatever the case of its name. */
export const parameterOf = (url: URL, name: string): string | undefined =>
	[...url.searchParams].find(([it]) => it.toLowerCase() === name.toLowerCase())?.[1] || undefined;

/** An address with other parameters: those of the same name, in any case, are replaced; undefined takes one away. */
export function withParameters(url: URL, parameters: Readonly<Record<string, string | number | undefined>>): URL {
	const made = new URL(url);
	const names = Object.keys(parameters).map((it) => it.toLowerCase());
	for (const name of [...made.searchParams.keys()]) if (names.includes(name.toLowerCase())) made.searchParams.delete(name);
	for (const [name, value] of Object.entries(parameters)) if (value !== undefined) made.searchParams.set(name, String(value));
	return made;
}

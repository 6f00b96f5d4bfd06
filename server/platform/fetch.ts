import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { PassThrough, pipeline, type Readable, Transform } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { setTimeout as wait } from 'node:timers/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { ForbiddenAddress, guardedLookup, mustBeAllowed } from './forbidden-addresses.ts';

/** What is asked of somebody else's server. */
export interface Asked {
	method?: string;
	headers?: Record<string, string>;
	body?: string;
	signal?: AbortSignal;
}

export interface FetchLimits {
	/** Silence after which a connection is given up, ms. */
	readonly silence: number;
	/** Time for a whole answer, ms. */
	readonly whole: number;
	/** Bytes of one answer, after unpacking. */
	readonly bytes: number;
	/** How often a request is sent that may yet succeed. */
	readonly tries: number;
	/** First wait between two tries, ms; doubled each time. */
	readonly pause: number;
	/** How often it is followed where an answer points elsewhere; 0: such an answer is the answer. */
	readonly redirects: number;
}

const usual: FetchLimits = { silence: 60_000, whole: 15 * 60_000, bytes: 2 * 1024 ** 3, tries: 5, pause: 500, redirects: 5 };
const longestPause = 30_000;
/** Statuses after which the same question may yet be answered. */
const passing = new Set([408, 425, 429, 500, 502, 503, 504]);
const passingErrors = new Set(['ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Why a server could not be asked, in a sentence without addresses or what they hold: those may hold secrets. */
export class FetchError extends Error {}

const sentences: Readonly<Record<string, string>> = {
	ENOTFOUND: 'there is no host of this name',
	EAI_AGAIN: 'the name of the host cannot be looked up just now',
	ECONNREFUSED: 'nothing answers there',
	ECONNRESET: 'the connection was cut off',
	EPIPE: 'the connection was cut off',
	ETIMEDOUT: 'no answer came in time',
	EHOSTUNREACH: 'there is no way to the host',
	ENETUNREACH: 'there is no way to the host',
};

/** An error of a connection as a sentence. */
function told(error: unknown): Error {
	const { code = '', name } = error as { code?: string; name?: string };
	if (error instanceof FetchError || error instanceof ForbiddenAddress) return error;
	if (name === 'AbortError' || name === 'TimeoutError') return new FetchError(sentences['ETIMEDOUT']);
	if (/CERT|SSL|TLS|ERR_TLS|UNABLE_TO/.test(code)) return new FetchError(`its certificate cannot be trusted (${code})`);
	return new FetchError(sentences[code] ?? `it cannot be asked (${code || 'the connection failed'})`, { cause: { code } });
}

const unpackers: Readonly<Record<string, () => Transform>> = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };

/** Lets so many bytes through and breaks off at the next. */
function measured(most: number): Transform {
	let bytes = 0;
	return new Transform({
		transform(chunk: Buffer, _encoding, done) {
			bytes += chunk.length;
			if (bytes > most) done(new FetchError(`its answer is longer than ${Math.floor(most / 1024 / 1024)} MB`));
			else done(null, chunk);
		},
	});
}

function bodyOf(message: IncomingMessage, limits: FetchLimits): Readable {
	const unpacker = unpackers[(message.headers['content-encoding'] ?? '').trim().toLowerCase()];
	return pipeline([message, unpacker?.() ?? new PassThrough(), measured(limits.bytes)], () => undefined) as unknown as Readable;
}

/** The readable of a web response; an error on the way is told in a sentence. */
function webStream(body: Readable): ReadableStream<Uint8Array> {
	const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
	return new ReadableStream<Uint8Array>({
		async pull(controller) {
			try {
				const next = await chunks.next();
				if (next.done) controller.close();
				else controller.enqueue(next.value);
			} catch (error) {
				controller.error(told(error));
			}
		},
		cancel() {
			body.destroy();
		},
	});
}

function responseOf(message: IncomingMessage, limits: FetchLimits): Response {
	const headers = new Headers();
	for (const [name, value] of Object.entries(message.headers))
		if (value !== undefined && !/^(content-(encoding|length)|set-cookie)$/.test(name)) headers.set(name, [value].flat().join(', '));
	const status = message.statusCode ?? 502;
	if (status === 204 || status === 304) {
		message.resume();
		return new Response(null, { status, headers });
	}
	return new Response(webStream(bodyOf(message, limits)) as ConstructorParameters<typeof Response>[0], {
		status: status < 200 || status > 599 ? 502 : status,
		headers,
	});
}

/** One request over a connection of its own, without following where it points. */
function send(url: URL, asked: Asked, limits: FetchLimits): Promise<IncomingMessage> {
	if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new FetchError(`${url.protocol} is no protocol that is asked`);
	mustBeAllowed(url.hostname);
	const signals = [AbortSignal.timeout(limits.whole), ...(asked.signal ? [asked.signal] : [])];
	const ask: typeof requestPlain = url.protocol === 'https:' ? requestSecure : requestPlain;
	return new Promise((resolve, reject) => {
		const request = ask(url, {
			method: asked.method ?? 'GET',
			headers: { 'accept-encoding': 'gzip, deflate, br', 'user-agent': 'Faultline', ...asked.headers },
			lookup: guardedLookup,
			signal: AbortSignal.any(signals),
			timeout: limits.silence,
		});
		request.on('timeout', () => request.destroy(Object.assign(new Error('silent'), { code: 'ETIMEDOUT' })));
		request.on('response', resolve);
		request.on('error', reject);
		request.end(asked.body);
	});
}

/** Where an answer points to, and how to ask there: credentials are for the host they were meant for. */
function redirected(from: URL, message: IncomingMessage, asked: Asked): { url: URL; asked: Asked } | undefined {
	const status = message.statusCode ?? 0;
	const location = message.headers.location;
	if (![301, 302, 303, 307, 308].includes(status) || location === undefined || !URL.canParse(location, from.href)) return undefined;
	const url = new URL(location, from);
	const { authorization, Authorization, ...others } = asked.headers ?? {};
	const headers = url.origin === from.origin ? { ...asked.headers } : others;
	if (status === 307 || status === 308) return { url, asked: { ...asked, headers } };
	return { url, asked: { ...(asked.signal && { signal: asked.signal }), headers } };
}

async function follow(start: string, first: Asked, limits: FetchLimits): Promise<Response> {
	if (!URL.canParse(start)) throw new FetchError('this is no address');
	let url = new URL(start);
	let asked = first;
	for (let hops = 0; hops <= limits.redirects; hops++) {
		const message = await send(url, asked, limits);
		const next = redirected(url, message, asked);
		if (!next || limits.redirects === 0) return responseOf(message, limits);
		message.resume();
		({ url, asked } = next);
	}
	throw new FetchError(`it points from one address to the next, more than ${limits.redirects} times`);
}

/** How long to wait before the next try: as the server asks, else longer each time. */
function pauseOf(response: Response | undefined, attempt: number, limits: FetchLimits): number {
	const asked = response?.headers.get('retry-after');
	const seconds = asked && /^\d+$/.test(asked) ? Number(asked) : asked ? (Date.parse(asked) - Date.now()) / 1000 : Number.NaN;
	const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : limits.pause * 2 ** attempt * (0.75 + Math.random() / 2);
	return Math.min(longestPause, Math.max(0, milliseconds));
}

const mayPass = (error: unknown): boolean => passingErrors.has((error as { code?: string }).code ?? '') || (error as Error).message === 'socket hang up';

/** One try: the answer, or what went wrong, and whether another try may do better. */
async function attempted(url: string, asked: Asked, limits: FetchLimits): Promise<{ response?: Response; error?: unknown; again: boolean }> {
	try {
		const response = await follow(url, asked, limits);
		return { response, again: passing.has(response.status) };
	} catch (error) {
		return { error, again: mayPass(error) && !asked.signal?.aborted };
	}
}

/**
 * Makes a way to ask other people's servers politely and safely: bounded in time, size, redirects and tries, with longer and longer pauses when they
 * are busy, and never where machines keep their secrets. Whatever fails is a FetchError whose sentence may be shown and logged.
 */
export function fetcher(given: Partial<FetchLimits> = {}): (url: string, asked?: Asked) => Promise<Response> {
	const limits = { ...usual, ...given };
	return async (url, asked = {}) => {
		for (let attempt = 1; ; attempt++) {
			const { response, error, again } = await attempted(url, asked, limits);
			if (!again || attempt >= limits.tries) {
				if (response) return response;
				throw told(error);
			}
			await response?.body?.cancel();
			await wait(pauseOf(response, attempt - 1, limits));
		}
	};
}

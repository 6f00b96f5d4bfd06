import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

/** A question as a fake server sees it: query and form together, by their names in small letters. */
export interface Heard {
	readonly url: URL;
	readonly method: string;
	readonly headers: IncomingMessage['headers'];
	readonly words: Readonly<Record<string, string>>;
}

export interface Said {
	readonly status?: number;
	readonly type?: string;
	readonly headers?: Record<string, string>;
	readonly body?: string | object;
	/** Breaks the connection off after so many letters of the body. */
	readonly cut?: number;
	/** Says nothing for so long, ms. */
	readonly after?: number;
}

/** Somebody else's server, written in a test. What was asked of it is kept. */
export interface Fake {
	/** The address of a path. */
	at: (path: string) => string;
	heard: Heard[];
	/** What it says from now on. */
	says: (answer: (heard: Heard) => Said) => void;
}

async function hear(request: IncomingMessage): Promise<Heard> {
	let body = '';
	for await (const chunk of request) body += chunk;
	const url = new URL(request.url ?? '/', 'http://fake');
	const words = Object.fromEntries([...url.searchParams, ...new URLSearchParams(body)].map(([name, value]) => [name.toLowerCase(), value]));
	return { url, method: request.method ?? '', headers: request.headers, words };
}

async function say(response: ServerResponse, { status = 200, type, headers = {}, body = '', cut, after = 0 }: Said): Promise<void> {
	if (after > 0) await new Promise((resolve) => setTimeout(resolve, after));
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	response.writeHead(status, { 'content-type': type ?? (typeof body === 'string' ? 'text/xml' : 'application/json'), ...headers });
	if (cut === undefined) response.end(text);
	else response.write(text.slice(0, cut), () => response.destroy());
}

/** Begins a fake server for the tests of one file. */
export function fake(): Fake {
	let answer: (heard: Heard) => Said = () => ({ status: 404 });
	let base = '';
	const it: Fake = {
		at: (path) => base + path,
		heard: [],
		says: (other) => {
			answer = other;
			it.heard.length = 0;
		},
	};
	const server = createServer((request, response) => {
		void hear(request).then((heard) => {
			it.heard.push(heard);
			return say(response, answer(heard));
		});
	});
	beforeAll(async () => {
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});
	return it;
}

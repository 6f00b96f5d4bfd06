import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { createApp } from '../../server/app.ts';
import { settings } from '../../server/platform/config.ts';

export interface Answer<T = Record<string, unknown>> {
	status: number;
	headers: Headers;
	body: T;
}

/** A server over a database handle (or a test's transaction), and how to ask it. Cookies are kept between calls. */
export interface Asked {
	url: string;
	/** Where its files are. */
	directory: string;
	ask: <T = Record<string, never>>(method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer<T>>;
	/** Reads again what every request knows of the municipality, as a server does that hears that it has changed. */
	reload: () => Promise<unknown>;
	close: () => Promise<void>;
}

/** Serves the whole application for a test; nobody is held to limits unless it says so. */
export async function serving(db: Knex, { rateLimit = 0 } = {}): Promise<Asked> {
	const dataDirectory = mkdtempSync(join(tmpdir(), 'faultline-files-'));
	const running = await createApp({ db, settings: { ...settings, dataDirectory, rateLimit, sessionSecret: 'a secret for tests that is long enough' } });
	const http = createServer(running.app).listen(0, '127.0.0.1');
	await new Promise((resolve) => http.once('listening', resolve));
	const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
	let cookie = '';
	const ask: Asked['ask'] = async (method, path, body, headers = {}) => {
		const response = await fetch(url + path, { method, ...bodyOf(body, { ...(cookie && { cookie }), ...headers }) });
		const set = response.headers.getSetCookie().map((it) => it.split(';')[0]);
		if (set.length) cookie = set.join('; ');
		const type = response.headers.get('content-type') ?? '';
		// Read as text, the bytes of a document would be others.
		const text = type.includes('pdf') ? Buffer.from(await response.arrayBuffer()).toString('latin1') : await response.text();
		return { status: response.status, headers: response.headers, body: type.includes('json') ? JSON.parse(text) : text };
	};
	const close = async (): Promise<void> => {
		await new Promise((resolve) => {
			http.close(resolve);
			http.closeAllConnections();
		});
		await running.close();
		rmSync(dataDirectory, { recursive: true, force: true });
	};
	return { url, directory: dataDirectory, ask, reload: running.reload, close };
}

/** JSON for objects, text as it stands, forms as forms. */
function bodyOf(body: unknown, headers: Record<string, string>): RequestInit {
	if (body === undefined) return { headers };
	if (body instanceof FormData) return { headers, body };
	return { headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

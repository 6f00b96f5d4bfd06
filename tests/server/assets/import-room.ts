import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createApp } from '../../../server/app.ts';
import type { ImportRequest } from '../../../server/assets/import/contract.ts';
import { type ImportMeans, importOnce } from '../../../server/assets/import/job.ts';
import { addPerson } from '../../../server/auth/index.ts';
import { secret, settings } from '../../../server/platform/config.ts';
import type { Database } from '../../../server/platform/db/index.ts';

const password = 'a long enough password';

export interface Told<T> {
	status: number;
	body: T;
}

/** The import room of a served register: an officer who is signed in, and the worker's hand. */
export interface Room {
	ask: <T = ImportRequest>(way: string, body?: unknown, headers?: Record<string, string>) => Promise<Told<T>>;
	/** Works on all that waits. */
	work: () => Promise<void>;
	/** Sends a file whole and has it read; answers with the request as it stands then. */
	read: (name: string, content: string, more: object) => Promise<ImportRequest>;
	means: ImportMeans;
	close: () => Promise<void>;
}

/** Serves a database of one's own and signs an officer in. */
export async function openRoom(database: Database): Promise<Room> {
	const directory = mkdtempSync(join(tmpdir(), 'faultline-room-'));
	const db = database.knex;
	const running = await createApp({ db, settings: { ...settings, dataDirectory: directory, rateLimit: 0 } });
	const http = createServer(running.app).listen(0, '127.0.0.1');
	await new Promise((resolve) => http.once('listening', resolve));
	const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
	const means: ImportMeans = { knex: db, connection: database.connection, directory, secret: secret(directory), maintain: async () => undefined };
	let cookie = '';
	const ask: Room['ask'] = async (way, body, headers = {}) => {
		const [method = '', path = ''] = way.split(' ');
		const response = await fetch(url + path, { method, ...contentOf(body, { cookie, ...headers }) });
		const set = response.headers.getSetCookie().map((it) => it.split(';')[0]);
		if (set.length) cookie = set.join('; ');
		const text = await response.text();
		return { status: response.status, body: response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text };
	};
	const work = async (): Promise<void> => {
		while (await importOnce(means));
	};
	await addPerson(db, { email: 'officer@example.org', name: 'The officer', password, language: 'en', roles: [{ role: 'gis-officer' }] });
	expect((await ask('POST /api/session', { email: 'officer@example.org', password })).status).toBe(200);
	const read: Room['read'] = async (name, content, more) => {
		const bytes = Buffer.from(content);
		const begun = await ask('POST /api/register/imports', { name, size: bytes.length });
		expect(begun.status).toBe(200);
		const { code } = begun.body;
		expect((await ask(`PUT /api/register/imports/${code}/content?offset=0`, piece(bytes))).body).toEqual({ received: bytes.length });
		expect((await ask(`POST /api/register/imports/${code}/read`, more)).status).toBe(200);
		await work();
		return (await ask(`GET /api/register/imports/${code}`)).body;
	};
	const close = async (): Promise<void> => {
		await new Promise((resolve) => {
			http.close(resolve);
			http.closeAllConnections();
		});
		await running.close();
		rmSync(directory, { recursive: true, force: true });
	};
	return { ask, work, read, means, close };
}

function contentOf(body: unknown, headers: Record<string, string>): RequestInit {
	if (body === undefined) return { headers };
	return body instanceof FormData ? { body, headers } : { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } };
}

/** A piece of a file as a browser sends it. */
export function piece(bytes: Uint8Array<ArrayBuffer> | Buffer<ArrayBuffer>): FormData {
	const form = new FormData();
	form.set('content', new Blob([bytes]), 'content');
	return form;
}

import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import compression from 'compression';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendJson } from '../../../server/platform/send-json.ts';

const bodies: Readonly<Record<string, unknown>> = {
	small: { ok: true },
	middling: { words: 'Umngxuma endleleni. '.repeat(500) },
	large: { words: 'Slaggat in die pad. '.repeat(20_000) },
};

const app = express()
	.use(compression())
	.get('/:which', (request, response) => sendJson(request, response, bodies[request.params.which]));
const listening = app.listen(0, '127.0.0.1');

beforeAll(async () => {
	if (!listening.listening) await new Promise((resolve) => listening.once('listening', resolve));
});
afterAll(() => listening.close());

const ask = (which: string, headers: Record<string, string>): Promise<{ message: IncomingMessage; bytes: Buffer }> =>
	new Promise((resolve, reject) => {
		const { port } = listening.address() as AddressInfo;
		get({ port, path: `/${which}`, headers }, async (message) => {
			const pieces: Buffer[] = [];
			for await (const piece of message) pieces.push(piece);
			resolve({ message, bytes: Buffer.concat(pieces) });
		}).on('error', reject);
	});

describe('an answer in JSON', () => {
	test.each(['middling', 'large'])('comes packed to whoever takes it so, once (%s)', async (which) => {
		const { message, bytes } = await ask(which, { 'accept-encoding': 'gzip' });
		expect(message.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'application/json; charset=utf-8' });
		expect(message.headers.vary?.toLowerCase()).toContain('accept-encoding');
		expect(JSON.parse(gunzipSync(bytes).toString())).toEqual(bodies[which]);
	});

	test.each(['small', 'middling', 'large'])('comes as it is to everybody else (%s)', async (which) => {
		const { message, bytes } = await ask(which, { 'accept-encoding': 'identity' });
		expect(message.headers['content-encoding']).toBeUndefined();
		expect(JSON.parse(bytes.toString())).toEqual(bodies[which]);
	});

	test('is not sent again to whoever has it', async () => {
		const { message } = await ask('middling', { 'accept-encoding': 'gzip' });
		const again = await ask('middling', { 'accept-encoding': 'gzip', 'if-none-match': message.headers.etag ?? '' });
		expect([again.message.statusCode, again.bytes.length]).toEqual([304, 0]);
	});
});

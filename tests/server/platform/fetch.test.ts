import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FetchError, fetcher } from '../../../server/platform/fetch.ts';
import { allowedAddress, ForbiddenAddress } from '../../../server/platform/forbidden-addresses.ts';

let answer: RequestListener = () => undefined;
let heard: IncomingMessage[] = [];
const server = createServer((request, response) => {
	heard.push(request);
	answer(request, response);
});
let base = '';
beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const ask = fetcher({ pause: 5, silence: 10_000, whole: 20_000, bytes: 100_000 });
const says = (listener: RequestListener): void => {
	heard = [];
	answer = listener;
};

describe('asking other people’s servers', () => {
	test.each([
		['gzip', gzipSync('a long word'.repeat(100))],
		['br', brotliCompressSync('a long word'.repeat(100))],
		['identity', Buffer.from('a long word'.repeat(100))],
	])('unpacks %s', async (packing, body) => {
		says((_, response) => response.writeHead(200, { 'content-encoding': packing, 'x-mark': 'kept' }).end(body));
		const response = await ask(`${base}/`);
		expect(await response.text()).toBe('a long word'.repeat(100));
		expect(response.headers.get('x-mark')).toBe('kept');
	});

	test('takes no more than it may, counted after unpacking', async () => {
		const bomb = gzipSync(Buffer.alloc(20_000_000));
		says((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
		await expect((await ask(`${base}/`)).arrayBuffer()).rejects.toThrow('its answer is longer than');
	});

	test('comes again to a busy server, later and later, and gives its last answer up after the last try', async () => {
		let count = 0;
		says((_, response) => {
			count += 1;
			response.writeHead(count < 4 ? 503 : 200).end(String(count));
		});
		expect(await (await ask(`${base}/`)).text()).toBe('4');
		says((_, response) => response.writeHead(502).end());
		expect((await ask(`${base}/`)).status).toBe(502);
		expect(heard.length).toBe(5);
		says((_, response) => response.writeHead(404).end());
		expect((await ask(`${base}/`)).status).toBe(404);
		expect(heard.length).toBe(1);
	});

	test('follows where it is pointed to, and shows other hosts no credentials', async () => {
		const other = base.replace('127.0.0.1', 'localhost');
		says((request, response) => (request.url === '/start' ? response.writeHead(307, { location: `${other}/end` }).end() : response.end(request.method)));
		expect(await (await ask(`${base}/start`, { method: 'POST', body: 'x=1', headers: { authorization: 'Basic x' } })).text()).toBe('POST');
		expect(heard.map((it) => it.headers.authorization)).toEqual(['Basic x', undefined]);
	});

	test('gives up on silence in the middle of an answer', async () => {
		says((_, response) => void response.writeHead(200).write('half'));
		const impatient = fetcher({ silence: 200 });
		await expect((await impatient(`${base}/`)).text()).rejects.toThrow(/cut off|in time/);
	});

	test('never goes where machines keep their secrets, by number or by name', async () => {
		for (const host of ['169.254.169.254', '[fe80::1]', '[::ffff:a9fe:a9fe]', '0.0.0.0', '100.100.100.200'])
			await expect(ask(`http://${host}/`)).rejects.toBeInstanceOf(ForbiddenAddress);
		await expect(allowedAddress('169.254.1.1')).rejects.toBeInstanceOf(ForbiddenAddress);
		expect(await allowedAddress('127.0.0.1')).toBe('127.0.0.1');
		await expect(ask('file:///etc/passwd')).rejects.toBeInstanceOf(FetchError);
		await expect(ask('nonsense')).rejects.toBeInstanceOf(FetchError);
	});
});

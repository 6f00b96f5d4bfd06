import { afterEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { call } from '../../client/api/call.ts';
import { asProblem, fieldErrors, Problem } from '../../client/api/problem.ts';
import { requestOf } from '../../client/api/request.ts';
import { answer } from '../../client/api/use-call.ts';
import { endpoint } from '../../server/platform/contract.ts';

const move = endpoint({
	method: 'post',
	path: '/api/desk/faults/:code/move',
	access: 'fault.move',
	summary: '',
	input: z.object({ code: z.string(), to: z.string() }),
	output: z.object({ state: z.string() }),
});

const answered = (status: number, body: unknown, type = 'application/json') =>
	vi.stubGlobal(
		'fetch',
		vi.fn(async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { 'content-type': type } })),
	);

afterEach(() => vi.unstubAllGlobals());

describe('a request', () => {
	test('puts what the path names into the path, the rest of a GET into the query', () => {
		expect(
			requestOf({ method: 'get', path: '/api/assets/:reference' }, { reference: 'SL/1 0', at: '2026-01-01', none: null, left: undefined, bbox: '' }),
		).toEqual({
			url: '/api/assets/SL%2F1%200?at=2026-01-01',
			method: 'GET',
			body: null,
		});
	});

	test('is JSON otherwise, where null says "remove" and what is undefined is not touched', () => {
		const { body } = requestOf({ method: 'patch', path: '/api/x' }, { note: null, title: undefined, list: [1] });
		expect(body).toBe('{"note":null,"list":[1]}');
	});

	test('is a form where there are files: fields plain, lists as JSON, files under their own name', () => {
		const photo = new File(['jpeg'], 'lamp.jpg', { type: 'image/jpeg' });
		const { body } = requestOf({ method: 'post', path: '/api/reports' }, { lon: 18.9, answers: { size: 'big' }, photos: [photo, photo] });
		const form = body as FormData;
		expect(form.get('lon')).toBe('18.9');
		expect(form.get('answers')).toBe('{"size":"big"}');
		expect(form.getAll('photos').map((it) => (it as File).name)).toEqual(['lamp.jpg', 'lamp.jpg']);
	});
});

describe('a call', () => {
	test('says who asks, sends the key of a thing to be done once, and answers by the contract', async () => {
		answered(200, { state: 'fixed', secret: 'left out' });
		await expect(call(move, { code: 'F1', to: 'fixed' }, { idempotencyKey: 'k1' })).resolves.toEqual({ state: 'fixed' });
		const [url, request] = vi.mocked(fetch).mock.calls[0] ?? [];
		expect(url).toBe('/api/desk/faults/F1/move');
		expect(request?.headers).toMatchObject({ 'x-requested-with': 'faultline', 'idempotency-key': 'k1', 'content-type': 'application/json' });
	});

	test('throws what the server says is wrong', async () => {
		answered(400, { status: 400, code: 'bad-input', detail: 'Look', errors: [{ path: 'to', message: 'Unknown' }], emergency: '112' });
		const problem = await call(move, { code: 'F1', to: '?' }).catch((it: unknown) => it);
		expect(problem).toBeInstanceOf(Problem);
		expect(problem).toMatchObject({ status: 400, code: 'bad-input', extra: { emergency: '112' } });
		expect(fieldErrors(problem as Problem)).toEqual({ to: 'Unknown' });
	});

	test.each([
		[502, 'not-ready'],
		[413, 'too-large'],
		[418, 'internal'],
	])('makes a problem of a page of HTML with status %i', async (status, code) => {
		answered(status, '<h1>Bad gateway</h1>', 'text/html');
		await expect(call(move, { code: 'F1', to: 'x' })).rejects.toMatchObject({ status, code });
	});

	test('calls an answer that breaks its contract unexpected, and no connection no connection', async () => {
		answered(200, { other: 1 });
		await expect(call(move, { code: 'F1', to: 'x' })).rejects.toMatchObject({ code: 'unexpected' });
		vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
		await expect(call(move, { code: 'F1', to: 'x' })).rejects.toMatchObject({ code: 'network' });
	});

	test('gives up in time', async () => {
		vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => new Promise((_done, fail) => signal?.addEventListener('abort', () => fail(signal.reason))));
		await expect(call(move, { code: 'F1', to: 'x' }, { timeout: 0.02 })).rejects.toMatchObject({ code: 'timeout' });
	});
});

describe('an answer', () => {
	test('is that of the latest question, whatever order they come in', async () => {
		const waiting: ((it: string) => void)[] = [];
		const it = answer(() => new Promise<string>((done) => waiting.push(done)));
		const first = it.reload();
		const second = it.reload();
		waiting[1]?.('second');
		waiting[0]?.('first');
		await Promise.all([first, second]);
		expect(it.data.value).toBe('second');
		expect(it.loading.value).toBe(false);
	});

	test('keeps what was there when asking again fails, and says what went wrong', async () => {
		let fails = false;
		const it = answer(async () => {
			if (fails) throw asProblem(new TypeError('offline'));
			return 'there';
		});
		await it.reload();
		fails = true;
		await it.reload();
		expect(it.data.value).toBe('there');
		expect(it.error.value?.code).toBe('network');
	});
});

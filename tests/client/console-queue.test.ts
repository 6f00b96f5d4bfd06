import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeskFault } from '../../server/faults/contract.ts';

const fault = (code: string, more: Partial<DeskFault> = {}): DeskFault => ({
	code,
	mode: 'street-light.out',
	title: 'Luminaire outage',
	class: 'street-lights',
	icon: 'lamp',
	state: 'reported',
	stateSince: '2026-03-01T00:00:00.000Z',
	reason: null,
	open: true,
	asset: null,
	pLink: null,
	confirmed: false,
	needsLook: true,
	emergency: false,
	priority: 2,
	department: 'electricity',
	assignee: null,
	ward: '1',
	street: 'Church Street',
	lon: 18.96,
	lat: -33.73,
	chainage: null,
	firstReportAt: '2026-03-01T00:00:00.000Z',
	lastReportAt: '2026-03-01T00:00:00.000Z',
	dueAt: null,
	overdue: false,
	escalated: 0,
	reports: 1,
	meToos: 0,
	suggestedMerge: null,
	mergedInto: null,
	repeatOf: null,
	reopened: 0,
	delayPerDay: null,
	workHours: null,
	override: null,
	version: 1,
	...more,
});

/** The feed, opened by hand. */
class Feed {
	static readonly CLOSED = 2;
	static last: Feed | undefined;
	readyState = 1;
	onopen: (() => void) | undefined;
	onmessage: ((event: { data: string }) => void) | undefined;
	onerror: (() => void) | undefined;
	constructor() {
		Feed.last = this;
	}
	close(): void {
		this.readyState = Feed.CLOSED;
	}
}

/** What the server answers: faults by the question that was asked. */
let answer: (query: URLSearchParams) => DeskFault[] = () => [];
let asked: URLSearchParams[] = [];

const serve = (url: string): Response => {
	const query = new URL(url, 'http://town.example').searchParams;
	asked.push(query);
	return Response.json({ faults: answer(query), next: null, counts: { open: 7 } });
};

const start = async () => {
	const queue = await import('../../client/console/desk/queue.ts');
	const live = await import('../../client/console/desk/queue-live.ts');
	return { ...queue, ...live };
};

const tell = async (event: Record<string, unknown>): Promise<void> => {
	Feed.last?.onmessage?.({ data: JSON.stringify(event) });
	await vi.advanceTimersByTimeAsync(1500);
};

beforeEach(() => {
	vi.resetModules();
	vi.useFakeTimers();
	asked = [];
	vi.stubGlobal('location', { search: '', pathname: '/console/', hash: '', href: 'http://town.example/console/' });
	vi.stubGlobal('EventSource', Feed);
	vi.stubGlobal('fetch', (url: string) => Promise.resolve(serve(url)));
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe('the queue', () => {
	test('renews a row where it stands', async () => {
		answer = () => [fault('AAAAAA'), fault('BBBBBB')];
		const { load, rows, marked, followLive, waiting } = await start();
		await load();
		const stop = followLive();
		answer = (query) => (query.get('q') === 'BBBBBB' ? [fault('BBBBBB', { state: 'in-progress', version: 2 })] : []);
		await tell({ kind: 'fault.moved', fault: 'BBBBBB' });
		expect(rows.value.map(({ code, state }) => [code, state])).toEqual([
			['AAAAAA', 'reported'],
			['BBBBBB', 'in-progress'],
		]);
		expect([...marked.value]).toEqual(['BBBBBB']);
		expect(waiting.value).toEqual([]);
		stop();
	});

	test('lets what is new wait above the rows until somebody wants to see it', async () => {
		answer = () => [fault('AAAAAA')];
		const { load, rows, waiting, marked, followLive, showWaiting } = await start();
		await load();
		const stop = followLive();
		answer = (query) => (query.get('q') === 'CCCCCC' && query.get('lane') === 'open' ? [fault('CCCCCC')] : []);
		await tell({ kind: 'fault.opened', fault: 'CCCCCC' });
		expect(rows.value.map(({ code }) => code)).toEqual(['AAAAAA']);
		expect(waiting.value.map(({ code }) => code)).toEqual(['CCCCCC']);
		showWaiting();
		expect(rows.value.map(({ code }) => code)).toEqual(['CCCCCC', 'AAAAAA']);
		expect(marked.value.has('CCCCCC')).toBe(true);
		expect(waiting.value).toEqual([]);
		stop();
	});

	test('says nothing of what does not stand in this queue, nor of what somebody has looked at', async () => {
		answer = () => [fault('AAAAAA')];
		const { load, waiting, followLive } = await start();
		await load();
		const stop = followLive();
		answer = () => [];
		await tell({ kind: 'fault.opened', fault: 'DDDDDD' });
		expect(waiting.value).toEqual([]);
		const before = asked.length;
		await tell({ kind: 'contact.seen', fault: 'AAAAAA' });
		await tell({ kind: 'layer.changed', layer: 'street-lights' });
		expect(asked.length).toBe(before);
		stop();
	});

	test('does not announce what was changed here', async () => {
		answer = () => [fault('AAAAAA')];
		const { load, waiting, marked, followLive, changedHere } = await start();
		await load();
		const stop = followLive();
		answer = (query) => [fault(query.get('q') ?? '', { version: 2 })];
		changedHere('AAAAAA');
		changedHere('EEEEEE');
		await tell({ kind: 'fault.moved', fault: 'AAAAAA' });
		await tell({ kind: 'fault.moved', fault: 'EEEEEE' });
		expect(marked.value.size).toBe(0);
		expect(waiting.value).toEqual([]);
		stop();
	});

	test('shows a row as merged when it can no longer be found', async () => {
		answer = () => [fault('AAAAAA')];
		const { load, rows, followLive } = await start();
		await load();
		const stop = followLive();
		answer = () => [];
		await tell({ kind: 'fault.merged', fault: 'AAAAAA' });
		expect(rows.value[0]).toMatchObject({ state: 'merged', open: false });
		stop();
	});

	test('shows of a drawn area only what lies in it, as long as the queue is narrowed to its box', async () => {
		vi.stubGlobal('location', { search: '?bbox=18,-34,19,-33', pathname: '/console/', hash: '', href: 'http://town.example/console/' });
		answer = () => [fault('AAAAAA', { lon: 18.1 }), fault('BBBBBB', { lon: 18.9 })];
		const { load, rows } = await start();
		const { thrown } = await import('../../client/console/desk/lasso.ts');
		thrown.value = { box: '18,-34,19,-33', holds: ({ lon }) => lon > 18.5 };
		await load();
		expect(rows.value.map(({ code }) => code)).toEqual(['BBBBBB']);
		thrown.value = { box: '1,2,3,4', holds: () => false };
		await load();
		expect(rows.value.map(({ code }) => code)).toEqual(['AAAAAA', 'BBBBBB']);
	});

	test('never puts an older version over a newer one', async () => {
		answer = () => [fault('AAAAAA', { version: 5, state: 'fixed' })];
		const { load, rows, put } = await start();
		await load();
		put(fault('AAAAAA', { version: 4 }));
		expect(rows.value[0]?.state).toBe('fixed');
	});

	test('compares the whole when something may have been missed', async () => {
		answer = () => [fault('AAAAAA')];
		const { load, waiting, rows, followLive } = await start();
		await load();
		const stop = followLive();
		answer = () => [fault('FFFFFF'), fault('AAAAAA', { version: 2, reports: 9 })];
		await tell({ kind: 'live.missed' });
		expect(waiting.value.map(({ code }) => code)).toEqual(['FFFFFF']);
		expect(rows.value.map(({ code, reports }) => [code, reports])).toEqual([['AAAAAA', 9]]);
		stop();
	});
});

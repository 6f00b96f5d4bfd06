import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connected, listen } from '../../client/api/live.ts';
import { followLive } from '../../client/map/follow-live.ts';
import type { Mounted } from '../../client/map/mounted.ts';

class Feed {
	static readonly CLOSED = 2;
	static opened: Feed[] = [];
	readyState = 1;
	onopen: () => void = () => undefined;
	onerror: () => void = () => undefined;
	onmessage: (event: { data: string }) => void = () => undefined;
	constructor() {
		Feed.opened.push(this);
	}
	close(): void {
		this.readyState = Feed.CLOSED;
	}
	say(it: unknown): void {
		this.onmessage({ data: typeof it === 'string' ? it : JSON.stringify(it) });
	}
}

const last = (): Feed => {
	const feed = Feed.opened.at(-1);
	if (!feed) throw new Error('No feed was opened.');
	return feed;
};

beforeEach(() => {
	vi.useFakeTimers();
	Feed.opened = [];
	vi.stubGlobal('EventSource', Feed);
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe('the live feed', () => {
	test('is one for all who listen, and closed when nobody does', () => {
		const heard: string[] = [];
		const one = listen(({ kind }) => heard.push(`one ${kind}`));
		const other = listen(({ kind }) => heard.push(`other ${kind}`));
		last().say({ kind: 'fault.moved' });
		one();
		last().say({ kind: 'fault.fixed' });
		other();
		expect(Feed.opened).toHaveLength(1);
		expect(last().readyState).toBe(Feed.CLOSED);
		expect(heard).toEqual(['one fault.moved', 'other fault.moved', 'other fault.fixed']);
	});

	test('lets what it does not understand pass', () => {
		const listener = vi.fn();
		const stop = listen(listener);
		for (const it of ['{', 'null', '[]', '{"kind":1}']) last().say(it);
		stop();
		expect(listener).not.toHaveBeenCalled();
	});

	test('says after a gap that something may have been missed, and opens anew where the browser has given up', () => {
		const heard: string[] = [];
		const stop = listen(({ kind }) => heard.push(kind));
		last().onopen();
		expect(connected.value).toBe(true);
		last().readyState = Feed.CLOSED;
		last().onerror();
		expect(connected.value).toBe(false);
		vi.advanceTimersByTime(4000);
		expect(Feed.opened).toHaveLength(2);
		last().onopen();
		stop();
		expect(heard).toEqual(['live.reconnected']);
	});
});

describe('a map that follows it', () => {
	test('asks the one source that changed, once for many changes, and all after a gap', () => {
		const owned: (() => void)[] = [];
		const map = { refresh: vi.fn(), refreshAll: vi.fn(), own: (stop: () => void) => owned.push(stop) };
		followLive(map as unknown as Mounted);
		for (let id = 1; id < 4; id += 1) last().say({ kind: 'fault.moved', layer: 'faults', id });
		last().say({ kind: 'layer.changed', layer: 'street-lights', id: 7, boxes: [[1, 2, 3, 4]] });
		last().say({ kind: 'layer.changed', layer: 'street-lights', id: 8, boxes: [[1, 2, 3, 4]], shown: false });
		last().say({ kind: 'asset.changed', layer: 'street-lights', id: 9 });
		last().say({ kind: 'report.received' });
		vi.advanceTimersByTime(1000);
		expect(map.refresh.mock.calls).toEqual([
			['faults', [{ id: 1 }, { id: 2 }, { id: 3 }]],
			['street-lights', [{ id: 7, boxes: [[1, 2, 3, 4]] }]],
		]);
		expect(map.refreshAll).not.toHaveBeenCalled();
		last().say({ kind: 'live.missed' });
		expect(map.refreshAll).toHaveBeenCalledOnce();
		for (const stop of owned) stop();
		expect(last().readyState).toBe(Feed.CLOSED);
	});
});

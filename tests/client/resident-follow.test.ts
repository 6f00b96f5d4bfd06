import { describe, expect, test } from 'vitest';
import { addressOf } from '../../client/resident/my-reports.ts';
import { endsOtherwise, reached } from '../../client/resident/plain-state.ts';
import { readFilter, tileFilter, writeFilter } from '../../client/resident/public/fault-filter.ts';
import { type State, states } from '../../server/faults/contract.ts';

const story = (...those: State[]): { state: State }[] => those.map((state) => ({ state }));

describe('how far a fault has come', () => {
	test('is one of five words', () => {
		expect(reached('reported', story('reported'))).toBe('received');
		expect(reached('scheduled', story('reported', 'confirmed', 'scheduled'))).toBe('planned');
		expect(reached('made-safe', story('reported', 'in-progress', 'made-safe'))).toBe('repairing');
		expect(reached('closed', story('reported', 'fixed', 'closed'))).toBe('fixed');
	});

	test('is how far it had come when it waits or has ended otherwise', () => {
		expect(reached('waiting', story('reported', 'confirmed', 'waiting'))).toBe('confirmed');
		expect(reached('not-ours', story('reported', 'not-ours'))).toBe('received');
		expect(reached('cannot-now', [])).toBe('received');
	});

	test('every state has its word, or is an end with a name', () => {
		for (const state of states) expect(endsOtherwise.has(state) || reached(state, story(state)) !== undefined).toBe(true);
		expect([...endsOtherwise].sort()).toEqual(['cannot-now', 'merged', 'no-fault-found', 'not-ours', 'rejected']);
	});
});

describe('a ticket number', () => {
	const mine = [{ ticket: 'BLV-7F3K2', tracking: '/t/secret', fault: 'X', mode: 'road.pothole', at: 0 }];

	test('leads to the own report, in any case and spacing, with or without its prefix', () => {
		for (const typed of ['BLV-7F3K2', 'blv 7f3k2', '7F3K2', ' 7f3k2 ']) expect(addressOf(typed, mine, 'BLV')).toBe('/t/secret');
	});

	test('leads to the public page where it is not from this device, and nowhere else', () => {
		expect(addressOf('abc12', mine, 'BLV')).toBe('/f/ABC12');
		expect(addressOf('../console', mine, 'BLV')).toBe('/f/..%2FCONSOLE');
	});
});

describe('the filter of the public map', () => {
	test('is written into the address and read from it', () => {
		const filter = { state: 'fixed', class: 'street-lights', ward: '7', age: 'week', street: 'Kerkstraat' } as const;
		expect(readFilter(writeFilter(filter))).toEqual(filter);
		expect(writeFilter({ state: 'open', class: '', ward: '', age: '', street: '' }).toString()).toBe('');
	});

	test('takes nothing it does not know', () => {
		expect(readFilter(new URLSearchParams('state=burning&age=stone'))).toEqual({ state: 'open', class: '', ward: '', age: '', street: '' });
	});

	test('asks the tiles for the same open faults as the list, whatever a ward is called', () => {
		const ask = (query: string) => tileFilter(readFilter(new URLSearchParams(query)), { today: '2026-03-05', wardName: "Ward d'Or" });
		expect(ask('')).toBe('open = TRUE');
		expect(ask('class=roads&ward=4&age=month')).toBe("open = TRUE AND class = 'roads' AND ward = 'Ward d''Or' AND since >= DATE('2026-02-03')");
		expect(ask('age=old')).toBe("open = TRUE AND since < DATE('2025-12-05')");
	});
});

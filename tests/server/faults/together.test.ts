import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import type { DeskFault } from '../../../server/faults/contract.ts';
import type { SavedView } from '../../../server/faults/views/contract.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

afterAll(() => db.destroy());

const password = 'a-good-password';
const signIn = async (asked: Asked, email: string): Promise<void> => {
	expect((await asked.ask('POST', '/api/session', { email, password })).status).toBe(200);
};

interface Views {
	views: SavedView[];
	errors?: { path: string }[];
}

const atDesk = (test: (asked: Asked, codes: string[]) => Promise<void>) =>
	undone(async (transaction) => {
		const asked = await serving(transaction);
		const codes: string[] = [];
		for (let n = 0; n < 4; n += 1) {
			const at = await lonLat(transaction, 311000 + n * 35, 6265005);
			const { body } = await asked.ask<{ fault: string }>('POST', '/api/reports', { mode: 'street-light.out', ...at, method: 'map-click', zoom: 19 });
			codes.push(body.fault);
		}
		const person = { password, language: 'en' };
		await addPerson(transaction, { ...person, email: 'e@example.org', name: 'Engela', roles: [{ role: 'engineer' }] });
		const electricity = [{ role: 'engineer' as const, department: 'electricity' }];
		await addPerson(transaction, { ...person, email: 'l@example.org', name: 'Lwazi', roles: electricity });
		await addPerson(transaction, { ...person, email: 'w@example.org', name: 'Wilma', roles: [{ role: 'engineer', department: 'water' }] });
		await signIn(asked, 'e@example.org');
		await test(asked, codes);
		await asked.close();
	});

describe('several faults at once', () => {
	it(
		'are assigned all or none, and taken back together, but for those that somebody has changed since',
		atDesk(async (asked, codes) => {
			const change = (body: object) => asked.ask<{ batch: string; faults: DeskFault[] }>('POST', '/api/desk/faults-assign', body);
			const priorities = async (): Promise<number[]> => {
				const { body } = await asked.ask<{ faults: DeskFault[] }>('GET', '/api/desk/faults?order=newest');
				return codes.map((code) => body.faults.find((it) => it.code === code)?.priority ?? Number.NaN);
			};
			const before = await priorities();
			expect((await change({ codes: [...codes, 'ZZZZZZ'], priority: 5 })).status).toBe(404);
			expect((await change({ codes, priority: 9 })).status).toBe(400);
			expect((await change({ codes })).status).toBe(400);
			expect(await priorities()).toEqual(before);

			const { body } = await change({ codes: [...codes, ...codes], priority: 5 });
			expect(body.faults.map(({ code }) => code).sort()).toEqual([...codes].sort());
			expect(await priorities()).toEqual([5, 5, 5, 5]);
			expect((await asked.ask('POST', `/api/desk/faults/${codes[0]}/assign`, { priority: 4 })).status).toBe(200);
			const undo = (batch: string) => asked.ask<{ kept: string[] }>('POST', '/api/desk/faults-undo', { codes, batch });
			expect((await undo('another')).status).toBe(409);
			expect((await undo(body.batch)).body.kept).toEqual([codes[0]]);
			expect(await priorities()).toEqual([4, ...before.slice(1)]);
			expect((await undo(body.batch)).status).toBe(409);
		}),
	);

	it(
		'are out of reach where they belong to another department, and so is their place in the queue',
		atDesk(async (asked, codes) => {
			await signIn(asked, 'w@example.org');
			expect((await asked.ask('POST', '/api/desk/faults-assign', { codes, priority: 5 })).status).toBe(404);
			expect((await asked.ask('POST', `/api/desk/faults/${codes[0]}/order`, { place: 'top', reason: 'Mine.' })).status).toBe(404);
			expect((await asked.ask('GET', `/api/desk/faults/${codes[0]}/standing`)).status).toBe(404);
			await signIn(asked, 'l@example.org');
			expect((await asked.ask('POST', '/api/desk/faults-assign', { codes, priority: 5 })).status).toBe(200);
		}),
	);
});

describe('saved views', () => {
	it(
		'are kept under a title with their count, shared with a department, changed by their owner alone, and come back when removed by mistake',
		atDesk(async (asked, codes) => {
			const views = async (): Promise<SavedView[]> => (await asked.ask<Views>('GET', '/api/desk/views')).body.views;
			const save = (body: object) => asked.ask<Views>('POST', '/api/desk/views', body);
			expect(await views()).toEqual([]);
			for (const bad of [
				{ title: ' ', filters: {} },
				{ title: 'x', filters: { lane: 'fast' } },
				{ title: 'x', filters: { bbox: '1,2' } },
				{ title: 'x', filters: {}, department: 'dragons' },
			])
				expect((await save(bad)).status, JSON.stringify(bad)).toBe(400);
			await save({ title: 'My lamps', filters: { class: 'street-lights', order: 'due' } });
			await save({ title: 'Gone with the ward', filters: { class: 'dragons' }, department: 'water' });
			const { body } = await save({ title: 'Lamps of the works', filters: { class: 'street-lights' }, department: 'electricity' });
			expect(body, JSON.stringify(body)).toHaveProperty('views');
			expect(body.views.map(({ title, count, mine, department }) => [title, count, mine, department])).toEqual([
				['Gone with the ward', 0, true, 'water'],
				['Lamps of the works', codes.length, true, 'electricity'],
				['My lamps', codes.length, true, null],
			]);
			expect(body.views.at(-1)?.filters).toMatchObject({ class: 'street-lights', order: 'due', lane: 'open', q: '' });
			const shared = body.views[1]?.id ?? 0;

			await signIn(asked, 'l@example.org');
			expect((await views()).map(({ title, mine, by }) => [title, mine, by])).toEqual([['Lamps of the works', false, 'Engela']]);
			expect((await asked.ask('PATCH', `/api/desk/views/${shared}`, { title: 'Ours' })).status).toBe(404);
			expect((await save({ title: 'x', filters: {}, department: 'water' })).body.errors?.[0]?.path).toBe('department');

			await signIn(asked, 'e@example.org');
			const change = (body: object) => asked.ask<Views>('PATCH', `/api/desk/views/${shared}`, body);
			expect((await change({ removed: true })).body.views.map(({ title }) => title)).toEqual(['Gone with the ward', 'My lamps']);
			expect((await change({ removed: false, title: 'Works', department: null })).body.views.map(({ title }) => title)).toContain('Works');
			await signIn(asked, 'l@example.org');
			expect(await views()).toEqual([]);
		}),
	);
});

import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import type { KeptAnswer } from '../../../server/planning/kept/contract.ts';
import { db, undone } from '../../support/database.ts';
import { serving } from '../../support/server.ts';
import { addFault, addPipe } from './register.ts';

afterAll(() => db.destroy());

interface Kept {
	kept: KeptAnswer[];
	id: number;
}

const report = 'failures-by-class-and-ward';
const params = { class: 'water-pipes', from: '2024-01-01', to: '2024-12-31' };

describe('an answer that is kept', () => {
	it(
		'stays as it was whatever happens, is seen by others only when it is shared, and stands on each one’s own board in her order',
		undone(async (transaction) => {
			const pipe = await addPipe(transaction, { key: 'P-1', metres: 1000, ward: 1 });
			await addFault(transaction, { asset: pipe, at: '2024-03-05T10:00:00Z' });
			const { ask, close } = await serving(transaction);
			const enter = async (email: string): Promise<void> => {
				await ask('POST', '/api/session', { email, password: 'a-good-password' });
			};
			try {
				expect((await ask('GET', '/api/planning/kept')).status).toBe(401);
				for (const email of ['a@example.org', 'b@example.org'])
					await addPerson(transaction, { email, name: email, password: 'a-good-password', language: 'en', roles: [{ role: 'planner' }] });
				await enter('a@example.org');
				const refused = await ask<{ errors: { path: string }[] }>('POST', '/api/planning/kept', { report, params: { ...params, from: 'x' }, title: 'T' });
				expect([refused.status, refused.body.errors.map(({ path }) => path)]).toEqual([400, ['from']]);
				const first = await ask<Kept>('POST', '/api/planning/kept', { report, params, title: 'For the council', note: 'See ward 1', pinned: true });
				const second = await ask<Kept>('POST', '/api/planning/kept', { report, params, title: 'Again', shared: true, pinned: true, chosen: ['1', '2'] });
				expect(second.body.kept.map(({ title, mine, place, chosen }) => [title, mine, place, chosen])).toEqual([
					['Again', true, 2, ['1', '2']],
					['For the council', true, 1, []],
				]);
				// One more failure changes the figures, not what was kept.
				await addFault(transaction, { asset: pipe, at: '2024-04-05T10:00:00Z' });
				const failures = ({ rows }: { rows: { faults: number }[] }): number => rows.reduce((sum, it) => sum + it.faults, 0);
				const frozen = await ask<{ answer: { rows: { faults: number }[] } }>('GET', `/api/planning/kept/${first.body.id}`);
				const now = await ask<{ rows: { faults: number }[] }>('GET', `/api/planning/reports/${report}?${new URLSearchParams(params)}`);
				expect([failures(frozen.body.answer), failures(now.body)]).toEqual([1, 2]);
				const turned = await ask<Kept>('POST', '/api/planning/board', { ids: [second.body.id, first.body.id] });
				expect(turned.body.kept.map(({ title, place }) => [title, place])).toEqual([
					['Again', 1],
					['For the council', 2],
				]);
				await enter('b@example.org');
				const seen = await ask<Kept>('GET', '/api/planning/kept');
				expect(seen.body.kept.map(({ title, mine, by, place }) => [title, mine, by, place])).toEqual([['Again', false, 'a@example.org', null]]);
				expect((await ask('GET', `/api/planning/kept/${first.body.id}`)).status).toBe(404);
				for (const id of [first.body.id, second.body.id]) expect((await ask('PATCH', `/api/planning/kept/${id}`, { removed: true })).status).toBe(404);
				// Of what is not hers to see, nothing comes on her board.
				expect((await ask<Kept>('POST', '/api/planning/board', { ids: [first.body.id, second.body.id] })).body.kept.map(({ place }) => place)).toEqual([1]);
				await enter('a@example.org');
				expect((await ask<Kept>('PATCH', `/api/planning/kept/${first.body.id}`, { removed: true })).body.kept).toHaveLength(1);
				const back = await ask<Kept>('PATCH', `/api/planning/kept/${first.body.id}`, { removed: false });
				expect(back.body.kept.map(({ place }) => place)).toEqual([1, 2]);
				for (const shared of [true, true, false]) await ask('PATCH', `/api/planning/kept/${first.body.id}`, { shared, title: 'Other words' });
				const events = await transaction('event').whereLike('kind', 'answer.%').orderBy('id').select('kind', 'details');
				expect(events.map(({ kind }) => kind.slice(7))).toEqual(['kept', 'kept', 'removed', 'restored', 'shared', 'unshared']);
				expect(events[2].details).toEqual({ answer: first.body.id, report });
			} finally {
				await close();
			}
		}),
	);
});

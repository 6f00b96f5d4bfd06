import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import type { Context } from '../../../server/municipality/index.ts';
import { changeOwn, keep } from '../../../server/planning/kept/kept.ts';
import { answerReport } from '../../../server/planning/run.ts';
import { type Calculate, inThread } from '../../../server/planning/runs/calculate.ts';
import { takeSql } from '../../../server/planning/runs/queries.ts';
import { cancel, latest, show, start } from '../../../server/planning/runs/run.ts';
import { runOnce, sweepRuns } from '../../../server/planning/runs/runner.ts';
import { all } from '../../../server/platform/sql.ts';
import { db, ownDatabase, undone } from '../../support/database.ts';
import { addFault, addPipe, inPlace, planning } from './register.ts';

afterAll(() => db.destroy());

const question = { id: 'under-reporting', language: 'en', raw: { from: '2024-01-01', to: '2024-12-31' } };

const planned = (test: (context: Context) => Promise<void>) =>
	undone(async (transaction) => {
		const pipe = await addPipe(transaction, { key: 'R1', metres: 300 });
		await addFault(transaction, { asset: pipe, at: '2024-05-05T10:00:00Z' });
		await test(await planning(transaction));
	});

/** As if its server had been gone for a minute. */
const left = (transaction: Knex): Promise<unknown> =>
	transaction.raw("update planning_run set held_until = now() - interval '1 minute' where state = 'running'");

describe('a question that takes a while', () => {
	it(
		'is worked out once, is kept, and says the same for the same data without being worked out again',
		planned(async (context) => {
			let calculated = 0;
			const calculate: Calculate = (task, watching) => {
				calculated += 1;
				return inPlace(task, watching);
			};
			await expect(answerReport(context, question)).rejects.toMatchObject({ code: 'conflict' });
			const first = await start(context, question);
			expect(first).toMatchObject({ state: 'waiting', progress: 0, asked: { life: '30' } });
			expect((await start(context, question)).code).toBe(first.code);
			while (await runOnce(context.db, { calculate }));
			const done = await show(context, first.code);
			expect(done).toMatchObject({ state: 'done', progress: 1, trouble: null });
			expect((await answerReport(context, question)).asOf).toBe(done.asOf);

			const second = await start(context, question);
			expect(second.code).not.toBe(first.code);
			while (await runOnce(context.db, { calculate }));
			expect(await show(context, second.code)).toMatchObject({ state: 'done', fingerprint: done.fingerprint });
			expect(calculated).toBe(1);

			const pipe = await addPipe(context.db, { key: 'R2', metres: 300 });
			await addFault(context.db, { asset: pipe, at: '2024-06-05T10:00:00Z' });
			await start(context, question);
			while (await runOnce(context.db, { calculate }));
			const { run, kept } = await latest(context, question);
			expect(run?.fingerprint).not.toBe(done.fingerprint);
			expect(kept).toBe(run?.asOf);
			expect(calculated).toBe(2);
		}),
	);

	it(
		'never changes after it has ended',
		planned(async (context) => {
			const { code } = await start(context, question);
			await runOnce(context.db, { calculate: inPlace });
			expect((await cancel(context, code)).state).toBe('done');
			const change = context.db.transaction((inner) => inner.raw("update planning_run set figures = '[]' where code = ?", [code]));
			await expect(change).rejects.toMatchObject({ constraint: 'planning_run_stands' });
		}),
	);

	it(
		'is cancelled while it waits and while it is worked out, and can be asked again',
		planned(async (context) => {
			const waiting = await start(context, question);
			expect((await cancel(context, waiting.code)).state).toBe('cancelled');
			expect(await runOnce(context.db, { calculate: inPlace })).toBe(false);
			const { code } = await start(context, question);
			const calculate: Calculate = async (_task, { signal }) => {
				await cancel(context, code);
				await expect.poll(() => signal.aborted, { timeout: 20_000 }).toBe(true);
				throw signal.reason;
			};
			expect(await runOnce(context.db, { calculate })).toBe(true);
			expect(await show(context, code)).toMatchObject({ state: 'cancelled', asOf: null });
			expect((await start(context, question)).state).toBe('waiting');
		}),
	);

	it(
		'is taken up again when its server goes away, given back when it stops, and given up after the third time',
		planned(async (context) => {
			const { code } = await start(context, question);
			const stop = new AbortController();
			const stopped: Calculate = (_task, { signal }) => {
				stop.abort();
				return Promise.reject(signal.reason as Error);
			};
			await runOnce(context.db, { calculate: stopped, stop: stop.signal });
			expect((await show(context, code)).state).toBe('waiting');

			for (let attempt = 0; attempt < 3; attempt += 1) {
				// A server that takes it and is never heard of again.
				expect(await all(context.db, takeSql)).toHaveLength(1);
				await left(context.db);
			}
			expect(await runOnce(context.db, { calculate: inPlace })).toBe(false);
			expect(await show(context, code)).toMatchObject({ state: 'failed', trouble: 'interrupted' });
			expect((await start(context, question)).state).toBe('waiting');
		}),
	);
});

describe('a run that nobody kept', () => {
	const later = (days: number): Date => new Date(Date.now() + days * 86_400_000);

	it(
		'goes some days after it ended, unless figures of another run stand on it or somebody keeps an answer to its question',
		planned(async (context) => {
			const left = async (days: number): Promise<[gone: number, left: number]> => {
				const gone = await sweepRuns(context.db, { days: 30, now: later(days) });
				const [count] = await context.db('planning_run').count<{ count: number }[]>('* as count');
				return [gone, count?.count ?? 0];
			};
			await start(context, question);
			while (await runOnce(context.db, { calculate: inPlace }));
			const same = await start(context, question);
			while (await runOnce(context.db, { calculate: inPlace }));
			await start(context, { ...question, raw: { ...question.raw, to: '2024-11-30' } });
			expect(await left(29)).toEqual([0, 3]);
			// The first is old enough, and the second, which has its figures from the first, is not.
			await context.db.raw('alter table planning_run disable trigger planning_run_stands');
			await context
				.db('planning_run')
				.where({ code: same.code })
				.update({ ended_at: later(9) });
			await context.db.raw('alter table planning_run enable trigger planning_run_stands');
			expect(await left(31)).toEqual([0, 3]);
			const { id } = await addPerson(context.db, { email: 'p@example.org', name: 'P', language: 'en', roles: [{ role: 'planner' }] });
			const mine = { ...context, actor: { ...context.actor, personId: id } };
			const kept = await keep(mine, {
				report: question.id,
				params: question.raw,
				chosen: [],
				title: 'T',
				note: '',
				shared: false,
				pinned: false,
				language: 'en',
			});
			expect(await left(60)).toEqual([0, 3]);
			await changeOwn(mine, { id: kept, removed: true });
			// What waits has not ended.
			expect(await left(60)).toEqual([2, 1]);
		}),
	);
});

describe('the thread in which questions are worked out', () => {
	const row = { ward: 1, name: 'Ward 1', family: 'no-light', seen: 90, duplicates: 70, days: 700 };
	const task = { file: 'under-reporting.ts', rows: [row], values: { life: '30' } };
	const watching = () => ({ progress: () => undefined, signal: new AbortController().signal });

	it('says the same as without it', async () => {
		expect(JSON.parse(await inThread()(task, watching()))).toEqual(JSON.parse(await inPlace(task, watching())));
	});

	it('ends with its signal, at its time, and when it goes wrong', async () => {
		await expect(inThread({ minutes: 0.0001, megabytes: 256 })(task, watching())).rejects.toMatchObject({ kind: 'too-long' });
		await expect(inThread()({ ...task, file: 'index.ts' }, watching())).rejects.toMatchObject({ kind: 'error' });
		const stop = new AbortController();
		const stopped = inThread()(task, { progress: () => undefined, signal: stop.signal });
		stop.abort(new Error('stopped'));
		await expect(stopped).rejects.toThrow('stopped');
	});
});

describe('runs of a server', () => {
	it('are worked out in a thread over a database of its own', async () => {
		const own = await ownDatabase();
		try {
			const context = await planning(own.knex);
			const { code } = await start(context, question);
			expect(await runOnce(own.knex)).toBe(true);
			expect((await show(context, code)).state).toBe('done');
		} finally {
			await own.close();
		}
	});
});

import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { loadTown } from '../../municipality/index.ts';
import { log } from '../../platform/log.ts';
import { allWithRoom } from '../../platform/room.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import { asking } from '../ask.ts';
import { reports, settingOf } from '../catalogue.ts';
import { type Calculate, inThread, Trouble } from './calculate.ts';
import { alikeSql, beatSql, failSql, finishSql, giveUpSql, releaseSql, sweepSql, type Taken, takeSql } from './queries.ts';
import { questionOf } from './question.ts';

const pause = 1000;
const beat = 1000;

/** Why a run ended that did not fail: somebody cancelled it, or the server is stopping. */
const lost = new Error('the run is ours no more');
const stopping = new Error('the server is stopping');

const reportOf = ({ report, edition }: Taken) => reports.find((it) => it.id === report && it.heavy?.edition === edition);

/** What a run reads, and what tells it from every other. */
async function read(db: Knex, taken: Taken): Promise<{ file: string; rows: unknown[]; fingerprint: string }> {
	const report = reportOf(taken);
	if (!report) throw new Trouble('error', `there is no ${taken.report} of edition ${taken.edition} any more`);
	const asked = asking(report, settingOf(await loadTown(db), new Date()), { raw: taken.asked, language: 'en' });
	const rows = await allWithRoom<unknown>(db, report.query(asked));
	const hash = createHash('sha256').update(questionOf(report, asked.values));
	for (const row of rows) hash.update(JSON.stringify(row)).update('\n');
	return { file: report.file, rows, fingerprint: hash.digest('hex') };
}

/** Says once a second how far a run is, and notices when it was cancelled. Answers how to stop. */
function keep(db: Knex, taken: Taken, { share, abort }: { share: () => number; abort: AbortController }): () => Promise<void> {
	let telling = Promise.resolve();
	const tell = async (): Promise<void> => {
		if (!(await maybeOne(db, beatSql(taken, share())))) abort.abort(lost);
	};
	const timer = setInterval(() => {
		telling = telling.then(tell).catch((error) => log.warn({ err: error }, 'run'));
	}, beat);
	return () => {
		clearInterval(timer);
		return telling;
	};
}

/** How far a run is when it has begun to read, and when it has read: nobody can tell how much of a question the database has answered. */
const stages = { reading: 0.05, read: 0.4 } as const;

async function work(db: Knex, taken: Taken, { calculate, abort }: { calculate: Calculate; abort: AbortController }): Promise<void> {
	const asOf = new Date();
	let share: number = stages.reading;
	const stop = keep(db, taken, { share: () => share, abort });
	try {
		const { file, rows, fingerprint } = await read(db, taken);
		share = stages.read;
		const alike = await maybeOne<{ id: number }>(db, alikeSql(fingerprint));
		const progress = (it: number): void => {
			share = stages.read + (1 - stages.read) * it;
		};
		const figures = alike ? null : await calculate({ file, rows, values: taken.asked }, { progress, signal: abort.signal });
		await stop();
		await all(db, finishSql(taken, { fingerprint, asOf, figures, sameAs: alike?.id ?? null }));
	} finally {
		await stop();
	}
}

async function end(db: Knex, taken: Taken, error: unknown): Promise<void> {
	if (error === lost) return;
	if (error === stopping) return void (await all(db, releaseSql(taken)));
	log.error({ err: error, report: taken.report }, 'run');
	await all(db, failSql(taken, error instanceof Trouble ? error.kind : 'error'));
}

/** Works out the run that has waited longest, if there is one. */
export async function runOnce(db: Knex, { calculate = inThread(), stop }: { calculate?: Calculate; stop?: AbortSignal } = {}): Promise<boolean> {
	await all(db, giveUpSql);
	const taken = await maybeOne<Taken>(db, takeSql);
	if (!taken) return false;
	const abort = new AbortController();
	const stopped = (): void => abort.abort(stopping);
	stop?.addEventListener('abort', stopped);
	await work(db, taken, { calculate, abort }).catch((error) => end(db, taken, error));
	stop?.removeEventListener('abort', stopped);
	return true;
}

/** Lets go of runs that nobody kept, so many days after they ended; says how many. */
export const sweepRuns = async (db: Knex, { days, now }: { days: number; now: Date }): Promise<number> => (await all(db, sweepSql(days, now))).length;

/** Works out what waits, one after the other, beside all other work, until it is stopped. */
export function startRuns(db: Knex): () => Promise<void> {
	const stop = new AbortController();
	const loop = async (): Promise<void> => {
		while (!stop.signal.aborted) {
			const worked = await runOnce(db, { stop: stop.signal }).catch((error) => log.error({ err: error }, 'runs'));
			if (worked !== true) await new Promise((resolve) => setTimeout(resolve, pause));
		}
	};
	const ended = loop();
	return async () => {
		stop.abort();
		await ended;
	};
}

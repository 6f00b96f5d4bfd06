import { Worker } from 'node:worker_threads';
import type { Knex } from 'knex';
import { confirmedReliability } from '../../faults/index.ts';
import { loadTown } from '../../municipality/index.ts';
import { all, one } from '../../platform/sql.ts';
import type { Check, Plot } from './check.ts';
import type { SelfTest } from './contract.ts';
import { families } from './families/index.ts';
import { keepRunSql, lastRunSql, nightlyDueSql } from './queries.ts';
import type { Tried } from './try.ts';

interface Kept extends Omit<Tried, 'checks' | 'plots'> {
	readonly ranAt: Date;
	readonly checks: Check[];
	readonly plots: Plot[];
}

let running: Promise<readonly Tried[]> | undefined;

/** Tries everything in a thread of its own; who asks while it runs gets the same answer. */
export function tryInThread(): Promise<readonly Tried[]> {
	running ??= new Promise<readonly Tried[]>((resolve, reject) => {
		const worker = new Worker(new URL('./start-thread.js', import.meta.url), { execArgv: [] });
		worker.once('message', resolve).once('error', reject);
		worker.once('exit', (code) => reject(new Error(`the self-test's thread ended with ${code}`)));
	}).finally(() => {
		running = undefined;
	});
	return running;
}

/** How everything fared when it was last tried. */
export async function lastSelfTest(db: Knex): Promise<SelfTest> {
	const kept = new Map((await all<Kept>(db, lastRunSql)).map((it) => [it.family, it]));
	const results = families.map(({ id, vectors, oracle }) => {
		const run = kept.get(id);
		const passed = run ? run.checks.length > 0 && run.checks.every((it) => it.passed) : null;
		return { id, vectors: [...vectors], oracle, passed, ranAt: run?.ranAt.toISOString() ?? null, tookMs: run?.tookMs ?? null, checks: run?.checks ?? [] };
	});
	const dates = results.flatMap((it) => it.ranAt ?? []);
	const confirmed = await confirmedReliability({ db, town: await loadTown(db) });
	const plots = [...(confirmed.n > 0 ? [{ id: 'confirmed', ...confirmed }] : []), ...[...kept.values()].flatMap((it) => it.plots)];
	return { ranAt: dates.sort()[0] ?? null, families: results, plots: plots.map((it) => ({ ...it, bins: [...it.bins] })) };
}

/** Keeps how everything fared. */
export async function keepSelfTest(db: Knex, tried: readonly Tried[], now: Date): Promise<void> {
	for (const { family, checks, plots, tookMs } of tried)
		await all(db, keepRunSql({ family, tookMs, checks: JSON.stringify(checks), plots: JSON.stringify(plots), now }));
}

/** Tries everything once a night, so that a broken figure is seen before somebody plans by it. */
export async function selfTestNightly(db: Knex, now: Date, attempt: typeof tryInThread = tryInThread): Promise<boolean> {
	const { municipality } = await loadTown(db);
	const { due } = await one<{ due: boolean }>(db, nightlyDueSql({ zone: municipality.zone, now }));
	if (due) await keepSelfTest(db, await attempt(), now);
	return due;
}

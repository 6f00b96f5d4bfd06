import type { Knex } from 'knex';
import { all, join, maybeOne, one, Sql, sql } from './sql.ts';

/** A piece of work that follows from an event. */
export interface Job {
	id: number;
	name: string;
	attempts: number;
	eventId: number;
	kind: string;
	faultId: number | null;
	reportId: number | null;
	assetId: number | null;
	details: Record<string, unknown>;
}

export type Work = (db: Knex, job: Job) => Promise<void>;

/** Who wants to know of what: `{ 'report.received': { 'notify.reporter': thank } }`. */
export type Subscriptions = Readonly<Record<string, Readonly<Record<string, Work>>>>;

/**
 * Turns what happened into work to be done: one job for each event and each that wants to know of it. Event rows are
 * marked, not counted past: a cursor over ids would skip rows that commit late. Each `beside` is done with the events that are dealt
 * (`fresh`: id, kind, fault_id) in the same statement, so exactly once. Returns how many events were dealt.
 */
export async function dealOut(db: Knex, subscriptions: Subscriptions, beside: readonly Sql[] = []): Promise<number> {
	const pairs = Object.entries(subscriptions).flatMap(([kind, works]) => Object.keys(works).map((name) => ({ kind, name })));
	const row = await one<{ dealt: number }>(
		db,
		sql`with fresh as (
		        update event set dealt = true
		        where event.id in (select event.id from event where not event.dealt order by event.id limit 200 for update skip locked)
		        returning event.id, event.kind, event.fault_id),
		    ${join(
					beside.map((it, i) => new Sql(`beside_${i} as (${it.text}), `, it.values)),
					'',
				)}
		    work as (
		        insert into job (name, event_id)
		        select wish.name, fresh.id
		        from fresh join jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as wish (kind text, name text) on wish.kind = fresh.kind
		        order by fresh.id
		        on conflict do nothing)
		    select count(*)::int as dealt from fresh`,
	);
	return row.dealt;
}

const claim = sql`
	update job set attempts = job.attempts + 1, held_until = now() + interval '5 minutes'
	from event
	where event.id = job.event_id and job.id = (
		select job.id from job
		where job.done_at is null and job.attempts < 8 and job.run_at <= now() and (job.held_until is null or job.held_until < now())
		order by job.run_at, job.id
		for update skip locked
		limit 1)
	returning job.id, job.name, job.attempts, event.id as "eventId", event.kind, event.fault_id as "faultId",
	          event.report_id as "reportId", event.asset_id as "assetId", event.details`;

/** Does one job, if there is one: its work and the note that it is done are one transaction. */
export async function doOne(db: Knex, subscriptions: Subscriptions): Promise<boolean> {
	const job = await maybeOne<Job>(db, claim);
	if (!job) return false;
	try {
		await db.transaction(async (transaction) => {
			await subscriptions[job.kind]?.[job.name]?.(transaction, job);
			await all(transaction, sql`update job set done_at = now(), held_until = null, error = null where job.id = ${job.id}`);
		});
	} catch (error) {
		const delay = sql`interval '10 seconds' * power(2, ${job.attempts}::int)`;
		await all(db, sql`update job set held_until = null, error = ${String(error).slice(0, 500)}, run_at = now() + ${delay} where job.id = ${job.id}`);
	}
	return true;
}

import { type Sql, sql } from '../../platform/sql.ts';

/** The last run of every family. */
export const lastRunSql = sql`select family, ran_at as "ranAt", took_ms as "tookMs", checks, plots from self_test`;

/** Keeps a run in place of the one before. */
export const keepRunSql = ({ family, tookMs, checks, plots, now }: { family: string; tookMs: number; checks: string; plots: string; now: Date }): Sql => sql`
	insert into self_test (family, ran_at, took_ms, checks, plots)
	values (${family}, ${now}, ${tookMs}, ${checks}::jsonb, ${plots}::jsonb)
	on conflict on constraint self_test_pkey do update set ran_at = excluded.ran_at, took_ms = excluded.took_ms, checks = excluded.checks, plots = excluded.plots
	where self_test.ran_at <= excluded.ran_at`;

/** Whether it is night here, and nothing was tried since yesterday's. */
export const nightlyDueSql = ({ zone, now }: { zone: string; now: Date }): Sql => sql`
	select extract(hour from ${now}::timestamptz at time zone ${zone}) between 1 and 4
	       and not exists (select from self_test where ran_at > ${now}::timestamptz - interval '12 hours') as due`;

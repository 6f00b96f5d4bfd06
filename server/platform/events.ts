import type { Knex } from 'knex';
import { all, type Sql, sql } from './sql.ts';

/** What happened, to what, by whom. Never a word or name of a person: those live in rows that can be erased. */
export interface Happening {
	kind: `${string}.${string}`;
	personId?: number | null | undefined;
	faultId?: number | null | undefined;
	reportId?: number | null | undefined;
	assetId?: number | null | undefined;
	workOrderId?: number | null | undefined;
	details?: object | undefined;
	at?: Date | undefined;
}

/** The SQL that says something happened; usable as a CTE beside the change itself. */
export const happenedSql = (it: Happening): Sql => sql`
	insert into event (kind, person_id, fault_id, report_id, asset_id, work_order_id, details, at)
	values (${it.kind}, ${it.personId}::bigint, ${it.faultId}::bigint, ${it.reportId}::bigint, ${it.assetId}::bigint, ${it.workOrderId}::bigint,
	        ${JSON.stringify(it.details ?? {})}::jsonb, coalesce(${it.at ?? null}::timestamptz, clock_timestamp()))`;

/** Says that something happened, in the same transaction in which it did. */
export async function happened(db: Knex, it: Happening): Promise<void> {
	await all(db, happenedSql(it));
}

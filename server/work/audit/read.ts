import type { Context } from '../../municipality/index.ts';
import { notFound } from '../../platform/problem.ts';
import { all, maybeOne, type Sql } from '../../platform/sql.ts';
import type { AuditEntry, AuditFilter } from './contract.ts';
import { type AuditRow, type AuditWish, assetIdSql, auditSql, faultIdSql, personIdSql } from './queries.ts';

/** Finds what a filter names; what is named and not there is said. */
async function named(context: Context, text: string | undefined, { what, find }: { what: string; find: (text: string) => Sql }): Promise<number | undefined> {
	if (!text) return undefined;
	const row = await maybeOne<{ id: number }>(context.db, find(text));
	if (!row) throw notFound(what);
	return row.id;
}

async function wishOf(context: Context, it: AuditFilter): Promise<Omit<AuditWish, 'before' | 'limit'>> {
	const person = it.person === undefined ? undefined : await maybeOne<{ id: number; publicId: string }>(context.db, personIdSql(it.person));
	if (it.person !== undefined && !person) throw notFound('person');
	const code = it.fault?.toUpperCase().replace(/^F-/, '');
	return {
		...{ topic: it.topic, person, from: it.from, to: it.to, zone: context.town.municipality.zone, staff: it.staff === '1' },
		faultId: await named(context, code, { what: 'fault', find: faultIdSql }),
		assetId: await named(context, it.asset, { what: 'asset', find: assetIdSql }),
	};
}

const entryOf = ({ byId, byName, at, report, ...it }: AuditRow, prefix: string): AuditEntry => ({
	...it,
	at: at.toISOString(),
	by: byId === null ? null : { id: byId, name: byName ?? '' },
	report: report === null ? null : `${prefix}-${report}`,
});

/** What happened, as it was asked for, newest first; one more than the limit is never shown. */
export async function auditEntries(context: Context, it: AuditFilter & { before?: number | undefined; limit: number }): Promise<AuditEntry[]> {
	const wish = await wishOf(context, it);
	const rows = await all<AuditRow>(context.db, auditSql({ ...wish, before: it.before, limit: it.limit }));
	return rows.map((row) => entryOf(row, context.town.municipality.prefix));
}

/** One page of the audit. */
export async function auditPage(
	context: Context,
	it: AuditFilter & { before?: number | undefined; limit: number },
): Promise<{ entries: AuditEntry[]; more: boolean }> {
	const entries = await auditEntries(context, { ...it, limit: it.limit + 1 });
	return { entries: entries.slice(0, it.limit), more: entries.length > it.limit };
}

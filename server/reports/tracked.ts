import type { State } from '../faults/contract.ts';
import { isOpen, type PublicRow, publicFaultSql, publicView, reportedFaultSql } from '../faults/index.ts';
import type { Context } from '../municipality/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { all, maybeOne, one } from '../platform/sql.ts';
import type { PublicFaultPage, Tracked } from './contract.ts';
import { expectedOf } from './expected/index.ts';
import { faultOfNumberSql } from './history/queries.ts';
import { commentsSql, faultOfTicketSql, type HeldRow, photosSql, reasonSql, stepsSql, trackingSql } from './queries.ts';

type Page = typeof PublicFaultPage._zod.output;

/** Whoever holds a tracking link, or 404; 410 where the report was taken back. */
export async function holder(context: Context, tracking: string): Promise<HeldRow> {
	const row = await maybeOne<HeldRow>(context.db, trackingSql(tracking));
	if (!row) throw notFound('report');
	if (row.takenBack) throw new Problem('taken-back');
	return row;
}

/** The public row of a fault, or 404. */
export async function publicRow({ db }: Context, where: { code: string } | { id: number }): Promise<PublicRow> {
	const row = await maybeOne<PublicRow>(db, publicFaultSql(where));
	if (!row) throw notFound('fault');
	return row;
}

/** The row of a fault for whoever holds a link to it: also while it is kept from the public. */
export async function rowOf({ db }: Context, held: HeldRow): Promise<PublicRow> {
	const row = await maybeOne<PublicRow>(db, reportedFaultSql(held.faultId));
	if (!row) throw new Problem('not-found', 'This report was withdrawn from public view.');
	return row;
}

async function story({ db }: Context, row: PublicRow, reportId: number | null): Promise<Pick<Page, 'photos' | 'steps' | 'comments'>> {
	const steps = await all<{ at: string; kind: string; state: Page['state'] | null }>(db, stepsSql(row.id));
	const { reason } = await one<{ reason: string | null }>(db, reasonSql(row.id));
	return {
		photos: await all(db, photosSql(row.id, reportId)),
		comments: await all(db, commentsSql(row.id)),
		steps: steps.map((step, i) => ({
			...step,
			state: step.state ?? (step.kind === 'fault.opened' ? 'reported' : null),
			reason: i === steps.length - 1 ? reason : null,
			note: null,
		})),
	};
}

/** What people type or say: a fault's code with or without its F, a ticket with the municipality's prefix, or a number of the system used before. */
async function faultOf(context: Context, said: string): Promise<PublicRow> {
	const { prefix } = context.town.municipality;
	const wanted = said.trim().toUpperCase();
	const ticket = wanted.startsWith(`${prefix}-`)
		? await maybeOne<{ id: number; takenBack: boolean }>(context.db, faultOfTicketSql(wanted.slice(prefix.length + 1)))
		: undefined;
	if (ticket?.takenBack) throw new Problem('taken-back');
	const now = await maybeOne<PublicRow>(context.db, publicFaultSql(ticket ? { id: ticket.id } : { code: wanted.replace(/^F-/, '') }));
	if (now) return now;
	const former = await maybeOne<{ id: number }>(context.db, faultOfNumberSql(wanted));
	if (!former) throw notFound('ticket');
	return publicRow(context, former);
}

/** One public fault with all that anybody may know of it. */
export async function faultPage(context: Context, code: string, language: string): Promise<Page> {
	const row = await faultOf(context, code);
	return { ...publicView(row, language), department: row.department, ...(await story(context, row, null)), expected: await expectedOf(context, row.id) };
}

/** What became of a report, for whoever holds its link. */
export async function tracked(context: Context, tracking: string, language: string): Promise<Tracked> {
	const held = await holder(context, tracking);
	const row = await rowOf(context, held);
	const { reportId, ticket, words, reportedAt, hears, satisfied, satisfiedAt } = held;
	const { fixedAt } = await one<{ fixedAt: Date | null }>(context.db, reasonSql(row.id));
	const { prefix, fixedWindowDays } = context.town.municipality;
	const since = fixedAt ?? reportedAt;
	const until = row.state === 'fixed' && fixedAt ? new Date(fixedAt.getTime() + fixedWindowDays * 86_400_000) : null;
	return {
		ticket: `${prefix}-${ticket ?? row.code}`,
		words: words ?? '',
		reportedAt: reportedAt.toISOString(),
		fault: publicView(row, language),
		department: row.department,
		...(await story(context, row, reportId)),
		expected: await expectedOf(context, row.id),
		mayAnswer: until !== null && until > context.now,
		answerUntil: until?.toISOString() ?? null,
		mayRate: !isOpen(row.state as State),
		satisfied: satisfiedAt && satisfiedAt >= since ? satisfied : null,
		hears,
	};
}

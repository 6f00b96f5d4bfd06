import type { State } from '../../faults/contract.ts';
import { plainTitle, scopeOf } from '../../faults/index.ts';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import { expectedOf } from '../expected/index.ts';
import type { Caller, Earlier, Found } from './contract.ts';
import { type CallerRow, callerSql, type EarlierRow, earlierSql, type FoundRow, findCallersSql, type Sought } from './queries.ts';

/** A look-up belongs to taking calls: whoever may see contacts but takes none sees them at the fault. */
function mustTakeCalls({ actor }: Context): void {
	if (!actor.may('report.take')) throw new Problem('not-allowed', 'Only those who take calls look up callers.');
}

const nothing: Sought = { digits: null, email: null, ticket: null, name: null };

/** What somebody typed of a caller: an address, a number, a ticket or a name. Undefined where it is too little to mean one person. */
export function soughtBy(about: string, prefix: string): Sought | undefined {
	const said = about.trim();
	if (said.includes('@')) return { ...nothing, email: said };
	const ticket = new RegExp(`^${prefix}-?([2-9A-HJ-NP-TV-Z]{6})$`, 'i').exec(said)?.[1];
	if (ticket) return { ...nothing, ticket: ticket.toUpperCase() };
	if (/^[+\d][\d\s()-]*$/.test(said)) {
		const digits = said.replace(/\D/g, '').replace(said.startsWith('+') ? /^27/ : /^0/, '');
		return digits.length >= 6 ? { ...nothing, digits } : undefined;
	}
	return /\p{Letter}{3}/u.test(said) ? { ...nothing, name: said } : undefined;
}

const shortPhone = (phone: string | null): string | null => phone && `••• ${phone.replace(/\D/g, '').slice(-3)}`;
const shortEmail = (email: string | null): string | null => email?.replace(/^(.).*@/, '$1•••@') ?? null;

/** People who reported before, told so that one can ask which of them it is; the rest is shown once one is chosen. */
export async function found(context: Context, about: string): Promise<Found[]> {
	mustTakeCalls(context);
	const sought = soughtBy(about, context.town.municipality.prefix);
	if (!sought) return [];
	const rows = await all<FoundRow>(context.db, findCallersSql(sought, scopeOf(context)));
	if (rows.length > 0) await happened(context.db, { kind: 'contact.seen', personId: context.actor.personId, details: { callers: rows.length } });
	return rows.map((it) => ({ ...it, phone: shortPhone(it.phone), email: shortEmail(it.email), lastAt: it.lastAt.toISOString() }));
}

/** How one caller is reached, and how what they reported earlier stands. */
export async function caller(context: Context, { id, language }: { id: number; language: string }): Promise<Caller> {
	mustTakeCalls(context);
	const { db, actor } = context;
	const row = await maybeOne<CallerRow>(db, callerSql(id));
	const earlier = row ? await all<EarlierRow>(db, earlierSql(id, scopeOf(context))) : [];
	if (!row || earlier.length === 0) throw notFound('caller');
	await happened(db, { kind: 'contact.seen', personId: actor.personId, details: { caller: id } });
	const reports: Earlier[] = [];
	for (const it of earlier) reports.push(await earlierView(context, it, language));
	return { ...row, agreed: row.agreed?.toISOString() ?? null, reports };
}

async function earlierView(context: Context, { code, faultId, mode, state, at, ...it }: EarlierRow, language: string): Promise<Earlier> {
	return {
		...it,
		ticket: `${context.town.municipality.prefix}-${code}`,
		title: plainTitle(mode, language),
		state: state as State,
		at: at.toISOString(),
		expected: it.open ? await expectedOf(context, faultId) : null,
	};
}

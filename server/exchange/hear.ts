import type { Knex } from 'knex';
import type { State } from '../faults/contract.ts';
import { isOpen } from '../faults/index.ts';
import type { Town } from '../municipality/index.ts';
import { happened } from '../platform/events.ts';
import { all, maybeOne, one } from '../platform/sql.ts';
import { withoutPersonal } from '../reports/index.ts';
import { type Row, textOf } from './answers.ts';
import { type Followed, heardBeforeSql, insertSayingSql, type Looked, standsSql } from './follow-queries.ts';
import { nowSql } from './queries.ts';
import { moveIfItCan, withThem } from './send.ts';
import { type Standing, standingOf, statusIn } from './statuses.ts';

/** A text of theirs is kept up to here. */
const longest = 2000;

interface Heard {
	db: Knex;
	town: Town;
	from: Looked;
	now: Date;
}

/** When they say so; not later than now, whatever their clock says. */
function momentIn(row: Row, now: Date): Date {
	const at = Date.parse(textOf(row, 'updated_datetime') ?? '');
	return Number.isFinite(at) && at <= now.getTime() ? new Date(at) : now;
}

const wordsIn = (row: Row, name: string): { words: string | null; publicWords: string | null } => {
	const words = textOf(row, name)?.slice(0, longest).toWellFormed() ?? null;
	return { words, publicWords: words === null ? null : withoutPersonal(words).text };
};

type Before = Followed & { words: string | null };

/** What a fault becomes when they are done: repaired, where they say so themselves; else it ends as theirs. What staff have made of it in the meantime stays. */
async function ends(it: Heard, { faultId, number }: Before, { standing, publicWords }: { standing: Standing; publicWords: string | null }): Promise<void> {
	const { state } = await one<{ state: State }>(it.db, nowSql(faultId));
	if (!isOpen(state)) return;
	const reason = [withThem(it.town, { name: it.from.name, number }), publicWords].filter(Boolean).join(': ').slice(0, 500);
	const to = standing === 'fixed' ? 'fixed' : 'not-ours';
	await moveIfItCan(it.db, faultId, { to, now: it.now, ...(to === 'not-ours' && { reason }) });
}

/** They have opened it again: so do we, unless staff had ended it otherwise. */
async function opensAgain(it: Heard, { faultId, number }: Before): Promise<void> {
	const { state } = await one<{ state: State }>(it.db, nowSql(faultId));
	const back: Partial<Record<State, State>> = { 'not-ours': 'reported', fixed: 'confirmed', closed: 'confirmed' };
	const to = back[state];
	if (to === undefined || !(await moveIfItCan(it.db, faultId, { to, now: it.now }))) return;
	await moveIfItCan(it.db, faultId, { to: 'waiting', reason: withThem(it.town, { name: it.from.name, number }), now: it.now });
}

async function stands(it: Heard, before: Before, said: { status: string; publicWords: string | null }): Promise<void> {
	const standing = standingOf(said.status) as Standing;
	const over = standing !== 'open';
	const kept = await maybeOne(it.db, standsSql(before.id, { status: said.status, over, at: it.now }));
	if (!kept || over === (before.state === 'over')) return;
	if (over) await ends(it, before, { standing, publicWords: said.publicWords });
	else await opensAgain(it, before);
}

/** Takes in what the request itself says. Only what is new is kept, told, and followed. */
export async function hearRequest(it: Heard, id: number, row: Row): Promise<void> {
	const before = await one<Before>(it.db, heardBeforeSql(id));
	const status = statusIn(row);
	const { words, publicWords } = wordsIn(row, 'status_notes');
	if (status === undefined || standingOf(status) === undefined) return;
	const same = status === (before.status ?? 'open') && (words === null || words === before.words);
	if (same) return;
	await all(it.db, insertSayingSql({ handoverId: id, foreignId: null, status, words, publicWords, at: momentIn(row, it.now) }));
	await tell(it, before, status);
	await stands(it, before, { status, publicWords });
}

/** Takes in one of their updates; said again under its number it is the same. How things stand is told by the request itself. */
export async function hearUpdate(it: Heard, id: number, row: Row): Promise<void> {
	const before = await one<Before>(it.db, heardBeforeSql(id));
	const foreignId = (textOf(row, 'update_id') as string).slice(0, 200);
	const status = statusIn(row) ?? 'unchanged';
	const { words, publicWords } = wordsIn(row, 'description');
	if (words === null) return;
	const kept = await maybeOne(it.db, insertSayingSql({ handoverId: id, foreignId, status, words, publicWords, at: momentIn(row, it.now) }));
	if (kept) await tell(it, before, status);
}

async function tell({ db, from }: Heard, { faultId }: Before, status: string): Promise<void> {
	const { id } = await one<{ id: number }>(db, nowSql(faultId));
	await happened(db, { kind: 'handover.said', faultId: id, details: { authority: from.authority, status } });
}

import type { Knex } from 'knex';
import { entropy } from '../../maths/posterior.ts';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, Problem } from '../../platform/problem.ts';
import { all, one } from '../../platform/sql.ts';
import { hold } from '../change.ts';
import { posteriorOf } from '../together.ts';
import { within } from '../within.ts';
import type { Standing } from './contract.ts';
import {
	becomeLateSql,
	doubtSql,
	endOverridesSql,
	learnHoursSql,
	overrideSql,
	rankAgainSql,
	type StandingRow,
	standingSql,
	unweighedSql,
	usualSql,
} from './queries.ts';

const day = 86_400_000;

/** Why a fault stands where it stands in the queue. */
export async function standing(context: Context, { code }: { code: string }): Promise<Standing> {
	const { id } = await within(context, code, 'fault.read');
	const row = await one<StandingRow>(context.db, standingSql(id));
	const { open, people, waterKl, criticality, learntFrom, toVerify } = row;
	const parts: Standing['parts'] = [
		{ part: 'safety', perDay: row.safety },
		{ part: 'water', perDay: row.water },
		{ part: 'people', perDay: row.hardship },
		{ part: 'damage', perDay: row.damage },
		{ part: 'late', perDay: row.late },
	];
	return {
		perDay: open ? row.perDay : null,
		hours: open ? row.hours : null,
		parts: open ? parts.filter(({ perDay }) => perDay > 0) : [],
		...{ people, waterKl, criticality, learntFrom, toVerify },
		override: overrideOf(row),
	};
}

function overrideOf({ open, place, reason, until, at, by }: StandingRow): Standing['override'] {
	if (!open || !place || !until || !at) return null;
	return { place, reason: reason ?? '', until: until.toISOString(), at: at.toISOString(), by };
}

interface Ordering {
	code: string;
	place: 'top' | 'bottom' | 'usual';
	reason?: string | undefined;
	until?: string | undefined;
	version?: number | undefined;
}

/** Puts a fault at the top or the bottom of the queue for a while, or lets its cost of delay decide again. */
export async function order(context: Context, { code, place, reason, until, version }: Ordering): Promise<void> {
	const { db, actor, now } = context;
	const row = await within(context, code, 'fault.assign');
	const { before } = await hold(db, row, version);
	if (!row.open) throw new Problem('wrong-state', 'What is over stands in no queue.');
	if (place === 'usual') await all(db, usualSql(row.id));
	else {
		if (!reason) throw badField('reason', 'Say why.');
		await all(db, overrideSql({ faultId: row.id, place, reason, until: endOf(until, now), personId: actor.personId }));
	}
	await happened(db, { kind: 'fault.ordered', faultId: row.id, personId: actor.personId, details: { before, place } });
}

function endOf(until: string | undefined, now: Date): Date {
	const end = until === undefined ? new Date(now.getTime() + 7 * day) : new Date(until);
	if (end <= now || end.getTime() > now.getTime() + 366 * day) throw badField('until', 'Choose a moment within the next year.');
	return end;
}

/** Keeps the queue in order as time goes on: overrides end, what becomes overdue moves up. */
export async function keepOrder(db: Knex): Promise<void> {
	await all(db, endOverridesSql);
	while ((await all(db, becomeLateSql)).length > 0);
}

/** Learns how long repairs take, and weighs again what stands elsewhere because of it. */
export async function learnOrder(db: Knex): Promise<void> {
	await all(db, learnHoursSql);
	await all(db, rankAgainSql);
}

/** Keeps how doubtful the asset of a fault is, by all its pins together. */
export async function weighDoubt(context: Pick<Context, 'db' | 'town'>, faultId: number): Promise<void> {
	const { candidates, none } = await posteriorOf(context, faultId);
	await all(context.db, doubtSql(faultId, entropy([...candidates.map(({ p }) => p), none])));
}

/** Weighs the doubt of those that came in without: from a seed, an import or an older version. */
export async function weighDoubts(context: Pick<Context, 'db' | 'town'>): Promise<void> {
	for (const { id } of await all<{ id: number }>(context.db, unweighedSql)) await weighDoubt(context, id);
}

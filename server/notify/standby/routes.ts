import { scopeOf, worksTitle } from '../../faults/index.ts';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import { acknowledgeCallOut, addStandby, type CallOut, readStandby, removeStandby, restoreStandby, type Standby, writeStandbyMinutes } from './contract.ts';
import {
	acknowledgeSql,
	addStandbySql,
	callOutSql,
	callOutsSql,
	minutesSql,
	removeStandbySql,
	rosterOfSql,
	standbyPeopleSql,
	standbysSql,
	writeMinutesSql,
} from './queries.ts';

/** Whether somebody keeps the roster of a department. */
function keeps({ actor }: Pick<Context, 'actor'>, departmentId: number): boolean {
	if (!actor.may('work.supervise')) return false;
	const reach = actor.scope?.('work.supervise');
	return reach === undefined || (reach.departments?.includes(departmentId) ?? false);
}

function mustKeep(context: Context, departmentId: number): void {
	if (!keeps(context, departmentId)) throw new Problem('not-allowed', 'Another department keeps this roster.');
}

interface CallOutRow extends Omit<CallOut, 'title' | 'at' | 'acknowledgedAt'> {
	mode: string;
	at: Date;
	acknowledgedAt: Date | null;
}

const isDay = (it: string): boolean => !Number.isNaN(Date.parse(it)) && new Date(it).toISOString().startsWith(it);

function mustBeDays({ from, until }: { from: string; until: string }): void {
	if (!isDay(from)) throw badField('from', 'There is no such day.');
	if (!isDay(until) || until < from) throw badField('until', 'The last day is not before the first.');
	if (Date.parse(until) - Date.parse(from) > 366 * 86_400_000) throw badField('until', 'A year at most.');
}

/** Answers the roster and what became of calls, and writes the roster. */
export function standbyRoutes(serve: Serve<Context>): void {
	serve(readStandby, async (context, { language }) => {
		const { db } = context;
		const departments = await all<{ id: number; code: string; minutes: number }>(db, minutesSql);
		const mine = new Set(departments.filter(({ id }) => keeps(context, id)).map(({ code }) => code));
		const standbys = (await all<Standby>(db, standbysSql)).map((it) => ({ ...it, phone: mine.has(it.department) ? it.phone : null }));
		const callOuts = (await all<CallOutRow>(db, callOutsSql(scopeOf(context)))).map(({ mode, ...it }) => ({
			...{ ...it, title: worksTitle(mode, language), at: it.at.toISOString(), acknowledgedAt: it.acknowledgedAt?.toISOString() ?? null },
		}));
		const people =
			mine.size > 0 ? await all<{ id: string; name: string }>(db, standbyPeopleSql(['dispatcher', 'engineer', 'crew', 'contractor', 'administrator'])) : [];
		return { departments: departments.map(({ code, minutes }) => ({ code, minutes, mine: mine.has(code) })), standbys, people, callOuts };
	});
	serve(addStandby, async (context, { department, phone, ...it }) => {
		const { db, town, actor } = context;
		const known = town.departments.find(({ code }) => code === department);
		if (!known) throw badField('department', 'There is no such department.');
		mustKeep(context, known.id);
		mustBeDays(it);
		const added = await maybeOne<{ id: string }>(db, addStandbySql({ ...it, departmentId: known.id, phone: phone || null }));
		if (!added) throw badField('person', 'There is no such person.');
		await happened(db, { kind: 'standby.added', personId: actor.personId, details: { person: it.person, department, standby: added.id } });
		return added;
	});
	for (const [endpoint, removed] of [[removeStandby, true] as const, [restoreStandby, false] as const])
		serve(endpoint, async (context, { id }) => {
			const roster = await maybeOne<{ departmentId: number }>(context.db, rosterOfSql(id));
			if (!roster) throw notFound('standby');
			mustKeep(context, roster.departmentId);
			if (!(await maybeOne(context.db, removeStandbySql(id, removed)))) throw notFound('standby');
			await happened(context.db, { kind: removed ? 'standby.removed' : 'standby.restored', personId: context.actor.personId, details: { standby: id } });
			return {};
		});
	serveCalls(serve);
}

function serveCalls(serve: Serve<Context>): void {
	serve(writeStandbyMinutes, async (context, { code, minutes }) => {
		const known = context.town.departments.find((it) => it.code === code);
		if (!known) throw notFound('department');
		mustKeep(context, known.id);
		await all(context.db, writeMinutesSql(known.id, minutes));
		await happened(context.db, { kind: 'standby.timed', personId: context.actor.personId, details: { department: code, minutes } });
		return {};
	});
	serve(acknowledgeCallOut, async (context, { id }) => {
		const { db, actor } = context;
		const known = await maybeOne<{ departmentId: number; called: boolean }>(db, callOutSql(id, actor.personId));
		if (!known || actor.personId === null) throw notFound('call-out');
		if (!known.called && !keeps(context, known.departmentId)) throw new Problem('not-allowed', 'Whoever was called says this, or a supervisor.');
		const gone = await maybeOne<{ faultId: number }>(db, acknowledgeSql(id, actor.personId));
		if (!gone) throw new Problem('wrong-state', 'Somebody is going already, or it is over.');
		await happened(db, { kind: 'callout.acknowledged', faultId: gone.faultId, personId: actor.personId });
		return {};
	});
}

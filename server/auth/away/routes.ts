import type { Knex } from 'knex';
import { happened } from '../../platform/events.ts';
import type { Actor, Serve } from '../../platform/http.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { holdPersonSql } from '../queries.ts';
import { rolesWith } from '../rights.ts';
import type { SessionContext } from '../sessions.ts';
import { type Absence, cancelAbsence, listAbsences, restoreAbsence, sayAbsence } from './contract.ts';
import { type AbsenceRow, absenceSql, absencesSql, addAbsenceSql, cancelSql, colleaguesSql, overlapsSql, presentSql, soonerThanTodaySql } from './queries.ts';

interface Colleague {
	personId: number;
	id: string;
	name: string;
	departments: number[];
}

/** Everybody speaks for themselves; administrators for all, supervisors for those of their departments. */
function speaksFor(actor: Actor, { personId, departments }: Pick<Colleague, 'personId' | 'departments'>): boolean {
	if (personId === actor.personId || actor.may('person.manage')) return true;
	if (!actor.may('work.supervise')) return false;
	const reach = actor.scope?.('work.supervise');
	return reach === undefined || departments.some((it) => reach.departments?.includes(it));
}

const colleagues = (db: Knex): Promise<Colleague[]> => all<Colleague>(db, colleaguesSql(rolesWith('fault.move')));

/** Somebody of staff for whom whoever asks may speak. */
async function spokenFor({ db, actor }: SessionContext, isThey: (it: Colleague) => boolean): Promise<Colleague> {
	const person = (await colleagues(db)).find(isThey);
	if (!person) throw notFound('person');
	if (!speaksFor(actor, person)) throw new Problem('not-allowed', 'They themselves, their supervisor or an administrator say this.');
	return person;
}

const view = ({ personId, ...it }: AbsenceRow, mayChange: boolean): Absence => ({ ...it, mayChange });

const mustBeFree = async (db: Knex, it: { personId: number; from: string; until: string }): Promise<void> => {
	if (await maybeOne(db, overlapsSql(it))) throw new Problem('conflict', 'They are away on one of these days already.');
};

const isDay = (it: string): boolean => !Number.isNaN(Date.parse(it)) && new Date(it).toISOString().startsWith(it);

async function mustBeDays(db: Knex, { from, until }: { from: string; until: string }): Promise<void> {
	if (!isDay(from)) throw badField('from', 'There is no such day.');
	if (!isDay(until)) throw badField('until', 'There is no such day.');
	if (until < from) throw badField('until', 'The last day is not before the first.');
	if (Date.parse(until) - Date.parse(from) > 730 * 86_400_000) throw badField('until', 'Two years at most.');
	const { over } = await one<{ over: boolean }>(db, soonerThanTodaySql(until));
	if (over) throw badField('until', 'These days are over.');
}

/** Answers who is away, and hears of it. */
export function awayRoutes(serve: Serve<SessionContext>): void {
	serve(listAbsences, async ({ db, actor }) => {
		const staff = await colleagues(db);
		const named = ({ id, name }: Colleague) => ({ id, name });
		const people = staff.filter((it) => speaksFor(actor, it));
		const mine = new Set(people.map(({ personId }) => personId));
		const absences = (await all<AbsenceRow>(db, absencesSql)).map((it) => view(it, mine.has(it.personId)));
		return { absences, people: people.map(named), standIns: staff.map(named) };
	});
	serve(sayAbsence, async (context, { person, standIn, from, until }) => {
		const { db, actor } = context;
		const { personId } = await spokenFor(context, ({ id }) => id === person);
		await mustBeDays(db, { from, until });
		if (standIn === person) throw badField('standIn', 'Somebody else stands in.');
		const other = standIn === null ? null : (await colleagues(db)).find(({ id }) => id === standIn);
		if (other === undefined) throw badField('standIn', 'There is no such person.');
		await maybeOne(db, holdPersonSql(person));
		await mustBeFree(db, { personId, from, until });
		const { id } = await one<{ id: string }>(db, addAbsenceSql({ personId, standInId: other?.personId ?? null, from, until, by: actor.personId }));
		await happened(db, { kind: 'person.away', personId: actor.personId, details: { person, absence: id, ...(standIn && { standIn }) } });
		return { absence: view(await one<AbsenceRow>(db, absenceSql(id)), true) };
	});
	serveTakingBack(serve);
}

function serveTakingBack(serve: Serve<SessionContext>): void {
	serve(cancelAbsence, async (context, { id }) => {
		const { person } = await taken(context, id, true);
		await happened(context.db, { kind: 'person.away-cancelled', personId: context.actor.personId, details: { person: person.id, absence: id } });
		return {};
	});
	serve(restoreAbsence, async (context, { id }) => {
		const it = await taken(context, id, false);
		await happened(context.db, { kind: 'person.away-restored', personId: context.actor.personId, details: { person: it.person.id, absence: id } });
		return { absence: view(it, true) };
	});
}

async function taken(context: SessionContext, id: string, cancelled: boolean): Promise<AbsenceRow> {
	const { db } = context;
	const it = await maybeOne<AbsenceRow>(db, absenceSql(id));
	if (!it) throw notFound('absence');
	await spokenFor(context, ({ personId }) => personId === it.personId);
	await maybeOne(db, holdPersonSql(it.person.id));
	if (!cancelled) await mustBeFree(db, it);
	if (!(await maybeOne(db, cancelSql(id, cancelled)))) throw notFound('absence');
	return it;
}

/** Whoever has what is given to somebody, today: they, or whoever stands in for them. */
export const presentFor = async (db: Knex, personId: number): Promise<number> => (await one<{ id: number }>(db, presentSql(personId))).id;

import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { badField, notFound } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { oneself } from '../factor/routes.ts';
import { meOf } from '../me.ts';
import { hashPassword, passwordFits } from '../password.ts';
import { endOtherSessionsSql } from '../queries.ts';
import { lifetimeHours, type SessionContext } from '../sessions.ts';
import { changePassword, endOneSession, endOtherSessions, listSessions, type Seat } from './contract.ts';
import { endSeatSql, passwordHashSql, seatsSql, writePasswordSql } from './queries.ts';

type Row = Omit<Seat, 'current' | 'lastUsed'> & { lastUsed: Date };

/** Answers where somebody is signed in, ends it elsewhere, changes a password. */
export function seatRoutes(serve: Serve<SessionContext>): void {
	serve(listSessions, async (context) => {
		const rows = await all<Row>(context.db, seatsSql(oneself(context).id, lifetimeHours));
		return { sessions: rows.map((it) => ({ ...it, lastUsed: it.lastUsed.toISOString(), current: it.id === context.session.mine })) };
	});
	serve(endOneSession, async (context, { id }) => {
		const personId = oneself(context).id;
		if (!(await maybeOne(context.db, endSeatSql(personId, id)))) throw notFound('session');
		await happened(context.db, { kind: 'session.ended', personId, details: { sessions: 1 } });
		return {};
	});
	serve(endOtherSessions, async (context) => {
		const personId = oneself(context).id;
		const ended = (await all(context.db, endOtherSessionsSql(personId, context.session.mine))).length;
		if (ended > 0) await happened(context.db, { kind: 'session.ended', personId, details: { sessions: ended } });
		return { ended };
	});
	serve(changePassword, async (context, { before, password }) => {
		const { db, session } = context;
		const person = oneself(context);
		const { hash } = await one<{ hash: string | null }>(db, passwordHashSql(person.id));
		if (!(await passwordFits(before, hash))) throw badField('before', 'This is not your present password.');
		await all(db, writePasswordSql(person.id, await hashPassword(password)));
		await all(db, endOtherSessionsSql(person.id, session.mine));
		await happened(db, { kind: 'person.password-set', personId: person.id });
		return meOf(person);
	});
}

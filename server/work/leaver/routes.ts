import { passFaultsOn, scopeOf, takeFaultsBack, worksTitle } from '../../faults/index.ts';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { type BriefRow, briefsSql, withinSql } from '../orders/queries.ts';
import { departmentsOf, titleOf } from '../orders/show.ts';
import { passOnWork, readLeftWork, takeWorkBack } from './contract.ts';
import { holderSql, type LeftFault, leftCrewsSql, leftFaultsSql, leftOrdersSql, passedFaultsSql, passOnSql, standsInForSql, takeBackSql } from './queries.ts';

interface Holder {
	id: number;
	disabled: boolean;
}

/** Those of somebody that whoever asks may pass on. */
async function leftOrders(context: Context, { id }: Holder): Promise<number[]> {
	const within = withinSql(departmentsOf(context, 'fault.assign'));
	return (await all<{ id: number }>(context.db, leftOrdersSql(id, within))).map((it) => it.id);
}

/** Answers what somebody still has, gives it to somebody else in one act, and takes that back. */
export function leaverRoutes(serve: Serve<Context>): void {
	serve(readLeftWork, async (context, { id, language }) => {
		const { db } = context;
		const person = await maybeOne<Holder>(db, holderSql(id));
		if (!person) throw notFound('person');
		const faults = await all<LeftFault>(db, leftFaultsSql(person.id, scopeOf(context, 'fault.assign')));
		const orders = await all<BriefRow>(db, briefsSql(await leftOrders(context, person)));
		const crews = await all<{ code: string }>(db, leftCrewsSql(person.id));
		const standsIn = await all<{ name: string }>(db, standsInForSql(person.id));
		return {
			faults: faults.map(({ code, mode, street }) => ({ code, street, title: worksTitle(mode, language) })),
			orders: orders.map((it) => ({ code: it.code, title: titleOf(it, language), street: it.street })).toSorted((a, b) => a.code.localeCompare(b.code)),
			crews: crews.map(({ code }) => code),
			standsInFor: standsIn.map(({ name }) => name),
		};
	});
	serve(passOnWork, passOn);
	serve(takeWorkBack, async (context, { passed }) => {
		const { db, actor } = context;
		const back = await maybeOne<{ person: string }>(db, takeBackSql(passed));
		if (!back) throw notFound('act, or it is too long ago, or it was taken back before');
		const codes = (await all<{ code: string }>(db, passedFaultsSql(passed))).map(({ code }) => code);
		const { undone, kept } = await takeFaultsBack(context, codes, passed);
		await happened(db, { kind: 'person.work-returned', personId: actor.personId, details: { person: back.person, faults: undone } });
		return { faults: undone, kept };
	});
}

async function passOn(
	context: Context,
	{ id, to }: { id: string; to: string | null },
): Promise<{ passed: string; faults: number; orders: number; crews: number }> {
	const { db, actor } = context;
	const person = await maybeOne<Holder>(db, holderSql(id));
	if (!person) throw notFound('person');
	const other = to === null ? null : await maybeOne<Holder>(db, holderSql(to));
	if (other === undefined || other?.disabled || other?.id === person.id) throw badField('to', 'Somebody else who works here.');
	const faults = await all<LeftFault>(db, leftFaultsSql(person.id, scopeOf(context, 'fault.assign')));
	const passing = passOnSql({ personId: person.id, toId: other?.id ?? null, orders: await leftOrders(context, person) });
	const { id: passed, crews, orders } = await one<{ id: string; crews: number; orders: number }>(db, passing);
	if (faults.length + crews + orders === 0) throw new Problem('wrong-state', 'They have nothing that could be passed on.');
	const codes = faults.map(({ code }) => code);
	await passFaultsOn(context, { codes, to, batch: passed });
	await happened(db, {
		kind: 'person.work-passed-on',
		personId: actor.personId,
		details: { person: id, ...(to && { to }), passed, faults: codes.length, orders, crews },
	});
	return { passed, faults: codes.length, orders, crews };
}

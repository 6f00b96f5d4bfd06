import type { State } from '../../faults/contract.ts';
import { move, takenByMistake } from '../../faults/index.ts';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import { type TakenRow, takenSql, withdrawSql } from './queries.ts';

/** Takes back a report that its taker has just taken down. What went out in between is not taken back. */
export async function withdraw(context: Context, ticket: string): Promise<{ state: State }> {
	const { db, actor, town, now } = context;
	const code = ticket.toUpperCase().replace(new RegExp(`^${town.municipality.prefix}-`), '');
	const taken = await maybeOne<TakenRow>(db, takenSql(code, actor.personId));
	if (!taken) throw notFound('report of yours');
	if (taken.withdrawn) return { state: taken.state as State };
	if (taken.late) throw new Problem('wrong-state', 'It was taken more than an hour ago: an engineer decides about it now.');
	if (taken.kind === 'fault.reopened') throw new Problem('wrong-state', 'It has reopened a repair: an engineer decides about it now.');
	await all(db, withdrawSql({ id: taken.id, faultId: taken.faultId, at: now }));
	if (taken.alone) await move(context, { code: taken.fault, to: 'rejected', reason: takenByMistake });
	await happened(db, { kind: 'report.withdrawn', faultId: taken.faultId, reportId: taken.id, personId: actor.personId });
	return { state: taken.alone ? 'rejected' : (taken.state as State) };
}

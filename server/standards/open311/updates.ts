import type { Request } from 'express';
import type { State } from '../../faults/contract.ts';
import { move, moves, wantsReason } from '../../faults/index.ts';
import type { Context } from '../../municipality/index.ts';
import { inTransaction } from '../../platform/http.ts';
import { notFound } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { remark } from '../../reports/index.ts';
import { wrong } from './errors.ts';
import { needed, type Parameters, spanOf, timeOf } from './parameters.ts';
import { mediaUrls, personOf, sender, wordsOf } from './post.ts';
import { holdNameSql, insertSaidSql, namedFaultSql, saidSql, type UpdateRow, updatesSql } from './queries.ts';
import { numberOf, w3c } from './requests.ts';
import { serviceName } from './services.ts';
import { isStatus, plainStatus, stateOf, statusOf } from './statuses.ts';
import type { Row } from './write.ts';

/** A comment is a thing of at most this length. */
const longest = 2000;

/** What has become of faults within a span: all of it, or for whoever bears a key what concerns the reports they posted. */
export async function updates(context: Context, it: Parameters): Promise<Row[]> {
	const { db, now, town, language, actor } = context;
	const { prefix, zone } = town.municipality;
	const span = spanOf(it, ['start_date', 'end_date'], { now, zone });
	const personId = actor.may('report.take') ? actor.personId : null;
	const rows = await all<UpdateRow>(db, updatesSql({ ...span, personId }));
	return rows.map(({ updateId, code, ticket, state, at, words, mode }) => ({
		update_id: ticket === null ? updateId : `${updateId}-${ticket}`,
		service_request_id: ticket === null ? `F-${code}` : `${prefix}-${ticket}`,
		status: state === null ? 'unchanged' : statusOf[state as State],
		updated_datetime: w3c(at),
		description: words ?? '',
		external_status_code: state ?? undefined,
		extras: { category: serviceName(mode, language) },
	}));
}

interface Named {
	id: number;
	code: string;
	state: State;
	departmentId: number;
	wardId: number | null;
}

/** Whether the key may move this very fault. */
function mayMove({ actor }: Context, { departmentId, wardId }: Named): boolean {
	if (!actor.may('fault.move')) return false;
	const scope = actor.scope?.('fault.move');
	return scope === undefined || scope.departments.includes(departmentId) || (wardId !== null && scope.wards.includes(wardId));
}

/** Moves the fault where the status says so, the key may, and the fault can go there. The words of people are no reason: a reason is for everybody, and for good. */
async function follow(context: Context, fault: Named, status: string): Promise<void> {
	const to = stateOf(status);
	if (to === undefined || to === fault.state || !moves[fault.state].includes(to) || !mayMove(context, fault)) return;
	await move(context, { code: fault.code, to, reason: wantsReason.has(to) ? status.replaceAll('_', ' ') : undefined, proof: 'authority' });
}

/** Takes what another system says of a fault. Said again under the same number it is the same. */
export async function postUpdate(context: Context, request: Request, it: Parameters): Promise<Row[]> {
	const personId = sender(context, request);
	const number = needed(it, 'service_request_id');
	const foreignId = needed(it, 'update_id').trim().slice(0, 200);
	const status = plainStatus(it.get('status') ?? 'unchanged');
	if (!isStatus(status)) throw wrong('status', 'is none that is known here');
	timeOf(it, 'updated_datetime', context.town.municipality.zone);
	const { more, ...person } = personOf(it);
	const words = wordsOf(it, [...more, ...mediaUrls(it)], longest);
	return inTransaction(context.db, async (db) => {
		await all(db, holdNameSql(`open311 update ${personId} ${foreignId}`));
		const before = await maybeOne<{ id: number }>(db, saidSql(personId, foreignId));
		if (before) return [{ update_id: `R-${before.id}` }];
		const fault = await maybeOne<Named>(db, namedFaultSql(numberOf(context, number)));
		if (!fault) throw notFound(`service_request_id (${number.slice(0, 80)})`);
		await follow({ ...context, db }, fault, status);
		const contactId = await remark({ ...context, db }, { faultId: fault.id, words, ...person });
		const { id } = await one<{ id: number }>(db, insertSaidSql({ faultId: fault.id, personId, contactId, foreignId, status, now: context.now }));
		return [{ update_id: `R-${id}` }];
	});
}

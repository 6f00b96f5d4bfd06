import { createHash } from 'node:crypto';
import type { State } from '../../faults/contract.ts';
import { merge, move, moves, scopeOf } from '../../faults/index.ts';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { type Approval, decideApproval, endMany, listApprovals, mergeMany, mergesAlone, withdrawApproval } from './contract.ts';
import { type ApprovalRow, approvalSql, approvalsSql, askSql, decideSql, holdApprovalSql, type Payload, seenSql } from './queries.ts';

/** So long somebody may take to decide. */
const days = 7;

type Wish = Pick<ApprovalRow, 'kind' | 'payload' | 'reason'>;

const plain = (code: string): string => code.toUpperCase().replace(/^F-/, '');
const digestOf = ({ kind, payload: { faults, to, into }, reason }: Wish): string =>
	createHash('sha256')
		.update(JSON.stringify([kind, faults, to ?? null, into ?? null, reason]))
		.digest('base64url');

const stateOf = ({ outcome, expired }: ApprovalRow): Approval['state'] => outcome ?? (expired ? 'expired' : 'waiting');
const view = (it: ApprovalRow, personId: number | null): Approval => ({
	...{ id: it.id, kind: it.kind, faults: it.payload.faults, to: it.payload.to ?? null, into: it.payload.into ?? null },
	...{ reason: it.reason, digest: it.digest, askedBy: it.askedBy, askedAt: it.askedAt.toISOString(), expiresAt: it.expiresAt.toISOString() },
	...{ mine: it.askedById === personId, state: stateOf(it), decidedBy: it.decidedBy, decidedAt: it.decidedAt?.toISOString() ?? null },
});

/** All of these faults, where this person may see and change them; otherwise which are not there. */
async function known(context: Context, codes: readonly string[]): Promise<{ code: string; state: State }[]> {
	const rows = await all<{ code: string; state: State }>(context.db, seenSql(codes, scopeOf(context)));
	const lacking = codes.filter((code) => !rows.some((row) => row.code === code));
	if (lacking.length > 0) throw notFound(`fault: ${lacking.join(', ')}`);
	return rows;
}

async function mustBeMovable(context: Context, { faults, to }: Payload): Promise<void> {
	const stuck = (await known(context, faults)).filter(({ state }) => to !== undefined && !moves[state].includes(to));
	if (stuck.length > 0) throw new Problem('wrong-state', `Not from their state: ${stuck.map(({ code }) => code).join(', ')}.`, { extra: { faults: stuck } });
}

const asker = ({ actor }: Context): number => {
	if (actor.personId === null) throw new Problem('not-signed-in');
	return actor.personId;
};

async function ask(context: Context, wish: Wish): Promise<Approval> {
	const personId = asker(context);
	const { id } = await one<{ id: string }>(context.db, askSql({ ...wish, digest: digestOf(wish), personId, days }));
	await happened(context.db, { kind: 'approval.wished', personId, details: { approval: id, kind: wish.kind, ...wish.payload } });
	return view(await one<ApprovalRow>(context.db, approvalSql(id)), personId);
}

/** Does what was asked for, as the one who said yes: every fault or, where one stands in the way, none. */
async function carryOut(context: Context, { kind, payload, reason }: Wish): Promise<void> {
	await known(context, payload.into === undefined ? payload.faults : [...payload.faults, payload.into]);
	for (const code of [...payload.faults].sort()) {
		if (kind === 'merge' && payload.into !== undefined) await merge(context, code, payload.into);
		if (kind === 'end' && payload.to !== undefined) await move(context, { code, to: payload.to, reason });
	}
}

async function waiting(context: Context, id: string): Promise<ApprovalRow> {
	const row = await maybeOne<ApprovalRow>(context.db, holdApprovalSql(id));
	if (!row) throw notFound('question');
	if (row.outcome !== null || row.expired) throw new Problem('wrong-state', 'This has been decided, or its time is over.');
	return row;
}

async function decide(context: Context, { id, approve, digest }: { id: string; approve: boolean; digest: string }): Promise<Approval> {
	const personId = asker(context);
	const row = await waiting(context, id);
	if (row.askedById === personId) throw new Problem('not-allowed', 'Whoever asks does not decide: somebody else must.');
	if (row.digest !== digest || digestOf(row) !== digest) throw new Problem('precondition-failed', 'This is not what you have read.');
	const outcome = approve ? 'approved' : 'refused';
	await all(context.db, decideSql(id, { outcome, personId }));
	if (approve) await carryOut(context, row);
	await happened(context.db, { kind: `approval.${outcome}`, personId, details: { approval: id, kind: row.kind, ...row.payload } });
	return view(await one<ApprovalRow>(context.db, approvalSql(id)), personId);
}

/** Answers what is asked of a second person, and does it when they say yes. */
export function approvalRoutes(serve: Serve<Context>): void {
	serve(endMany, async (context, { faults, to, reason }) => {
		const payload: Payload = { faults: [...new Set(faults.map(plain))].sort(), to };
		await mustBeMovable(context, payload);
		return { approval: await ask(context, { kind: 'end', payload, reason }) };
	});
	serve(mergeMany, async (context, { faults, into, reason }) => {
		const payload: Payload = { faults: [...new Set(faults.map(plain))].sort(), into: plain(into) };
		if (payload.faults.includes(plain(into))) throw badField('into', 'A fault cannot be merged into itself.');
		await known(context, [...payload.faults, plain(into)]);
		if (payload.faults.length > mergesAlone) return { approval: await ask(context, { kind: 'merge', payload, reason }) };
		await carryOut(context, { kind: 'merge', payload, reason });
		return { approval: null };
	});
	serve(listApprovals, async ({ db, actor }) => ({ approvals: (await all<ApprovalRow>(db, approvalsSql)).map((row) => view(row, actor.personId)) }));
	serve(decideApproval, async (context, it) => ({ approval: await decide(context, it) }));
	serve(withdrawApproval, async (context, { id }) => {
		const personId = asker(context);
		if ((await waiting(context, id)).askedById !== personId) throw notFound('question of yours');
		await all(context.db, decideSql(id, { outcome: 'withdrawn', personId }));
		await happened(context.db, { kind: 'approval.withdrawn', personId, details: { approval: id } });
		return {};
	});
}

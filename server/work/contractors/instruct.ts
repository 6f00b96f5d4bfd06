import { amountOf } from '../../maths/invoice.ts';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { withinSql } from '../orders/queries.ts';
import { departmentsOf, orderRow } from '../orders/show.ts';
import { isLive } from '../orders/states.ts';
import {
	changeInstruction,
	type Instruction,
	type InstructionState,
	listInstructions,
	measureInstruction,
	moveInstruction,
	openInstruction,
} from './contract.ts';
import {
	type AgreedItem,
	countingSql,
	dropItemsSql,
	holdInstructionSql,
	type InstructionRow,
	insertInstructionSql,
	insertItemsSql,
	instructionsSql,
	measureSql,
	moveInstructionSql,
	ratesOnSql,
	rewriteInstructionSql,
	touchInstructionSql,
} from './queries.ts';
import { instructionMoves } from './states.ts';

interface Terms {
	scope: string;
	ceiling: number | null;
	due: string | null;
	items: readonly { item: string; quantity: number }[];
}

const within = (context: Pick<Context, 'actor'>) => withinSql(departmentsOf(context, 'contract.manage'));

/** The sum of what was agreed, in cents. */
const agreedOf = (items: readonly { quantity: number; cents: number }[]): number => items.reduce((sum, it) => sum + amountOf(it), 0);

const view = ({ id: _id, contractorId: _contractor, orderId: _order, madeAt, ...it }: InstructionRow): Instruction => ({
	...it,
	agreed: agreedOf(it.items),
	madeAt: madeAt.toISOString(),
	moves: [...instructionMoves[it.state]],
});

/** An instruction, held for a change; 404 where somebody may not see its work. */
export async function heldInstruction(context: Context, code: string): Promise<InstructionRow> {
	const row = await maybeOne<InstructionRow>(context.db, holdInstructionSql(code, within(context)));
	if (!row) throw notFound('instruction');
	return row;
}

async function unchanged(context: Context, { code, version }: { code: string; version: number }): Promise<InstructionRow> {
	const row = await heldInstruction(context, code);
	if (row.version !== version) throw new Problem('conflict', 'Somebody has changed it since you read it.');
	return row;
}

const shown = async (context: Context, code: string) => ({ instruction: view(await heldInstruction(context, code)) });

const today = ({ town, now }: Context): string => new Intl.DateTimeFormat('en-CA', { timeZone: town.municipality.zone, dateStyle: 'short' }).format(now);

/** What is agreed, at the rates that the company has today. */
async function agreed(context: Context, contractor: string, { items }: Terms): Promise<{ contractorId: number; list: AgreedItem[] }> {
	const rates = await all<AgreedItem & { contractorId: number; item: string | null }>(context.db, ratesOnSql(contractor, today(context)));
	const [first] = rates;
	if (!first) throw badField('contractor', 'There is no such company at work.');
	const list = items.map(({ item, quantity }, at): AgreedItem => {
		const rate = rates.find((it) => it.item === item);
		if (!rate) throw badField(`items.${at}.item`, 'The contract has no rate for it today.');
		if (items.findIndex((it) => it.item === item) < at) throw badField(`items.${at}.item`, 'It is named twice.');
		return { item, title: rate.title, unit: rate.unit, cents: rate.cents, quantity };
	});
	return { contractorId: first.contractorId, list };
}

const told = ({ db, actor }: Context, it: { kind: `instruction.${string}`; orderId: number; details: object }): Promise<void> =>
	happened(db, { kind: it.kind, workOrderId: it.orderId, personId: actor.personId, details: it.details });

async function open(context: Context, { contractor, order, ...terms }: Terms & { contractor: string; order: string }) {
	const { db, actor } = context;
	const row = await orderRow(context, order, 'contract.manage');
	if (!isLive(row.state)) throw new Problem('wrong-state', 'This work order is over.');
	const { contractorId, list } = await agreed(context, contractor, terms);
	const ceiling = terms.ceiling ?? agreedOf(list);
	const wish = { contractorId, orderId: row.id, scope: terms.scope, ceiling, due: terms.due, personId: actor.personId };
	const { id, code } = await one<{ id: number; code: string }>(db, insertInstructionSql(wish));
	await all(db, insertItemsSql(id, list));
	await told(context, { kind: 'instruction.drafted', orderId: row.id, details: { instruction: code, contractor, ceilingCents: ceiling } });
	return shown(context, code);
}

async function rewrite(context: Context, { code, version, ...terms }: Terms & { code: string; version: number }) {
	const row = await unchanged(context, { code, version });
	if (row.state !== 'drafted') throw new Problem('wrong-state', 'Only a draft is written anew.');
	const { list } = await agreed(context, row.contractor, terms);
	const ceiling = terms.ceiling ?? agreedOf(list);
	await all(context.db, rewriteInstructionSql(row.id, { scope: terms.scope, ceiling, due: terms.due }));
	await all(context.db, dropItemsSql(row.id));
	await all(context.db, insertItemsSql(row.id, list));
	await told(context, { kind: 'instruction.changed', orderId: row.orderId, details: { instruction: row.code, ceilingCents: ceiling, wasCents: row.ceiling } });
	return shown(context, row.code);
}

async function move(context: Context, it: { code: string; to: InstructionState; reason?: string | undefined; version: number }) {
	const { db } = context;
	const row = await unchanged(context, it);
	if (!instructionMoves[row.state].includes(it.to)) throw new Problem('wrong-state', `Not from ${row.state} to ${it.to}.`);
	const reason = it.reason || null;
	if (it.to === 'cancelled' && reason === null) throw badField('reason', 'Say why.');
	if (it.to === 'cancelled' && (await one<{ count: number }>(db, countingSql(row.id))).count > 0)
		throw new Problem('wrong-state', 'It has invoices that are neither refused nor cancelled.');
	await all(db, moveInstructionSql(row.id, { to: it.to, reason: it.to === 'cancelled' ? reason : null }));
	await told(context, { kind: 'instruction.moved', orderId: row.orderId, details: { instruction: row.code, from: row.state, to: it.to } });
	return shown(context, row.code);
}

interface Measured {
	item: string;
	quantity: number | null;
}

async function measure(context: Context, it: { code: string; measured: readonly Measured[]; version: number }) {
	const row = await unchanged(context, it);
	if (row.state !== 'instructed' && row.state !== 'done') throw new Problem('wrong-state', 'Nothing of it can have been done.');
	const odd = it.measured.findIndex(({ item }) => !row.items.some((known) => known.item === item));
	if (odd >= 0) throw badField(`measured.${odd}.item`, 'It was not instructed.');
	await all(context.db, measureSql(row.id, it.measured));
	await all(context.db, touchInstructionSql(row.id));
	const was = row.items.map(({ item, measured }) => ({ item, quantity: measured }));
	await told(context, { kind: 'instruction.measured', orderId: row.orderId, details: { instruction: row.code, measured: it.measured, was } });
	return shown(context, row.code);
}

/** Answers those who tell contractors what to do. */
export function instructionRoutes(serve: Serve<Context>): void {
	serve(listInstructions, async (context, { order = null }) => ({
		instructions: (await all<InstructionRow>(context.db, instructionsSql({ order, within: within(context) }))).map(view),
	}));
	serve(openInstruction, open);
	serve(changeInstruction, rewrite);
	serve(moveInstruction, move);
	serve(measureInstruction, measure);
}

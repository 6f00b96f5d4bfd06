import { amountOf, type Finding, findingsOf, taxOf } from '../../maths/invoice.ts';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { heldInstruction } from '../contractors/instruct.ts';
import { vatSql } from '../contractors/queries.ts';
import { countCost } from '../orders/cost.ts';
import { withinSql } from '../orders/queries.ts';
import { departmentsOf } from '../orders/show.ts';
import { acceptFinding, cancelInvoice, decideInvoice, enterInvoice, type Invoice, listInvoices } from './contract.ts';
import {
	type AcceptedRow,
	acceptSql,
	decideInvoiceSql,
	holdInstructionOfSql,
	holdInvoiceSql,
	type InvoiceRow,
	insertInvoiceSql,
	invoicesSql,
	numberTakenSql,
	touchInvoiceSql,
} from './queries.ts';

const within = (context: Pick<Context, 'actor'>, right: string) => withinSql(departmentsOf(context, right));

const same = (one: Pick<Finding, 'kind' | 'item' | 'by'>, other: AcceptedRow): boolean =>
	one.kind === other.kind && one.item === other.item && one.by === other.by;

const passed = ({ reason, person, at }: AcceptedRow) => ({ reason, by: person, at: new Date(at).toISOString() });

/** What speaks against an invoice as things stand now; once it is decided, what was let pass. */
function findingsNow(it: InvoiceRow): Invoice['findings'] {
	if (it.state !== 'entered') return it.accepted.map((row) => ({ kind: row.kind as Finding['kind'], item: row.item, by: row.by, accepted: passed(row) }));
	return findingsOf({ ...it, done: it.orderState === 'done' }).map((finding) => {
		const row = it.accepted.find((accepted) => same(finding, accepted));
		return { ...finding, accepted: row ? passed(row) : null };
	});
}

const view = (it: InvoiceRow, personId: number | null): Invoice => ({
	...{ id: it.id, number: it.number, contractor: it.contractor, contractorName: it.contractorName, instruction: it.instruction, order: it.order, day: it.day },
	...{ state: it.state, net: it.net, vat: it.vat, vatPercent: it.vatPercent, findings: findingsNow(it) },
	lines: it.lines.map(({ item, title, unit, quantity, cents, amount }) => ({ item, title, unit, quantity, cents, amount })),
	...{ enteredBy: it.enteredBy, enteredAt: it.enteredAt.toISOString(), mine: it.enteredById !== null && it.enteredById === personId },
	...{ decidedBy: it.decidedBy, decidedAt: it.decidedAt?.toISOString() ?? null, reason: it.reason, version: it.version },
});

/** An invoice, held for a change together with its instruction; 404 where somebody may not see its work. */
async function held(context: Context, { id, right }: { id: string; right: string }): Promise<InvoiceRow> {
	await all(context.db, holdInstructionOfSql(id));
	const row = await maybeOne<InvoiceRow>(context.db, holdInvoiceSql(id, within(context, right)));
	if (!row) throw notFound('invoice');
	return row;
}

const shown = async (context: Context, id: string) => ({ invoice: view(await held(context, { id, right: 'contract.manage' }), context.actor.personId) });

const told = ({ db, actor }: Context, it: InvoiceRow, kind: `invoice.${string}`, details: object = {}): Promise<void> =>
	happened(db, {
		kind,
		workOrderId: it.orderId,
		personId: actor.personId,
		details: { invoice: it.id, contractor: it.contractor, netCents: it.net, ...details },
	});

interface Entry {
	instruction: string;
	number: string;
	day: string;
	vatPercent: number | null;
	lines: readonly { item: string; quantity: number; cents: number }[];
}

async function enter(context: Context, it: Entry) {
	const { db, actor } = context;
	const instruction = await heldInstruction(context, it.instruction);
	if (instruction.state !== 'instructed' && instruction.state !== 'done') throw new Problem('wrong-state', 'It was not instructed.');
	if (await maybeOne(db, numberTakenSql(instruction.contractorId, it.number))) throw badField('number', 'This company has sent an invoice of that number.');
	it.lines.forEach(({ item }, at) => {
		if (!instruction.items.some((known) => known.item === item)) throw badField(`lines.${at}.item`, 'It was not instructed.');
		if (it.lines.findIndex((other) => other.item === item) < at) throw badField(`lines.${at}.item`, 'It is named twice.');
	});
	const lines = it.lines.map((line) => ({ ...line, amount: amountOf(line) }));
	const net = lines.reduce((sum, { amount }) => sum + amount, 0);
	const vatPercent = it.vatPercent ?? (await one<{ vatPercent: number }>(db, vatSql)).vatPercent;
	const { id } = await one<{ id: string }>(
		db,
		insertInvoiceSql({
			...{ contractorId: instruction.contractorId, instructionId: instruction.id, number: it.number, day: it.day, vatPercent },
			...{ net, vat: taxOf(net, vatPercent), personId: actor.personId, lines },
		}),
	);
	await told(context, await held(context, { id, right: 'contract.manage' }), 'invoice.entered', { instruction: instruction.code });
	return shown(context, id);
}

/** Whoever entered an invoice neither lets pass what speaks against it nor decides. */
function mustBeAnother({ actor }: Context, { enteredById }: InvoiceRow): void {
	if (enteredById === actor.personId) throw new Problem('not-allowed', 'Whoever entered it does not decide: somebody else must.');
}

function mustWait({ state }: InvoiceRow): void {
	if (state !== 'entered') throw new Problem('wrong-state', 'It has been decided.');
}

async function accept(context: Context, it: { id: string; kind: Finding['kind']; item: string; reason: string }) {
	const row = await held(context, { id: it.id, right: 'invoice.accept' });
	mustWait(row);
	mustBeAnother(context, row);
	const finding = findingsNow(row).find(({ kind, item }) => kind === it.kind && item === it.item);
	if (!finding) throw new Problem('wrong-state', 'Nothing of that kind speaks against it.');
	await all(context.db, acceptSql({ invoiceId: row.rowId, kind: it.kind, item: it.item, by: finding.by, reason: it.reason, personId: context.actor.personId }));
	await all(context.db, touchInvoiceSql(row.rowId));
	await told(context, row, 'invoice.finding-accepted', { kind: it.kind, item: it.item, by: finding.by });
	return shown(context, it.id);
}

const unread = (row: InvoiceRow, version: number): void => {
	if (row.version !== version) throw new Problem('conflict', 'This is not what you have read.');
};

async function decide(context: Context, it: { id: string; approve: boolean; reason?: string | undefined; version: number }) {
	const { db, actor } = context;
	const row = await held(context, { id: it.id, right: 'invoice.approve' });
	mustWait(row);
	mustBeAnother(context, row);
	unread(row, it.version);
	if (!it.approve && !it.reason) throw badField('reason', 'Say why.');
	const findings = findingsNow(row).filter(({ accepted }) => accepted === null);
	if (it.approve && findings.length > 0) throw new Problem('wrong-state', 'Something speaks against it that nobody has accepted.', { extra: { findings } });
	const state = it.approve ? 'approved' : 'refused';
	await all(db, decideInvoiceSql(row.rowId, { state, personId: actor.personId, reason: it.approve ? null : (it.reason ?? null) }));
	if (it.approve) await countCost(context, row.orderId);
	await told(context, row, `invoice.${state}`);
	return shown(context, it.id);
}

async function cancel(context: Context, it: { id: string; reason: string; version: number }) {
	const row = await held(context, { id: it.id, right: 'invoice.approve' });
	if (row.state !== 'entered' && row.state !== 'approved') throw new Problem('wrong-state', 'It does not count any more.');
	unread(row, it.version);
	await all(context.db, decideInvoiceSql(row.rowId, { state: 'cancelled', personId: context.actor.personId, reason: it.reason }));
	if (row.state === 'approved') await countCost(context, row.orderId);
	await told(context, row, 'invoice.cancelled', { from: row.state });
	return shown(context, it.id);
}

/** Answers those who enter, check and approve what contractors ask for their work. */
export function invoiceRoutes(serve: Serve<Context>): void {
	serve(listInvoices, async (context) => ({
		invoices: (await all<InvoiceRow>(context.db, invoicesSql(within(context, 'contract.manage')))).map((row) => view(row, context.actor.personId)),
	}));
	serve(enterInvoice, enter);
	serve(acceptFinding, accept);
	serve(decideInvoice, decide);
	serve(cancelInvoice, cancel);
}

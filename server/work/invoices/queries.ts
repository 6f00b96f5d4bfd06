import { type Sql, sql } from '../../platform/sql.ts';
import type { InvoiceState } from './contract.ts';

export interface LineRow {
	item: string;
	title: Record<string, string>;
	unit: string;
	quantity: number;
	cents: number;
	amount: number;
	agreedCents: number;
	most: number;
	already: number;
}

export interface AcceptedRow {
	kind: string;
	item: string;
	by: number;
	reason: string;
	person: string | null;
	at: string;
}

export interface InvoiceRow {
	rowId: number;
	id: string;
	number: string;
	contractor: string;
	contractorName: string;
	instruction: string;
	instructionId: number;
	ceiling: number;
	already: number;
	order: string;
	orderId: number;
	orderState: string;
	unproved: number;
	day: string;
	state: InvoiceState;
	net: number;
	vat: number;
	vatPercent: number;
	usualVat: number;
	lines: LineRow[];
	accepted: AcceptedRow[];
	enteredById: number | null;
	enteredBy: string | null;
	enteredAt: Date;
	decidedBy: string | null;
	decidedAt: Date | null;
	reason: string | null;
	version: number;
}

const lines = sql`(
	select jsonb_agg(jsonb_build_object('item', agreed.item, 'title', agreed.title, 'unit', agreed.unit, 'quantity', line.quantity, 'cents', line.cents, 'amount', line.amount_cents,
	                                    'agreedCents', agreed.cents, 'most', coalesce(agreed.measured, agreed.quantity),
	                                    'already', coalesce((select sum(other.quantity) from invoice_line as other join invoice as beside on beside.id = other.invoice_id
	                                                         where other.instruction_item_id = agreed.id and beside.state = 'approved' and beside.id <> invoice.id), 0))
	                 order by agreed.item)
	from invoice_line as line join instruction_item as agreed on agreed.id = line.instruction_item_id where line.invoice_id = invoice.id)`;

const accepted = sql`coalesce((
	select jsonb_agg(jsonb_build_object('kind', it.kind, 'item', it.item, 'by', it.by, 'reason', it.reason, 'person', person.name, 'at', it.at) order by it.id)
	from invoice_acceptance as it left join person on person.id = it.person_id where it.invoice_id = invoice.id), '[]')`;

const invoices = sql`
	select invoice.id as "rowId", invoice.public_id::text as id, invoice.number, contractor.code as contractor, contractor.name as "contractorName",
	       instruction.code as instruction, instruction.id as "instructionId", instruction.ceiling_cents as ceiling,
	       coalesce((select sum(other.net_cents) from invoice as other
	                 where other.instruction_id = instruction.id and other.state = 'approved' and other.id <> invoice.id), 0)::bigint as already,
	       work_order.code as order, work_order.id as "orderId", work_order.state as "orderState",
	       (select count(*)::int from work_order_item as it
	        where it.work_order_id = work_order.id and it.outcome = 'fixed' and it.proof not in ('photo', 'reading')) as unproved,
	       invoice.day::text as day, invoice.state, invoice.net_cents as net, invoice.vat_cents as vat, invoice.vat_percent as "vatPercent",
	       municipality.vat_percent as "usualVat", ${lines} as lines, ${accepted} as accepted,
	       invoice.entered_by as "enteredById", enterer.name as "enteredBy", invoice.entered_at as "enteredAt", decider.name as "decidedBy", invoice.decided_at as "decidedAt",
	       invoice.reason, invoice.version
	from invoice
	join contractor on contractor.id = invoice.contractor_id
	join instruction on instruction.id = invoice.instruction_id
	join work_order on work_order.id = instruction.work_order_id
	left join person as enterer on enterer.id = invoice.entered_by
	left join person as decider on decider.id = invoice.decided_by
	cross join municipality`;

/** Invoices of work that somebody may see: what waits first, oldest first; then the latest. */
export const invoicesSql = (within: Sql): Sql => sql`
	with work as not materialized (
		select invoice.id, invoice.state from invoice join instruction on instruction.id = invoice.instruction_id join work_order on work_order.id = instruction.work_order_id
		where ${within}),
	page as (
		(select work.id from work where work.state = 'entered' order by work.id limit 500)
		union all
		(select work.id from work where work.state <> 'entered' order by work.id desc limit 500))
	${invoices} where invoice.id in (select page.id from page)
	order by invoice.state <> 'entered', case when invoice.state = 'entered' then invoice.id end, invoice.id desc limit 500`;

/** Holds the instruction of an invoice, so that two invoices of it are not approved side by side, each without the other. */
export const holdInstructionOfSql = (id: string): Sql => sql`
	select instruction.id from instruction join invoice on invoice.instruction_id = instruction.id where invoice.public_id = ${id}::uuid for update of instruction`;

/** One invoice, held until the transaction ends. */
export const holdInvoiceSql = (id: string, within: Sql): Sql => sql`${invoices} where invoice.public_id = ${id}::uuid and ${within} for update of invoice`;

/** Whether a company has sent an invoice of that number that still counts. */
export const numberTakenSql = (contractorId: number, number: string): Sql => sql`
	select invoice.id from invoice where invoice.contractor_id = ${contractorId} and lower(invoice.number) = lower(${number}) and invoice.state in ('entered', 'approved')`;

export interface NewInvoice {
	contractorId: number;
	instructionId: number;
	number: string;
	day: string;
	vatPercent: number;
	net: number;
	vat: number;
	personId: number | null;
	lines: readonly { item: string; quantity: number; cents: number; amount: number }[];
}

export const insertInvoiceSql = (it: NewInvoice): Sql => sql`
	with fresh as (
		insert into invoice (contractor_id, instruction_id, number, day, vat_percent, net_cents, vat_cents, entered_by)
		values (${it.contractorId}, ${it.instructionId}, ${it.number}, ${it.day}::date, ${it.vatPercent}, ${it.net}, ${it.vat}, ${it.personId}::bigint)
		returning invoice.id, invoice.public_id),
	lines as (
		insert into invoice_line (invoice_id, instruction_item_id, quantity, cents, amount_cents)
		select fresh.id, agreed.id, line.quantity, line.cents, line.amount
		from fresh cross join jsonb_to_recordset(${JSON.stringify(it.lines)}::jsonb) as line (item text, quantity numeric, cents bigint, amount bigint)
		join instruction_item as agreed on agreed.instruction_id = ${it.instructionId} and agreed.item = line.item)
	select fresh.public_id::text as id from fresh`;

export const acceptSql = (it: { invoiceId: number; kind: string; item: string; by: number; reason: string; personId: number | null }): Sql => sql`
	insert into invoice_acceptance (invoice_id, kind, item, by, reason, person_id)
	values (${it.invoiceId}, ${it.kind}, ${it.item}, ${it.by}, ${it.reason}, ${it.personId}::bigint)
	on conflict on constraint invoice_acceptance_once do nothing`;

export const decideInvoiceSql = (rowId: number, it: { state: InvoiceState; personId: number | null; reason: string | null }): Sql => sql`
	update invoice set state = ${it.state}, decided_by = ${it.personId}::bigint, decided_at = now(), reason = ${it.reason}, version = invoice.version + 1 where invoice.id = ${rowId}`;

/** A new look at what speaks for and against it: who has read it before decides anew. */
export const touchInvoiceSql = (rowId: number): Sql => sql`update invoice set version = invoice.version + 1 where invoice.id = ${rowId}`;

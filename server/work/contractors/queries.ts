import { type Sql, sql } from '../../platform/sql.ts';
import type { ContractorWish, InstructionState, Rate } from './contract.ts';

const rates = sql`coalesce((
	select jsonb_agg(jsonb_build_object('item', rate.item, 'title', rate.title, 'unit', rate.unit, 'cents', rate.cents, 'from', rate.from_day, 'until', rate.until_day)
	                 order by rate.item, rate.from_day)
	from contractor_rate as rate where rate.contractor_id = contractor.id), '[]')`;
const crews = sql`array(select crew.code from crew where crew.contractor_id = contractor.id order by crew.code)`;
const versionOf = sql`md5(to_jsonb(contractor)::text || ${rates}::text || ${crews}::text)`;

/** All companies, or one by its code. */
export const contractorsSql = (code: string | null = null): Sql => sql`
	select contractor.code, contractor.name, contractor.contact, contractor.phone, contractor.email, contractor.active, ${crews} as crews, ${rates} as rates, ${versionOf} as version
	from contractor where ${code}::text is null or contractor.code = ${code} order by contractor.active desc, contractor.name, contractor.id`;

/** Every crew, with the company it belongs to. */
export const crewsOfSql = sql`
	select crew.code, contractor.code as of from crew left join contractor on contractor.id = crew.contractor_id where crew.active or crew.contractor_id is not null order by crew.code`;

export const vatSql = sql`select municipality.vat_percent as "vatPercent" from municipality`;

/** Writes a company: new (`version` null), or anew unless somebody has written it since. */
export const writeContractorSql = (it: ContractorWish): Sql =>
	it.version === null
		? sql`
	insert into contractor (code, name, contact, phone, email, active)
	values (${it.code}, ${it.name}, ${it.contact}, ${it.phone}, ${it.email}, ${it.active})
	on conflict on constraint contractor_code do nothing returning contractor.id`
		: sql`
	update contractor set name = ${it.name}, contact = ${it.contact}, phone = ${it.phone}, email = ${it.email}, active = ${it.active}
	where contractor.code = ${it.code} and ${versionOf} = ${it.version} returning contractor.id`;

/** Says which crews are of a company; those that are left out belong to nobody in particular. */
export const setCrewsSql = (contractorId: number, codes: readonly string[]): Sql => sql`
	update crew
	set contractor_id = case when crew.code = any (${[...codes]}::text[]) then ${contractorId}::bigint end, contractor = crew.contractor or crew.code = any (${[...codes]}::text[])
	where crew.code = any (${[...codes]}::text[]) or crew.contractor_id = ${contractorId}`;

/** Takes the rates of a company away. */
export const dropRatesSql = (contractorId: number): Sql => sql`delete from contractor_rate where contractor_rate.contractor_id = ${contractorId}`;

/** Writes the rates of a company. */
export const insertRatesSql = (contractorId: number, list: readonly Rate[]): Sql => sql`
	insert into contractor_rate (contractor_id, item, title, unit, cents, from_day, until_day)
	select ${contractorId}::bigint, it.item, it.title, it.unit, it.cents, it.from, it.until
	from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as it (item text, title jsonb, unit text, cents bigint, "from" date, until date)`;

export interface InstructionRow {
	id: number;
	code: string;
	contractor: string;
	contractorId: number;
	contractorName: string;
	order: string;
	orderId: number;
	orderState: string;
	state: InstructionState;
	scope: string;
	ceiling: number;
	invoiced: number;
	due: string | null;
	reason: string | null;
	madeBy: string | null;
	madeAt: Date;
	items: { item: string; title: Record<string, string>; unit: string; cents: number; quantity: number; measured: number | null }[];
	version: number;
}

const instructions = sql`
	select instruction.id, instruction.code, contractor.code as contractor, contractor.id as "contractorId", contractor.name as "contractorName",
	       work_order.code as order, work_order.id as "orderId", work_order.state as "orderState", instruction.state, instruction.scope, instruction.ceiling_cents as ceiling,
	       coalesce((select sum(invoice.net_cents) from invoice where invoice.instruction_id = instruction.id and invoice.state = 'approved'), 0)::bigint as invoiced,
	       instruction.due_day::text as due, instruction.reason, person.name as "madeBy", instruction.made_at as "madeAt",
	       (select jsonb_agg(jsonb_build_object('item', it.item, 'title', it.title, 'unit', it.unit, 'cents', it.cents, 'quantity', it.quantity, 'measured', it.measured) order by it.item)
	        from instruction_item as it where it.instruction_id = instruction.id) as items,
	       instruction.version
	from instruction
	join contractor on contractor.id = instruction.contractor_id
	join work_order on work_order.id = instruction.work_order_id
	left join person on person.id = instruction.made_by`;

/** What contractors were told to do, newest first, as far as somebody may see the work; of one order where it is named. */
export const instructionsSql = ({ order, within }: { order: string | null; within: Sql }): Sql => sql`
	${instructions} where (${order}::text is null or work_order.code = upper(${order})) and ${within} order by instruction.id desc limit 500`;

/** One instruction by its code, held until the transaction ends. */
export const holdInstructionSql = (code: string, within: Sql): Sql => sql`
	${instructions} where instruction.code = upper(${code}) and ${within} for update of instruction`;

/** The rates of a company on a day. */
export const ratesOnSql = (contractor: string, day: string): Sql => sql`
	select contractor.id as "contractorId", rate.item, rate.title, rate.unit, rate.cents
	from contractor left join contractor_rate as rate on rate.contractor_id = contractor.id and daterange(rate.from_day, rate.until_day, '[]') @> ${day}::date
	where contractor.code = ${contractor} and contractor.active`;

export const insertInstructionSql = (it: {
	contractorId: number;
	orderId: number;
	scope: string;
	ceiling: number;
	due: string | null;
	personId: number | null;
}): Sql => sql`
	insert into instruction (contractor_id, work_order_id, scope, ceiling_cents, due_day, made_by)
	values (${it.contractorId}, ${it.orderId}, ${it.scope}, ${it.ceiling}, ${it.due}::date, ${it.personId}::bigint) returning instruction.id, instruction.code`;

export const rewriteInstructionSql = (id: number, it: { scope: string; ceiling: number; due: string | null }): Sql => sql`
	update instruction set scope = ${it.scope}, ceiling_cents = ${it.ceiling}, due_day = ${it.due}::date, version = instruction.version + 1 where instruction.id = ${id}`;

export interface AgreedItem {
	item: string;
	title: Record<string, string>;
	unit: string;
	cents: number;
	quantity: number;
}

export const dropItemsSql = (id: number): Sql => sql`delete from instruction_item where instruction_item.instruction_id = ${id}`;

/** Writes what was agreed. */
export const insertItemsSql = (id: number, items: readonly AgreedItem[]): Sql => sql`
	insert into instruction_item (instruction_id, item, title, unit, cents, quantity)
	select ${id}::bigint, it.item, it.title, it.unit, it.cents, it.quantity
	from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as it (item text, title jsonb, unit text, cents bigint, quantity numeric)`;

export const moveInstructionSql = (id: number, it: { to: InstructionState; reason: string | null }): Sql => sql`
	update instruction set state = ${it.to}, reason = ${it.reason}, version = instruction.version + 1 where instruction.id = ${id}`;

/** Invoices that still count against an instruction. */
export const countingSql = (id: number): Sql => sql`
	select count(*)::int as count from invoice where invoice.instruction_id = ${id} and invoice.state in ('entered', 'approved')`;

/** Says how much was measured; answers the items it found. */
export const measureSql = (id: number, measured: readonly { item: string; quantity: number | null }[]): Sql => sql`
	update instruction_item set measured = it.quantity
	from jsonb_to_recordset(${JSON.stringify(measured)}::jsonb) as it (item text, quantity numeric)
	where instruction_item.instruction_id = ${id} and instruction_item.item = it.item returning instruction_item.item`;

export const touchInstructionSql = (id: number): Sql => sql`update instruction set version = instruction.version + 1 where instruction.id = ${id}`;

import type { Knex } from 'knex';
import type { State } from '../../../server/faults/contract.ts';
import { all, sql } from '../../../server/platform/sql.ts';

interface Event {
	id: number;
	kind: string;
	at: Date;
	faultId: number | null;
	assetId: number | null;
	orderId: number | null;
	/** biome-ignore lint/suspicious/noExplicitAny: each kind has details of its own */
	details: any;
}

/** A fault as its events tell it. */
export interface Life {
	id: number;
	mode: string;
	class: number;
	ward: number;
	department: number;
	asset: number | null;
	state: State;
	since: Date;
	/** When it was first reported itself, and with all that was merged into it. */
	own: Date;
	first: Date;
	fixed: Date | null;
	closed: Date | null;
	reopened: number;
	repeats: number | null;
	into: number | null;
	stateBefore: { state: State; since: Date } | undefined;
	cost: number | null;
	hours: number;
	/** When somebody first set out for it. */
	begun: Date | null;
}

interface Order {
	items: Map<number, { fault: number | null; cost: number | null }>;
	hours: number;
	started: Date | null;
	faults: Set<number>;
}

export interface Told {
	lives: Life[];
	/** Each report that stands, with the fault it came to. */
	reports: { at: Date; fault: number }[];
}

const readSql = sql`
	select event.id, event.kind, event.at, event.fault_id as "faultId", event.asset_id as "assetId", event.work_order_id as "orderId", event.details from event order by event.id`;

const ended = new Set(['closed', 'no-fault-found', 'not-ours', 'cannot-now', 'rejected']);
const dateOf = (it: string | null): Date | null => (it === null ? null : new Date(it));

interface Names {
	/** Which fault a code means. */
	codes: ReadonlyMap<string, number>;
	departments: ReadonlyMap<string, number>;
}

/** What is known so far, while the events are read from the first to the last. */
interface Fold {
	names: Names;
	lives: Map<number, Life>;
	orders: Map<number, Order>;
	reports: Told['reports'];
	events: ReadonlyMap<number, Event>;
}

function orderOf({ orders }: Fold, id: number): Order {
	const known = orders.get(id) ?? { items: new Map(), hours: 0, started: null, faults: new Set() };
	orders.set(id, known);
	return known;
}

const routedTo = ({ names }: Fold, { details: { routed } }: Event): object => (routed ? { department: names.departments.get(routed.department) } : {});

function opened({ lives, reports }: Fold, { faultId, assetId, at, details }: Event & { faultId: number }): void {
	const { mode, class: number, ward_id: ward, department_id: department, repeat_of: repeats, state, since } = details;
	const own = since ? new Date(since) : at;
	const counted = { mode, class: number, ward: ward ?? 0, department, asset: assetId, repeats: repeats ?? null, state: state ?? 'reported' };
	const moments = { since: at, own, first: own, fixed: null, closed: null, begun: null };
	lives.set(faultId, { id: faultId, ...counted, ...moments, reopened: 0, into: null, stateBefore: undefined, cost: null, hours: 0 });
	// What stands for a common cause is opened without a report of its own.
	if (!since) reports.push({ at, fault: faultId });
}

type Step = (life: Life, event: Event, fold: Fold) => unknown;

const ofFault: Record<string, Step> = {
	'fault.joined': ({ id }, { at }, { reports }) => reports.push({ at, fault: id }),
	'report.withdrawn': ({ id }, _event, { reports }) =>
		reports.splice(
			reports.findLastIndex(({ fault }) => fault === id),
			1,
		),
	'fault.linked': (life, event, fold) => {
		const { asset, class: number } = event.details;
		return Object.assign(life, { asset: asset === null ? null : event.assetId, ...(number && { class: number }), ...routedTo(fold, event) });
	},
	'fault.recategorised': (life, event, fold) => {
		const { to, class: number, unlinked } = event.details;
		return Object.assign(life, { mode: to, class: number, ...(unlinked && { asset: null }), ...routedTo(fold, event) });
	},
	'fault.assigned': (life, { details }) => details.department_id && Object.assign(life, { department: details.department_id }),
	'fault.moved': (life, { at, details: { to } }) =>
		Object.assign(life, { state: to, since: at, ...(to === 'fixed' && { fixed: at }), ...(ended.has(to) && { closed: at }) }),
	'fault.reopened': (life, { at, details: { to } }, { reports }) => {
		Object.assign(life, { state: to ?? 'confirmed', since: at, fixed: null, closed: null, reopened: life.reopened + 1 });
		return to || reports.push({ at, fault: life.id });
	},
	'fault.merged': (life, { details: { into } }, { names }) =>
		Object.assign(life, { stateBefore: { state: life.state, since: life.since }, state: 'merged', into: names.codes.get(into) }),
	'fault.unmerged': (life) => Object.assign(life, { ...life.stateBefore, into: null }),
	'fault.undone': (life, { details: { event } }, { events }) => {
		const before = events.get(event)?.details.before;
		if (!before) return life;
		const { failure_mode: mode, class: number, department_id: department, asset_id: asset, state, state_since: since, reopened } = before;
		const moments = { since: new Date(since), fixed: dateOf(before.fixed_at), closed: dateOf(before.closed_at) };
		return Object.assign(life, { mode, class: number, department, asset, state, reopened, ...moments });
	},
	'fault.ordered': ({ id }, { orderId }, fold) => orderId && orderOf(fold, orderId).faults.add(id),
	'work-order.shortened': ({ id }, { orderId }, fold) => orderId && orderOf(fold, orderId).faults.delete(id),
};

const ofOrder: Record<string, (order: Order, event: Event) => unknown> = {
	'work-order.moved': (order, { at, details: { to } }) => Object.assign(order, to === 'started' && { started: order.started ?? at }),
	'work-order.counted': (order, { details: { hours, items } }) => {
		for (const { item, fault, cost } of items) order.items.set(item, { fault, cost });
		return Object.assign(order, { hours });
	},
};

function follow(fold: Fold, event: Event): void {
	const { kind, faultId, orderId } = event;
	if (kind === 'fault.opened' && faultId !== null) opened(fold, { ...event, faultId });
	const life = fold.lives.get(faultId ?? 0);
	if (life) ofFault[kind]?.(life, event, fold);
	if (orderId !== null) ofOrder[kind]?.(orderOf(fold, orderId), event);
}

/** What work on an order cost each of its faults. */
function bear({ lives }: Fold, { items, hours }: Order): void {
	const bearing = [...items.values()].filter(({ cost }) => cost !== null);
	for (const { fault, cost } of bearing) {
		const life = lives.get(fault ?? 0);
		if (life) Object.assign(life, { cost: (life.cost ?? 0) + (cost ?? 0), hours: life.hours + hours / bearing.length });
	}
}

/** What is merged away cost whatever it was merged into, however often that was merged itself. */
function carry({ lives }: Fold): void {
	for (const life of [...lives.values()].filter(({ into }) => into !== null)) {
		let root = life;
		while (root.into !== null && lives.has(root.into)) root = lives.get(root.into) as Life;
		if (root !== life && life.cost !== null) Object.assign(root, { cost: (root.cost ?? 0) + life.cost, hours: root.hours + life.hours });
	}
}

/** When work on each fault of an order began, unless it had on another. */
function begin({ lives }: Fold, { started, faults }: Order): void {
	const those = [...faults].flatMap((id) => lives.get(id) ?? []);
	for (const life of those) life.begun = [started, life.begun].filter((it) => it !== null).sort((a, b) => Number(a) - Number(b))[0] ?? null;
}

/** Everything that the figures are about, from what happened and nothing else. */
function replay(events: readonly Event[], names: Names): Told {
	const fold: Fold = { names, lives: new Map(), orders: new Map(), reports: [], events: new Map(events.map((it) => [it.id, it])) };
	for (const event of events) follow(fold, event);
	for (const order of fold.orders.values()) {
		bear(fold, order);
		begin(fold, order);
	}
	const lives = [...fold.lives.values()];
	carry(fold);
	const under = (id: number): Date[] => lives.filter(({ into }) => into === id).flatMap((it) => [it.own, ...under(it.id)]);
	for (const it of lives) it.first = new Date(Math.min(...[it.own, ...under(it.id)].map(Number)));
	return { lives, reports: fold.reports };
}

/** What the events of a database tell. */
export async function toldBy(db: Knex): Promise<Told> {
	const [codes, departments] = [await db('fault').select('id', 'code'), await db('department').select('id', 'code')];
	const mapOf = (rows: { id: number; code: string }[]): Map<string, number> => new Map(rows.map(({ id, code }) => [code, id]));
	return replay(await all<Event>(db, readSql), { codes: mapOf(codes), departments: mapOf(departments) });
}

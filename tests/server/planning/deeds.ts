import fc from 'fast-check';
import type { Knex } from 'knex';
import { assign, link, move, undo } from '../../../server/faults/change.ts';
import { merge, unmerge } from '../../../server/faults/merge.ts';
import { recategorise } from '../../../server/faults/recategorise.ts';
import type { Context } from '../../../server/municipality/index.ts';
import { Problem } from '../../../server/platform/problem.ts';
import { withdraw } from '../../../server/reports/calls/withdraw.ts';
import { take } from '../../../server/reports/take.ts';
import { end, reopen } from '../../../server/work/field/end.ts';
import { moveOrder } from '../../../server/work/orders/move.ts';
import { changeOrder, openOrder } from '../../../server/work/orders/plan.ts';

const which = fc.nat({ max: 6 });
const states = ['confirmed', 'waiting', 'fixed', 'fixed', 'closed', 'no-fault-found', 'not-ours', 'cannot-now', 'rejected', 'reported'] as const;
const outcomes = ['fixed', 'fixed', 'made-safe', 'no-fault-found', 'cannot-now'] as const;
const modes = ['street-light.out', 'street-light.flickering', 'street-light.pole-damaged', 'road.pothole'] as const;
const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
/** Something that somebody does, so many hours after what was done before. */
export const deed = fc.record({
	/** Hours since the one before. */
	after: fc.constantFrom(0, 1, 7, 50, 400),
	does: fc.oneof(
		often(4, fc.record({ what: fc.constant('report' as const), place: fc.nat({ max: 4 }), mode: fc.constantFrom(...modes) })),
		often(1, fc.record({ what: fc.constant('withdraw' as const) })),
		often(2, fc.record({ what: fc.constant('link' as const), fault: which, asset: fc.constantFrom('SL-100', 'SL-103', 'SL-106', null) })),
		often(3, fc.record({ what: fc.constant('merge' as const), fault: which, into: which })),
		often(2, fc.record({ what: fc.constant('unmerge' as const), fault: which })),
		often(1, fc.record({ what: fc.constant('recategorise' as const), fault: which, mode: fc.constantFrom(...modes) })),
		often(5, fc.record({ what: fc.constant('move' as const), fault: which, to: fc.constantFrom(...states) })),
		often(1, fc.record({ what: fc.constant('assign' as const), fault: which, department: fc.constantFrom('electricity', 'roads') })),
		often(2, fc.record({ what: fc.constant('undo' as const), fault: which })),
		often(3, fc.record({ what: fc.constant('order' as const), faults: fc.uniqueArray(which, { minLength: 1, maxLength: 3 }) })),
		often(3, fc.record({ what: fc.constant('start' as const), order: which })),
		often(2, fc.record({ what: fc.constant('spend' as const), order: which, money: fc.integer({ min: 1, max: 90_000 }) })),
		often(1, fc.record({ what: fc.constant('give up' as const), order: which, again: fc.boolean() })),
		often(4, fc.record({ what: fc.constant('end' as const), item: which, outcome: fc.constantFrom(...outcomes) })),
		often(2, fc.record({ what: fc.constant('resume' as const), item: which })),
	),
});
export type Does = (typeof deed extends fc.Arbitrary<infer It> ? It : never)['does'];

/** The n-th of what there is, counted in a circle. */
const nth = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

export interface Stage {
	places: { lon: number; lat: number }[];
	tickets: string[];
}

/** What a deed can be done to, so that most are: by its name, with what answers codes or numbers of such. */
const suited: Partial<Record<Does['what'], string>> = {
	unmerge: "select code as it from fault where state = 'merged' order by id",
	undo: "select fault.code as it from fault where exists (select from event where event.fault_id = fault.id and event.at > now() - interval '1 day' and event.details->'before' is not null) order by id",
	order: 'select code as it from fault where open order by id',
	start: "select code as it from work_order where state in ('open', 'waiting') order by id",
	spend: 'select code as it from work_order order by id',
	'give up': "select code as it from work_order where state <> 'done' order by id",
	end: "select item.id as it from work_order_item as item join work_order on work_order.id = item.work_order_id where item.ended_at is null and work_order.state = 'started' order by 1",
	resume: 'select id as it from work_order_item where ended_at is not null order by id',
};

async function suiting<T>(on: Knex, what: Does['what']): Promise<T[]> {
	const { rows } = await on.raw(suited[what] ?? 'select code as it from fault order by id');
	return rows.map(({ it }: { it: T }) => it);
}

type Of<What extends Does['what']> = Extract<Does, { what: What }>;
type Calls = { [What in Does['what']]: (context: Context, it: Of<What>, known: Known) => Promise<unknown> };
interface Known {
	code: (n: number) => string;
	item: (n: number) => number;
	stage: Stage;
}

/** Each deed as the call of the product that it is. */
const calls: Calls = {
	report: (context, { place, mode }, { stage: { places, tickets } }) => {
		const pin = { ...nth(places, place), method: 'map-click', zoom: 20, noneOfThese: false };
		const said = { words: '', publicWords: false, answers: {}, language: 'en', channel: 'phone', notEmergency: false, media: [] };
		return take(context, { mode, ...pin, ...said } as never).then(({ ticket }) => tickets.push(ticket));
	},
	withdraw: (context, _, { stage: { tickets } }) => withdraw(context, tickets.at(-1) ?? ''),
	link: (context, { fault, asset }, { code }) => link(context, { code: code(fault), asset }),
	merge: (context, { fault, into }, { code }) => merge(context, code(fault), code(into)),
	unmerge: (context, { fault }, { code }) => unmerge(context, code(fault)),
	recategorise: (context, { fault, mode }, { code }) => recategorise(context, { code: code(fault), mode }),
	move: (context, { fault, to }, { code }) => move(context, { code: code(fault), to, reason: 'Seen', ...(to === 'fixed' && { proof: 'reason' as const }) }),
	assign: (context, { fault, department }, { code }) => assign(context, { code: code(fault), department }),
	undo: (context, { fault }, { code }) => undo(context, code(fault)),
	order: (context, { faults }, { code }) => openOrder(context, { faults: [...new Set(faults.map(code))], assets: [], isolate: false }),
	start: (context, { order }, { code }) => moveOrder(context, { code: code(order), to: 'started' }),
	spend: (context, { order, money }, { code }) => changeOrder(context, { code: code(order), otherCost: money / 100 }),
	'give up': (context, { order, again }, { code }) => moveOrder(context, { code: code(order), to: again ? 'open' : 'cancelled', reason: 'No money' }),
	end: (context, it, { item }) =>
		end(context, { item: item(it.item), outcome: it.outcome, at: context.now.toISOString(), reason: 'Seen', until: '2030-01-01', language: 'en' }),
	resume: (context, it, { item }) => reopen(context, { item: item(it.item) }),
};

async function call(context: Context, stage: Stage, it: Does): Promise<unknown> {
	const known = await suiting<never>(context.db, it.what);
	const does = calls[it.what] as (context: Context, it: Does, known: Known) => Promise<unknown>;
	return does(context, it, { stage, code: (n) => nth<string>(known, n) ?? 'NONE', item: (n) => nth<number>(known, n) ?? 0 });
}

/** Does what the product allows; what it refuses leaves everything as it was. */
export async function attempt(context: Context, stage: Stage, it: Does): Promise<boolean> {
	try {
		await context.db.transaction((within) => call({ ...context, db: within }, stage, it));
		return true;
	} catch (error) {
		if (error instanceof Problem || ['23505', '23P01'].includes((error as { code?: string }).code ?? '')) return false;
		throw error;
	}
}

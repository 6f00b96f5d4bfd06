import { crewOf, type Spent } from '../history/effort.ts';
import type { Link } from '../history/sighted.ts';
import type { Story } from '../history/story.ts';
import type { Happened, Scribe } from './scribe.ts';
import { instantText, type Value } from './text.ts';

const HOUR = 3_600_000;

interface Working {
	readonly id: number;
	readonly link: Link;
	readonly spent: readonly Spent[];
	/** Faults that the same work mends. */
	readonly below: readonly { id: number; asset: { id: number } | null }[];
	readonly happened: Happened[];
}

/** Writes the work on a fault: one order a visit, which also names what hangs below it; one that is scheduled has an order that waits for its crew. */
export function writeWork(story: Story, it: Working, scribe: Scribe): void {
	const planned = story.moves.find((move) => move.to === 'scheduled')?.at ?? story.moves[0]?.at ?? story.first;
	const crew = crewOf(story, scribe.random);
	if (story.state === 'scheduled' && story.visits.length === 0) {
		writeOrder(story, it, scribe, { crew, state: 'assigned', opened_at: instantText(planned) });
	}
	story.visits.forEach((visit, i) => {
		const spent = it.spent[i];
		const opened = instantText(Math.min(i === 0 ? planned : visit.from - HOUR, visit.from));
		const begun = { crew, opened_at: opened, started_at: instantText(visit.from) };
		if (!spent) {
			writeOrder(story, it, scribe, { ...begun, state: 'started' });
			return;
		}
		const outcome = visit.mended ? 'fixed' : story.state;
		const order = writeOrder(story, i === 0 ? it : { ...it, below: [] }, scribe, {
			...begun,
			...spent,
			state: 'done',
			done_at: instantText(visit.until),
			outcome,
		});
		it.happened.push({ at: visit.until, kind: 'work-order.closed', order, person: scribe.staff.crew, details: { outcome } });
	});
}

function writeOrder({ incident }: Story, { id, link, below }: Working, { ledger, staff }: Scribe, columns: Readonly<Record<string, Value>>): number {
	const { mode } = incident.mode;
	const order = ledger.id('work_order');
	const kind = mode.emergency ? 'emergency' : 'corrective';
	ledger.add('work_order', { id: order, kind, department_id: staff.departments.get(mode.department), ...columns });
	const ended = endOf(columns);
	ledger.add('work_order_item', { work_order_id: order, fault_id: id, asset_id: link.asset?.id, chainage_m: link.chainage, cost: columns['cost'], ...ended });
	for (const child of below) {
		ledger.add('work_order_item', { work_order_id: order, fault_id: child.id, asset_id: child.asset?.id, ...ended });
	}
	return order;
}

const outcomes: ReadonlySet<unknown> = new Set(['fixed', 'made-safe', 'no-fault-found', 'not-ours', 'cannot-now']);

/** How the items of an order ended: as the order did, in a time when nobody asked for evidence. */
function endOf({ outcome, cause, component, done_at }: Readonly<Record<string, Value>>): Record<string, Value> {
	if (!outcomes.has(outcome) || !done_at) return {};
	return { outcome, cause, component, ended_at: done_at, ...(outcome === 'fixed' && { proof: 'past' }) };
}

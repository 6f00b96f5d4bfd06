import type { Link } from '../history/sighted.ts';
import type { Story } from '../history/story.ts';
import type { Scribe } from './history-rows.ts';
import { instantText } from './text.ts';

/** Something for the logbook of a fault. */
export interface Happened {
	readonly at: number;
	readonly kind: string;
	readonly person?: number;
	readonly report?: number;
	readonly asset?: number | null;
	readonly order?: number;
	readonly details: Readonly<Record<string, string>>;
}

/** Writes the logbook of a fault in the order of time; all of it has been dealt with long ago. */
export function writeEvents(story: Story, { id, link, happened }: { id: number; link: Link; happened: Happened[] }, { ledger, staff }: Scribe): void {
	let from = 'reported';
	for (const move of story.moves) {
		const details = { from, to: move.to, ...(move.reason ? { reason: move.reason } : {}) };
		const byStaff = move.to !== 'closed' && !move.reopens;
		happened.push({ at: move.at, kind: move.reopens ? 'fault.reopened' : 'fault.moved', ...(byStaff ? { person: staff.engineer } : {}), details });
		from = move.to;
	}
	for (const it of happened.sort((a, b) => a.at - b.at)) {
		const asset = it.asset === undefined && it.kind.startsWith('fault.') ? link.asset?.id : it.asset;
		ledger.add('event', [it.kind, instantText(it.at), it.person, id, it.report, asset, it.order, JSON.stringify(it.details), true]);
	}
}

import type { Move } from '../history/course.ts';
import type { Link } from '../history/sighted.ts';
import type { Story } from '../history/story.ts';
import type { Happened, Scribe } from './scribe.ts';
import { instantText } from './text.ts';

/** Writes the logbook of a fault in the order of time; all of it has been dealt with long ago. */
export function writeEvents(story: Story, { id, link, happened }: { id: number; link: Link; happened: readonly Happened[] }, { ledger, staff }: Scribe): void {
	const moved = story.moves.map((move, i) => moveOf(move, story.moves[i - 1]?.to ?? 'reported', staff.engineer));
	for (const it of [...happened, ...moved].sort((a, b) => a.at - b.at)) {
		ledger.add('event', {
			kind: it.kind,
			at: instantText(it.at),
			person_id: it.person,
			fault_id: id,
			report_id: it.report,
			asset_id: it.asset === undefined && it.kind.startsWith('fault.') ? link.asset?.id : it.asset,
			work_order_id: it.order,
			details: JSON.stringify(it.details),
			dealt: true,
		});
	}
}

/** What stops the clocks of those that wait, by the reason that is given. */
const pauses: Readonly<Record<string, string>> = {
	'Waiting for material': 'material',
	'Waiting for a contractor': 'third-party',
	'Waiting for the resident': 'resident',
	'Waiting for a permit to close the road': 'third-party',
};

function moveOf({ at, to, reason, reopens }: Move, from: string, engineer: number): Happened {
	const pause = to === 'waiting' && reason !== null ? pauses[reason] : undefined;
	const details = { from, to, ...(reason === null ? {} : { reason }), ...(pause === undefined ? {} : { pause }) };
	if (reopens) {
		return { at, kind: 'fault.reopened', details };
	}
	// a fault that stays fixed closes by itself
	return { at, kind: 'fault.moved', ...(to === 'closed' ? {} : { person: engineer }), details };
}

import type { Random } from '../../server/maths/random.ts';
import { DAY } from '../town/register.ts';
import { truths } from '../truths.ts';
import type { Office } from './calendar.ts';
import type { Incident } from './incidents.ts';

const HOUR = 3_600_000;

export type State =
	| 'reported'
	| 'confirmed'
	| 'scheduled'
	| 'in-progress'
	| 'made-safe'
	| 'waiting'
	| 'fixed'
	| 'closed'
	| 'no-fault-found'
	| 'not-ours'
	| 'cannot-now'
	| 'rejected';

export interface Move {
	readonly at: number;
	readonly to: State;
	readonly reason: string | null;
	/** Somebody reported it again: the repair had not held. */
	readonly reopens?: boolean;
}

export interface Teller {
	readonly now: number;
	/** True reporting rate of a ward, a day. */
	readonly rate: (ward: number) => number;
	readonly office: Office;
	readonly random: Random;
	/** How slow a family's department is, against the others. */
	readonly slow: (family: string) => number;
}

/** A fault that somebody has told of, or found. */
export interface Known {
	readonly incident: Incident;
	readonly inspection: boolean;
	readonly first: number;
	readonly perDay: number;
}

/** A crew was there: from, until, and whether it mended what was wrong. */
export interface Visited {
	readonly from: number;
	readonly until: number;
	readonly mended: boolean;
}

/** What becomes of a fault if nothing cuts it short. */
export interface Course {
	readonly moves: Move[];
	readonly visits: Visited[];
}

/** What belongs to a larger trouble is over when that is. */
export function followed(first: number, until: number): Course {
	const at = Math.max(first + 0.2 * HOUR, until);
	return { moves: [{ at, to: 'fixed', reason: null }, ...closing(at)], visits: [] };
}

const closing = (fixed: number): Move[] => [{ at: fixed + 7 * DAY, to: 'closed', reason: null }];

/** From the first report through the hands of the department to an end. */
export function schedule(known: Known, teller: Teller): Course {
	const { incident, first } = known;
	const { random } = teller;
	const { median, spread, waiting, waitingDays } = truths.repair;
	const { mode } = incident.mode;
	const hours = elapsedStandard(mode) * median * teller.slow(mode.family) * Math.exp(random.normal(0, spread));
	const work = mode.calendar === 'office' || hours > 40 ? (at: number): number => teller.office.next(at) : (at: number): number => at;
	const seen = work(first + Math.min(0.15 * hours, 60) * HOUR);
	const end = incident.certain ? undefined : endOf(random);
	if (end === 'rejected' || end === 'not-ours') {
		return { moves: [{ at: seen, to: end, reason: reasons[end] }], visits: [] };
	}
	const pause = random.chance(waiting) ? random.exponential(1 / waitingDays) * 24 : 0;
	const onSite = Math.max(seen + 0.3 * HOUR, work(first + (0.85 * hours + pause) * HOUR));
	const waits: Move[] = pause > 0 ? [{ at: work(seen + 0.1 * hours * HOUR), to: 'waiting', reason: random.pick(waitings) }] : [];
	const planned: Move = { at: seen + 0.3 * (onSite - seen) + 60_000, to: 'scheduled', reason: null };
	const before: Move[] = [{ at: seen, to: 'confirmed', reason: null }, ...waits, planned];
	const after = visit({ onSite, end, hours, urgency: mode.urgency, work }, teller);
	return { moves: [...before.filter((move) => move.at < onSite).sort((a, b) => a.at - b.at), ...after.moves], visits: after.visits };
}

// The hours of a service standard as they pass on the wall: an office is open 42.5 of 168.
const elapsedStandard = ({ resolveHours, calendar }: Known['incident']['mode']['mode']): number => resolveHours * (calendar === 'office' ? 168 / 42.5 : 1);

interface Visit {
	readonly onSite: number;
	readonly end: keyof typeof reasons | undefined;
	readonly hours: number;
	readonly urgency: number;
	readonly work: (at: number) => number;
}

function visit({ onSite, end, hours, urgency, work }: Visit, teller: Teller): Course {
	const { random } = teller;
	const done = onSite + Math.min(90, Math.max(0.4, 0.2 * hours)) * HOUR * random.between(0.4, 1.2);
	const begun: Move = { at: onSite, to: 'in-progress', reason: null };
	if (end !== undefined) {
		return { moves: [begun, { at: done, to: end, reason: reasons[end] }], visits: [{ from: onSite, until: done, mended: false }] };
	}
	const safe = hours > 6 && urgency >= 4 && random.chance(0.4);
	const first: Move[] = safe ? [begun, { at: onSite + 0.3 * (done - onSite), to: 'made-safe', reason: null }] : [begun];
	const again = random.chance(truths.firstTimeFix) ? undefined : relapse(done, 0.4 * hours * HOUR, { random, work });
	const mended: Move[] = [...first, { at: done, to: 'fixed', reason: null }];
	const visits: Visited[] = [{ from: onSite, until: done, mended: true }];
	if (!again) {
		return { moves: [...mended, ...closing(done)], visits };
	}
	const closed = closing(done).filter((move) => move.at < (again.moves[0]?.at ?? 0));
	return { moves: [...mended, ...closed, ...again.moves], visits: [...visits, ...again.visits] };
}

// The repair did not hold: somebody says so within three weeks, and a crew comes again.
function relapse(done: number, delay: number, { random, work }: { random: Random; work: Visit['work'] }): Course {
	const reopened = done + random.between(0.5, 20) * DAY;
	const from = work(reopened + delay);
	const until = from + random.between(1, 5) * HOUR;
	const moves: Move[] = [
		{ at: reopened, to: 'confirmed', reason: null, reopens: true },
		{ at: from, to: 'in-progress', reason: null },
		{ at: until, to: 'fixed', reason: null },
	];
	return { moves: [...moves, ...closing(until)], visits: [{ from, until, mended: true }] };
}

function endOf(random: Random): keyof typeof truths.ends | undefined {
	const luck = random.next();
	let sum = 0;
	for (const [end, share] of Object.entries(truths.ends)) {
		sum += share;
		if (luck < sum) {
			return end as keyof typeof truths.ends;
		}
	}
	return undefined;
}

const reasons = {
	'no-fault-found': 'The crew found nothing wrong.',
	'not-ours': 'Handed to the provincial roads department.',
	'cannot-now': 'Needs replacement; planned for the next financial year.',
	rejected: 'Not a fault of the municipality.',
} as const;

const waitings = ['Waiting for material', 'Waiting for a contractor', 'Waiting for the resident', 'Waiting for a permit to close the road'] as const;

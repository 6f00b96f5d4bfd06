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

/** One telling of a fault: a report, or a tap on "me too". */
export interface Telling {
	readonly at: number;
	readonly meToo: boolean;
}

/** What is known of an incident: who told of it, what was done. */
export interface Story {
	readonly incident: Incident;
	/** Nobody reported it: a round of inspection found it. */
	readonly inspection: boolean;
	readonly first: number;
	readonly tellings: readonly Telling[];
	readonly moves: readonly Move[];
	readonly state: State;
	readonly stateSince: number;
	readonly aliveUntil: number | null;
	/** A crew was there: from, until. */
	readonly visits: readonly { from: number; until: number; mended: boolean }[];
	readonly fixedAt: number | null;
	readonly closedAt: number | null;
	readonly reopened: number;
	/** When the trouble itself was over; undefined while it lasts. */
	readonly over: number | undefined;
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

/** Are faults of the class that nobody reports found and recorded by rounds of inspection? Others mend themselves unseen or are never known. */
const inspected = new Set([
	'street-lights',
	'water-pipes',
	'water-valves',
	'sewer-pipes',
	'manholes',
	'electricity-kiosks',
	'feeder-cables',
	'pump-stations',
	'reservoirs',
]);

/** How much a trouble is noticed, times the ward's rate: expected reports a day. */
export function noticeRate({ mode, ward, notice }: Pick<Incident, 'mode' | 'ward' | 'notice'>, rate: Teller['rate']): number {
	return rate(ward) * (truths.reporting.noticed[mode.mode.family] ?? 1) * (notice ?? 1);
}

/** Tells what became of an incident up to now; undefined when nobody ever knew of it. `until`: the end of the larger trouble it belongs to. */
export function tell(incident: Incident, teller: Teller, until?: number): Story | undefined {
	const { now, random } = teller;
	const perDay = noticeRate(incident, teller.rate);
	const reported = incident.began + (incident.shown ? random.between(0.05, 0.6) * (now - incident.began) : (random.exponential(1) / perDay) * DAY);
	const found = incident.began + random.exponential(1 / truths.reporting.found) * DAY;
	const [first, inspection] = reported < (until ?? found) || incident.shown ? [reported, false] : [found, true];
	const known = !inspection || (until === undefined && inspected.has(incident.mode.home.id) && incident.asset !== null);
	if (!known || first >= now) {
		return undefined;
	}
	return work({ incident, inspection, first, perDay }, teller, until);
}

interface Known {
	readonly incident: Incident;
	readonly inspection: boolean;
	readonly first: number;
	readonly perDay: number;
}

function work(known: Known, teller: Teller, until: number | undefined): Story {
	const { incident, first, inspection } = known;
	const { now, random } = teller;
	const plan = until === undefined ? schedule(known, teller) : followed(first, until);
	// the last day's moves are left to whoever tries the demo: what staff did within a day could still be taken back, and would need its old row
	const moves = plan.moves.filter((move) => move.at < now - (move.reopens ? 0 : DAY));
	const onSite = plan.moves.find((move) => !['confirmed', 'scheduled', 'waiting'].includes(move.to))?.at ?? Infinity;
	const alive = Math.min(onSite < now - DAY ? onSite : now, first + 100 * DAY);
	const tellings = inspection ? [] : [{ at: first, meToo: false }, ...duplicates(known, alive, random), ...again(moves)];
	const last = moves.at(-1);
	const at = (state: State): number | null => moves.findLast((move) => move.to === state)?.at ?? null;
	const ended = last !== undefined && ['closed', 'fixed'].includes(last.to);
	const state = last?.to ?? 'reported';
	const mended = ended ? at('fixed') : null;
	const over = mended ?? (['no-fault-found', 'not-ours', 'rejected'].includes(state) ? (last?.at ?? first) : undefined);
	return {
		...{ incident, inspection, first, tellings: tellings.sort((a, b) => a.at - b.at), moves, state, stateSince: last?.at ?? first },
		...{
			aliveUntil: onSite < now - DAY ? onSite : null,
			visits: plan.visits.filter((visit) => visit.from < now - DAY),
			reopened: moves.filter((move) => move.reopens).length,
		},
		...{ fixedAt: mended, closedAt: ['closed', 'no-fault-found', 'not-ours', 'cannot-now', 'rejected'].includes(state) ? (last?.at ?? null) : null, over },
	};
}

function duplicates({ first, perDay }: Known, alive: number, random: Random): Telling[] {
	const count = random.poisson((perDay * Math.max(0, alive - first)) / DAY);
	return Array.from({ length: count }, () => ({ at: random.between(first, alive), meToo: random.chance(truths.reporting.meToo) }));
}

const again = (moves: readonly Move[]): Telling[] => moves.filter((move) => move.reopens).map(({ at }) => ({ at, meToo: false }));

interface Course {
	readonly moves: Move[];
	readonly visits: { from: number; until: number; mended: boolean }[];
}

// What belongs to a larger trouble is over when that is.
function followed(first: number, until: number): Course {
	const at = Math.max(first + 0.2 * HOUR, until);
	return { moves: [{ at, to: 'fixed', reason: null }, ...closing(at)], visits: [] };
}

const closing = (fixed: number): Move[] => [{ at: fixed + 7 * DAY, to: 'closed', reason: null }];

// From the first report through the hands of the department to an end.
function schedule(known: Known, teller: Teller): Course {
	const { incident, first } = known;
	const { office, random } = teller;
	const { mode } = incident.mode;
	const { median, spread, waiting, waitingDays } = truths.repair;
	const hours = mode.resolveHours * (mode.calendar === 'office' ? 168 / 42.5 : 1) * median * teller.slow(mode.family) * Math.exp(random.normal(0, spread));
	const work = mode.calendar === 'office' || hours > 40 ? (at: number): number => office.next(at) : (at: number): number => at;
	const seen = work(first + Math.min(0.15 * hours, 60) * HOUR);
	const end = incident.certain ? undefined : endOf(random);
	const course: Course = { moves: [{ at: seen, to: 'confirmed', reason: null }], visits: [] };
	if (end === 'rejected' || end === 'not-ours') {
		course.moves[0] = { at: seen, to: end, reason: reasons[end] };
		return course;
	}
	const pause = random.chance(waiting) ? random.exponential(1 / waitingDays) * 24 : 0;
	if (pause > 0) {
		course.moves.push({ at: work(seen + 0.1 * hours * HOUR), to: 'waiting', reason: random.pick(waits) });
	}
	const onSite = Math.max(seen + 0.3 * HOUR, work(first + (0.85 * hours + pause) * HOUR));
	course.moves.push({ at: seen + 0.3 * (onSite - seen) + 60_000 * (pause > 0 ? 0 : 1), to: 'scheduled', reason: null });
	course.moves.sort((a, b) => a.at - b.at);
	visit(course, { onSite, end, hours, urgency: mode.urgency, work }, teller);
	return course;
}

interface Visit {
	readonly onSite: number;
	readonly end: State | undefined;
	readonly hours: number;
	readonly urgency: number;
	readonly work: (at: number) => number;
}

function visit(course: Course, { onSite, end, hours, urgency, work }: Visit, teller: Teller): void {
	const { random } = teller;
	const done = onSite + Math.min(90, Math.max(0.4, 0.2 * hours)) * HOUR * random.between(0.4, 1.2);
	course.moves.push({ at: onSite, to: 'in-progress', reason: null });
	if (end === undefined && hours > 6 && urgency >= 4 && random.chance(0.4)) {
		course.moves.push({ at: onSite + 0.3 * (done - onSite), to: 'made-safe', reason: null });
	}
	if (end !== undefined) {
		course.moves.push({ at: done, to: end, reason: reasons[end as keyof typeof reasons] });
		course.visits.push({ from: onSite, until: done, mended: false });
		return;
	}
	course.visits.push({ from: onSite, until: done, mended: true });
	course.moves.push({ at: done, to: 'fixed', reason: null });
	if (random.chance(truths.firstTimeFix) || done > teller.now) {
		course.moves.push(...closing(done));
		return;
	}
	const reopened = done + random.between(0.5, 20) * DAY;
	if (reopened > done + 7 * DAY) {
		course.moves.push(...closing(done));
	}
	const [from, until] = [work(reopened + 0.4 * hours * HOUR), work(reopened + 0.4 * hours * HOUR) + random.between(1, 5) * HOUR];
	course.moves.push(
		{ at: reopened, to: 'confirmed', reason: null, reopens: true },
		{ at: from, to: 'in-progress', reason: null },
		{ at: until, to: 'fixed', reason: null },
	);
	course.moves.push(...closing(until));
	course.visits.push({ from, until, mended: true });
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

const waits = ['Waiting for material', 'Waiting for a contractor', 'Waiting for the resident', 'Waiting for a permit to close the road'] as const;

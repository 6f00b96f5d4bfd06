import type { Random } from '../../server/maths/random.ts';
import { DAY } from '../town/register.ts';
import { truths } from '../truths.ts';
import { followed, type Known, type Move, type State, schedule, type Teller, type Visited } from './course.ts';
import type { Incident } from './incidents.ts';

const openStates: ReadonlySet<State> = new Set(['reported', 'confirmed', 'scheduled', 'in-progress', 'made-safe', 'waiting']);

/** Whether somebody still has something to do. */
export const isOpen = (state: State): boolean => openStates.has(state);

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
	readonly visits: readonly (Visited & { readonly over: boolean })[];
	readonly fixedAt: number | null;
	readonly closedAt: number | null;
	readonly reopened: number;
	/** When the trouble itself was over; undefined while it lasts. */
	readonly over: number | undefined;
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

function work(known: Known, teller: Teller, until: number | undefined): Story {
	const { incident, first, inspection } = known;
	const { now, random } = teller;
	const plan = until === undefined ? schedule(known, teller) : followed(first, until);
	// the last day's moves are left to whoever tries the demo: what staff did within a day could still be taken back, and would need its old row
	const done = now - DAY;
	const moves = plan.moves.filter((move) => move.at < (move.reopens ? now : done));
	const onSite = plan.moves.find((move) => !['confirmed', 'scheduled', 'waiting'].includes(move.to))?.at ?? Infinity;
	const alive = Math.min(onSite < done ? onSite : now, first + 100 * DAY);
	const tellings = inspection ? [] : [{ at: first, meToo: false }, ...duplicates(known, alive, random), ...again(moves)];
	return {
		incident,
		inspection,
		first,
		moves,
		...ending(moves, first),
		tellings: tellings.sort((a, b) => a.at - b.at),
		aliveUntil: onSite < done ? onSite : null,
		visits: plan.visits.filter((visit) => visit.from < done).map((visit) => ({ ...visit, over: visit.until < done })),
		reopened: moves.filter((move) => move.reopens).length,
	};
}

const ends: ReadonlySet<State> = new Set(['closed', 'no-fault-found', 'not-ours', 'cannot-now', 'rejected']);

// Where a fault stands after its moves, and since when.
function ending(moves: readonly Move[], first: number): Pick<Story, 'state' | 'stateSince' | 'fixedAt' | 'closedAt' | 'over'> {
	const last = moves.at(-1);
	if (!last) {
		return { state: 'reported', stateSince: first, fixedAt: null, closedAt: null, over: undefined };
	}
	const mended = last.to === 'closed' || last.to === 'fixed' ? (moves.findLast((move) => move.to === 'fixed')?.at ?? null) : null;
	const over = mended ?? (ends.has(last.to) && last.to !== 'cannot-now' ? last.at : undefined);
	return { state: last.to, stateSince: last.at, fixedAt: mended, closedAt: ends.has(last.to) ? last.at : null, over };
}

function duplicates({ first, perDay }: Known, alive: number, random: Random): Telling[] {
	const count = random.poisson((perDay * Math.max(0, alive - first)) / DAY);
	return Array.from({ length: count }, () => ({ at: random.between(first, alive), meToo: random.chance(truths.reporting.meToo) }));
}

const again = (moves: readonly Move[]): Telling[] => moves.filter((move) => move.reopens).map(({ at }) => ({ at, meToo: false }));

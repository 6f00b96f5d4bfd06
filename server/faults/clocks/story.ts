import type { StandingPause, TypedPause } from '../../maths/pauses.ts';
import type { State } from '../contract.ts';

/** What happened to a fault, as far as its clocks follow from it. */
export interface Told {
	kind: string;
	at: Date;
	details: {
		from?: State;
		to?: State;
		/** Why a wait stops the clocks; a wait without it stops nothing. */
		pause?: string;
		person_id?: number | null;
		department_id?: number;
		/** The department before. */
		was?: number | null;
	};
}

/** Since when the clocks of a fault count, and when they stood still. */
export interface ClockStory {
	from: Date;
	crewFrom: Date | null;
	pauses: TypedPause[];
}

/** What the clocks of a fault follow from beside its story. */
export interface ClockFacts {
	id: number;
	first: Date;
	mode: string;
	family: string;
	customers: number;
	criticality: number;
}

/** How the clocks of a fault stand. */
export interface Clocks {
	id: number;
	from: Date;
	crewFrom: Date | null;
	standardId: number | null;
	respond: Date | null;
	resolve: Date | null;
	crew: Date | null;
	/** When each step of the ladder is reached. */
	ladder: (Date | null)[];
	pauses: StandingPause[];
}

/** How the clocks of a fault stand, as it is kept. */
export interface ClockRow extends Omit<ClockFacts, 'first'> {
	from: Date;
	respondDue: Date | null;
	due: Date | null;
	crewFrom: Date | null;
	crewDue: Date | null;
	standardId: number | null;
	ladderAt: (Date | null)[] | null;
	escalated: number;
	/** Since when it is over. */
	ended: Date | null;
}

interface Hand {
	story: ClockStory;
	state: State;
	held: boolean;
}

/** In these states the work is somebody's. */
const planned: ReadonlySet<State> = new Set(['scheduled', 'in-progress', 'made-safe']);

/** What is reopened from here is promised anew; from elsewhere its clocks have never stopped. */
const over: ReadonlySet<State> = new Set(['closed', 'cannot-now']);

const ended = (pauses: readonly TypedPause[], at: Date): TypedPause[] => pauses.map((it) => (it.to === null ? { ...it, to: at } : it));

/** Since when the crew's clock counts after a move: from the first plan, until it is nobody's again. What was reopened is theirs still. */
function crewAfter({ story: { crewFrom }, held }: Hand, to: State, { kind, at }: Told): Date | null {
	if (planned.has(to)) return crewFrom ?? at;
	return kind === 'fault.moved' && to === 'confirmed' && !held ? null : crewFrom;
}

/** A promise given anew, by whoever has it now. */
const anew = (hand: Hand, to: State, at: Date): ClockStory => ({ from: at, crewFrom: hand.held || planned.has(to) ? at : null, pauses: [] });

function moved(hand: Hand, told: Told): Hand {
	const { kind, at, details } = told;
	const { from = hand.state, to = 'confirmed', pause } = details;
	const next = { state: to, held: hand.held };
	if (kind === 'fault.reopened' && over.has(from)) return { ...next, story: anew(hand, to, at) };
	const pauses = ended(hand.story.pauses, at);
	if (to === 'waiting' && pause !== undefined) pauses.push({ kind: pause, from: at, to: null });
	return { ...next, story: { ...hand.story, crewFrom: crewAfter(hand, to, told), pauses } };
}

function assigned({ story, state, held }: Hand, { at, details }: Told): Hand {
	const { person_id: person, department_id: department, was } = details;
	const now = person === undefined ? held : person !== null;
	const busy = now || planned.has(state);
	const elsewhere = department !== undefined && department !== was;
	const crewFrom = busy ? (elsewhere ? at : (story.crewFrom ?? at)) : null;
	return { story: { ...story, crewFrom }, state, held: now };
}

/** Reads from all that happened to a fault since its first report how its clocks stand. What was taken back is left out before. */
export function clockStory(first: Date, told: readonly Told[]): ClockStory {
	let hand: Hand = { story: { from: first, crewFrom: null, pauses: [] }, state: 'reported', held: false };
	for (const it of told) hand = it.kind === 'fault.assigned' ? assigned(hand, it) : moved(hand, it);
	return hand.story;
}

import type { Unit } from './units.ts';
import { letter, type TransactionState } from './wire.ts';

/** A unit's reply, sorted: what the client gets, who else is told, how the session stands, and whether the engine lost part of it. */
export interface Reply {
	keep: Buffer[];
	notifications: Buffer[];
	state: TransactionState | undefined;
	failed: boolean;
	swallowed: boolean;
}

interface Counts {
	parsed: number;
	bound: number;
	executed: number;
	suspended: number;
	errors: number;
	/** Rows of a simple query were announced and their end has not come. */
	open: boolean;
}

const none = (): Counts => ({ parsed: 0, bound: 0, executed: 0, suspended: 0, errors: 0, open: false });

/** The replies that a unit must bring, if it brings no error. */
const wanted = (unit: Unit): Counts => {
	const counts = none();
	for (const part of unit.parts) {
		if (part[0] === letter.parse) counts.parsed += 1;
		else if (part[0] === letter.bind) counts.bound += 1;
		else if (part[0] === letter.execute) {
			counts.executed += 1;
			if (part.readInt32BE(part.length - 4) > 0) counts.suspended += 1;
		}
	}
	return counts;
};

const tally: Record<number, (counts: Counts) => void> = {
	[letter.parseComplete]: (counts) => {
		counts.parsed += 1;
	},
	[letter.bindComplete]: (counts) => {
		counts.bound += 1;
	},
	[letter.rowDescription]: (counts) => {
		counts.open = true;
	},
	[letter.commandComplete]: (counts) => {
		counts.executed += 1;
		counts.open = false;
	},
	[letter.emptyQuery]: (counts) => {
		counts.executed += 1;
	},
	[letter.error]: (counts) => {
		counts.errors += 1;
	},
	[letter.portalSuspended]: (counts) => {
		counts.executed += 1;
		counts.suspended += 1;
	},
};

/**
 * Whether replies are missing. The engine swallows C++ exceptions (GEOS) and stack overflows: a statement then simply
 * ends, without rows, end or error; also a portal that stops though it had no row limit is one of these.
 */
const incomplete = (unit: Unit, got: Counts, state: TransactionState | undefined): boolean => {
	if (unit.kind !== 'flush' && state === undefined) return true;
	if (unit.kind === 'copy') return got.executed === 0;
	if (unit.kind === 'query') return got.executed === 0 || got.open;
	const want = wanted(unit);
	return got.parsed < want.parsed || got.bound < want.bound || got.executed < want.executed || got.suspended > want.suspended;
};

/** What the client does not get as it stands: Ready comes once, at the unit's end; notices of channels go to whoever listens; CopyIn was sent before. */
const aside: readonly number[] = [letter.readyForQuery, letter.notification, letter.copyIn];

const setAside = (reply: Reply, bytes: Buffer): void => {
	if (bytes[0] === letter.readyForQuery) reply.state = String.fromCharCode(bytes[5] ?? 0x49) as TransactionState;
	else if (bytes[0] === letter.notification) reply.notifications.push(bytes);
};

/** Sorts the raw reply to a unit. What the client keeps stays in long runs: a reply may hold a million rows. */
export const readReply = (unit: Unit, bytes: Buffer): Reply => {
	const reply: Reply = { keep: [], notifications: [], state: undefined, failed: false, swallowed: false };
	const got = none();
	let from = 0;
	let end = 0;
	for (let at = 0; at + 5 <= bytes.length; at = end) {
		const type = bytes[at] ?? 0;
		end = at + 1 + bytes.readInt32BE(at + 1);
		tally[type]?.(got);
		if (!aside.includes(type)) continue;
		if (at > from) reply.keep.push(bytes.subarray(from, at));
		setAside(reply, bytes.subarray(at, end));
		from = end;
	}
	if (end > from) reply.keep.push(bytes.subarray(from, end));
	reply.failed = got.errors > 0;
	reply.swallowed = !reply.failed && incomplete(unit, got, reply.state);
	return reply;
};

import type { State } from '../../server/faults/contract.ts';

/** What a symbol of a fault can say, by shape as well as by colour. */
export const signs = ['open', 'progress', 'safe', 'fixed', 'ended'] as const;
export type Sign = (typeof signs)[number];

/** Which symbol a state is shown by, on the map, in lists, in timelines and in print alike. */
export const signOf: Record<State, Sign> = {
	reported: 'open',
	confirmed: 'open',
	scheduled: 'open',
	waiting: 'open',
	'in-progress': 'progress',
	'made-safe': 'safe',
	fixed: 'fixed',
	closed: 'fixed',
	'no-fault-found': 'ended',
	'not-ours': 'ended',
	'cannot-now': 'ended',
	rejected: 'ended',
	merged: 'ended',
};

import type { State } from '../../faults/contract.ts';

/** What a state of a fault is called where more than "open" and "closed" is understood. */
export const statusOf: Readonly<Record<State, string>> = {
	reported: 'open',
	confirmed: 'open',
	scheduled: 'action_scheduled',
	'in-progress': 'in_progress',
	'made-safe': 'in_progress',
	waiting: 'in_progress',
	fixed: 'fixed',
	closed: 'fixed',
	'no-fault-found': 'no_further_action',
	'not-ours': 'not_councils_responsibility',
	'cannot-now': 'no_further_action',
	rejected: 'no_further_action',
	merged: 'duplicate',
};

const states: Readonly<Record<string, State | undefined>> = {
	open: 'confirmed',
	investigating: 'confirmed',
	reopen: 'confirmed',
	planned: 'scheduled',
	action_scheduled: 'scheduled',
	in_progress: 'in-progress',
	fixed: 'fixed',
	closed: 'fixed',
	not_councils_responsibility: 'not-ours',
	no_further_action: 'cannot-now',
};

/** Statuses that are understood and change nothing of a fault. */
const still = ['unchanged', 'duplicate', 'internal_referral', 'for_triage', 'cancelled'];

/** A status as somebody sends it, in capitals or not, with spaces or underscores. */
export const plainStatus = (said: string): string =>
	said
		.trim()
		.toLowerCase()
		.replaceAll(/[\s-]+/g, '_');

/** Whether a status is one that this standard or its extensions know. */
export const isStatus = (status: string): boolean => Object.hasOwn(states, status) || still.includes(status);

/** The state that a status asks for; undefined where it asks for none. */
export const stateOf = (status: string): State | undefined => (Object.hasOwn(states, status) ? states[status] : undefined);

import type { State } from './contract.ts';

/** The life of a fault as data: from where to where. Whoever may move faults may make any of these moves. */
export const moves: Readonly<Record<State, readonly State[]>> = {
	reported: ['confirmed', 'scheduled', 'in-progress', 'made-safe', 'waiting', 'fixed', 'no-fault-found', 'not-ours', 'cannot-now', 'rejected'],
	confirmed: ['scheduled', 'in-progress', 'made-safe', 'waiting', 'fixed', 'no-fault-found', 'not-ours', 'cannot-now', 'rejected'],
	scheduled: ['confirmed', 'in-progress', 'made-safe', 'waiting', 'fixed', 'no-fault-found', 'not-ours', 'cannot-now'],
	'in-progress': ['scheduled', 'made-safe', 'waiting', 'fixed', 'no-fault-found', 'not-ours', 'cannot-now'],
	'made-safe': ['scheduled', 'in-progress', 'waiting', 'fixed', 'cannot-now'],
	waiting: ['confirmed', 'scheduled', 'in-progress', 'made-safe', 'fixed', 'no-fault-found', 'not-ours', 'cannot-now', 'rejected'],
	fixed: ['closed', 'confirmed'],
	closed: ['confirmed'],
	'no-fault-found': ['reported'],
	'not-ours': ['reported'],
	'cannot-now': ['confirmed'],
	rejected: ['reported'],
	merged: [],
};

/** Moves that must say why. */
export const wantsReason: ReadonlySet<State> = new Set(['waiting', 'no-fault-found', 'not-ours', 'cannot-now', 'rejected']);

const openStates: ReadonlySet<State> = new Set(['reported', 'confirmed', 'scheduled', 'in-progress', 'made-safe', 'waiting']);

/** Whether somebody still has something to do. */
export const isOpen = (state: State): boolean => openStates.has(state);

/** In these states residents see that work has begun: reports no longer measure how many notice (methods §5.6). */
export const seenToBeWorkedOn: ReadonlySet<State> = new Set([
	'in-progress',
	'made-safe',
	'fixed',
	'closed',
	'no-fault-found',
	'not-ours',
	'cannot-now',
	'rejected',
]);

import type { State } from '../../../server/faults/contract.ts';

/** The five words in which a resident follows a fault. */
export const plainSteps = ['received', 'confirmed', 'planned', 'repairing', 'fixed'] as const;

export type PlainStep = (typeof plainSteps)[number];

/** Which of the five words a state is; null where it ended otherwise, or waits. */
const stepOf: Readonly<Record<State, PlainStep | null>> = {
	reported: 'received',
	confirmed: 'confirmed',
	scheduled: 'planned',
	'in-progress': 'repairing',
	'made-safe': 'repairing',
	waiting: null,
	fixed: 'fixed',
	closed: 'fixed',
	'no-fault-found': null,
	'not-ours': null,
	'cannot-now': null,
	rejected: null,
	merged: null,
};

/** Ends that are no repair. */
export const endsOtherwise: ReadonlySet<State> = new Set(['no-fault-found', 'not-ours', 'cannot-now', 'rejected', 'merged']);

/** How far a fault has come: its step, or while it waits or has ended otherwise, the last step of its story. */
export function reached(state: State, steps: readonly { state: State | null }[]): PlainStep {
	const before = steps.flatMap((it) => (it.state && stepOf[it.state] ? [stepOf[it.state]] : []));
	return stepOf[state] ?? before.at(-1) ?? 'received';
}

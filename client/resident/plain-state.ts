import type { State } from '../../server/faults/contract.ts';
import { t } from '../i18n/resident.ts';
import { t as shared } from '../i18n/shared.ts';

/** The five words in which a resident follows a fault. */
export const plainSteps = ['received', 'confirmed', 'planned', 'repairing', 'fixed'] as const;

export type PlainStep = (typeof plainSteps)[number];

/** Which of the five words a state is; what is not named here waits, or has ended otherwise, and is called by its own name. */
const stepOf: Readonly<Partial<Record<State, PlainStep>>> = {
	reported: 'received',
	confirmed: 'confirmed',
	scheduled: 'planned',
	'in-progress': 'repairing',
	'made-safe': 'repairing',
	fixed: 'fixed',
	closed: 'fixed',
};

const ownName: ReadonlySet<State> = new Set(['made-safe', 'closed']);

/** Ends that are no repair. */
export const endsOtherwise: ReadonlySet<State> = new Set(['no-fault-found', 'not-ours', 'cannot-now', 'rejected', 'merged']);

/** Whether nothing more is to come: fixed, or ended otherwise. */
export const isOver = (state: State): boolean => state === 'fixed' || state === 'closed' || endsOtherwise.has(state);

/** How far a fault has come: its step, or while it waits or has ended otherwise, the last step of its story. */
export function reached(state: State, steps: readonly { state: State | null }[]): PlainStep {
	const before = steps.flatMap((it) => (it.state ? (stepOf[it.state] ?? []) : []));
	return stepOf[state] ?? before.at(-1) ?? 'received';
}

/** A state in the words of residents. */
export function plainState(state: State): string {
	const step = stepOf[state];
	return step && !ownName.has(state) ? t(`plain.${step}`) : shared(`state.${state}`);
}

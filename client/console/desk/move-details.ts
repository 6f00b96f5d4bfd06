import type { PauseKind, State } from '../../../server/faults/contract.ts';
import { signOf } from '../../ui/states.ts';

/** What goes with a move. */
export interface Said {
	reason: string;
	note: string;
	cause: string;
	component: string;
	internal: boolean;
	/** What it waits for; none of the reasons that stop the clocks; not said yet. */
	pause?: PauseKind | 'none' | null;
}

/** Whoever waits, ends without repairing, or says that it is fixed without the evidence of work, says why. */
export const asksWhy = (state: State): boolean => state === 'waiting' || state === 'fixed' || signOf[state] === 'ended';
/** What is mended tells the planner what had been wrong. */
export const asksCause = (state: State): boolean => state === 'fixed' || state === 'made-safe';

/** Whether all is said that a state asks for. */
export const isReady = (to: State, { reason, pause }: Said): boolean => (!asksWhy(to) || reason.trim() !== '') && (to !== 'waiting' || Boolean(pause));

/** What is sent with a move to a state: only what that state asks for, and only what was said. */
export function detailsOf(to: State, { reason, note, cause, component, internal, pause }: Said): Record<string, string | boolean> {
	const words = { note, ...(asksWhy(to) && { reason }), ...(asksCause(to) && { cause, component }) };
	const given = Object.entries(words).flatMap(([name, text]) => (text.trim() ? [[name, text.trim()]] : []));
	return { ...Object.fromEntries(given), internal, ...(to === 'waiting' && pause && pause !== 'none' && { pause }) };
}

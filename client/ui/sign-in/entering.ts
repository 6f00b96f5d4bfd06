import { type Signal, useSignal } from '@preact/signals';
import { asProblem, type Problem } from '../../api/problem.ts';

/** What somebody types who signs in, and how far they are. */
export interface Entering {
	email: Signal<string>;
	password: Signal<string>;
	/** Null until a code is wanted. */
	code: Signal<string | null>;
	problem: Signal<Problem | null>;
	busy: Signal<boolean>;
	submit: (event: Event) => Promise<void>;
	/** From the code back to the password. */
	back: () => void;
}

/** Signs in with address and password, then with a code where one is wanted. `known`: an address that is known already. */
export function useEntering(enter: (email: string, password: string, code?: string) => Promise<void>, known = ''): Entering {
	const it = {
		email: useSignal(known),
		password: useSignal(''),
		code: useSignal<string | null>(null),
		problem: useSignal<Problem | null>(null),
		busy: useSignal(false),
	};
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		it.busy.value = true;
		try {
			await enter(it.email.value.trim(), it.password.value, it.code.value ?? undefined);
		} catch (thrown) {
			const problem = asProblem(thrown);
			const wanted = problem.code === 'code-wanted';
			if (wanted) it.code.value = '';
			it.problem.value = wanted ? null : problem;
		}
		it.busy.value = false;
	};
	const back = (): void => {
		it.code.value = null;
		it.problem.value = null;
	};
	return { ...it, submit, back };
}

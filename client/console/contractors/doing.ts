import { type Signal, useSignal } from '@preact/signals';
import { asProblem, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console-contractors.ts';
import { toast } from '../../ui/toast.tsx';

interface Doing {
	busy: Signal<boolean>;
	problem: Signal<Problem | null>;
	act: (doing: () => Promise<unknown>) => Promise<boolean>;
}

/** Does one thing after the other; what was wrong with the last stays to be read. */
export function useDoing(again: () => void): Doing {
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const act = async (doing: () => Promise<unknown>): Promise<boolean> => {
		busy.value = true;
		problem.value = null;
		try {
			await doing();
			toast({ text: t('kept') });
			again();
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
		busy.value = false;
		return problem.peek() === null;
	};
	return { busy, problem, act };
}

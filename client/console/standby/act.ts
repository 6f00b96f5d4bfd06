import { asProblem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { toast } from '../../ui/toast.tsx';

interface Act {
	doing: () => Promise<unknown>;
	said: string;
	again: () => Promise<void>;
	undo?: () => Promise<void>;
}

/** Does something, says so, and shows how it stands then. */
export async function act({ doing, said, again, undo }: Act): Promise<void> {
	try {
		await doing();
		toast({ text: said, ...(undo && { undo }) });
	} catch (thrown) {
		const problem = asProblem(thrown);
		toast({ text: problem.code === 'wrong-state' ? t('standby.late') : problemText(problem), kind: 'bad' });
	}
	await again();
}

import { changeHold, type Hold } from '../../../server/reports/holds/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { date } from '../../i18n/format.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { toast } from '../../ui/toast.tsx';

async function change({ id, version }: Hold, { lifted, said, undo }: { lifted: boolean; said: string; undo?: (hold: Hold) => Promise<void> }): Promise<void> {
	try {
		const { hold } = await call(changeHold, { id, lifted, version });
		toast({ text: said, ...(undo && { undo: () => undo(hold) }) });
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
}

/** Lifts a hold, and offers to put it back. */
export async function liftHold(hold: Hold, again: () => Promise<void>): Promise<void> {
	const back = async (it: Hold): Promise<void> => {
		await change(it, { lifted: false, said: t('done.holdBack') });
		await again();
	};
	await change(hold, { lifted: true, said: t('done.holdLifted'), undo: back });
	await again();
}

/** Says that something is held now, and offers to take it back. */
export function saidHeld(hold: Hold, again: () => Promise<void>): void {
	const undo = async (): Promise<void> => {
		await change(hold, { lifted: true, said: t('done.holdLifted') });
		await again();
	};
	toast({ text: t('done.holdPlaced', { date: date(hold.until) }), undo });
	void again();
}

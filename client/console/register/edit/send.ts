import { signal } from '@preact/signals';
import { type Edited, editRegister, type RegisterEdit } from '../../../../server/assets/edit/contract.ts';
import { proposeEdit } from '../../../../server/assets/proposals/contract.ts';
import { undoRegisterChange } from '../../../../server/assets/undo/contract.ts';
import { call } from '../../../api/call.ts';
import { asProblem } from '../../../api/problem.ts';
import { t } from '../../../i18n/console.ts';
import { language } from '../../../i18n/language.ts';
import { problemText } from '../../../i18n/problem-text.ts';
import { toast } from '../../../ui/toast.tsx';
import { noRegister } from '../../address.ts';
import { change } from '../../route.ts';
import { may } from '../../session.ts';
import { loadSubject, refusal, startAgain } from './edit-state.ts';

/** A change is on its way: no second one meanwhile. */
export const sending = signal(false);
/** What whoever only proposes has to say. */
export const reason = signal('');
/** What came of the last change besides the asset that is shown then. */
export const came = signal<{ beside: string; others: readonly string[] } | null>(null);

/** Whether what is done here changes the register, or is proposed to those who may. */
export const changesDirectly = (): boolean => may('asset.edit');

async function takeBack(id: number, back: string): Promise<void> {
	try {
		await call(undoRegisterChange, { id });
		came.value = null;
		if (back) change({ register: { ...noRegister, asset: back } });
		await loadSubject();
		toast({ text: t('edit.undone') });
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
}

/** Shows what came of a change: the same asset, or the first of those that are in service now. */
async function arrived({ change: id, assets }: Edited, here: string): Promise<void> {
	const there = assets.filter(({ status }) => status === 'in-service').map(({ reference }) => reference);
	const stays = there.includes(here) || there.length === 0;
	const next = stays ? here : (there[0] ?? here);
	came.value = { beside: next, others: there.filter((reference) => reference !== next) };
	if (next !== here) change({ register: { ...noRegister, asset: next } });
	else await loadSubject();
	toast({ text: t('edit.done'), undo: () => takeBack(id, here) });
}

/** Changes the register, or proposes the change where one has no right to it. Answers whether it went through. */
export async function send(edit: RegisterEdit, here: string): Promise<boolean> {
	if (sending.peek()) return false;
	sending.value = true;
	refusal.value = null;
	try {
		if (changesDirectly()) await arrived(await call(editRegister, { edit }), here);
		else {
			const { code } = await call(proposeEdit, { edit, words: reason.peek(), language: language.peek() });
			reason.value = '';
			startAgain();
			toast({ text: t('edit.proposed', { code }) });
		}
		return true;
	} catch (thrown) {
		refusal.value = asProblem(thrown);
		return false;
	} finally {
		sending.value = false;
	}
}

import { batch, computed, signal } from '@preact/signals';
import { assignFaults, undoFaults } from '../../../server/faults/changes/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { language } from '../../i18n/language.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { toast } from '../../ui/toast.tsx';
import { reloadCase } from './case.ts';
import { pointed } from './pointed.ts';
import { put, rows } from './queue.ts';
import { changedHere } from './queue-live.ts';

/** As many as one change may be of. */
const most = 200;

const marked = signal<ReadonlySet<string>>(new Set());

/** The rows that are chosen for one change, as far as they are still shown. */
export const chosen = computed(() => rows.value.filter(({ code }) => marked.value.has(code)).map(({ code }) => code));

/** Chooses a row or lets it go. */
export function toggleChosen(code: string): void {
	const next = new Set(marked.peek());
	if (!next.delete(code)) next.add(code);
	marked.value = next;
}

/** Chooses the row that the keyboard or the mouse is on. */
export function toggleHere(): void {
	const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['row'] : undefined;
	const code = focused ?? pointed.peek();
	if (code) toggleChosen(code);
}

/** Chooses all rows that are shown, as many as may be changed at once. */
export const chooseShown = (): void => {
	marked.value = new Set(
		rows
			.peek()
			.slice(0, most)
			.map(({ code }) => code),
	);
};

/** Lets all go. */
export const chooseNone = (): void => {
	marked.value = new Set();
};

interface Change {
	department?: string;
	person?: string | null;
	priority?: number;
}

/** Changes all that are chosen, and offers to take all of it back at once. Answers whether it was done. */
export async function changeChosen(change: Change): Promise<boolean> {
	const codes = chosen.peek();
	for (const code of codes) changedHere(code);
	try {
		const { batch: together, faults } = await call(assignFaults, { codes, ...change, language: language.peek() });
		batch(() => {
			for (const fault of faults) put(fault);
			chooseNone();
		});
		await reloadCase();
		toast({ text: t('many.done', { count: faults.length }), undo: () => takeBack(codes, together) });
		return true;
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		return false;
	}
}

async function takeBack(codes: readonly string[], together: string): Promise<void> {
	for (const code of codes) changedHere(code);
	try {
		const { faults, kept } = await call(undoFaults, { codes: [...codes], batch: together, language: language.peek() });
		batch(() => {
			for (const fault of faults) put(fault);
		});
		await reloadCase();
		const undone = t('many.undone', { count: faults.length });
		toast({ text: kept.length > 0 ? `${undone} ${t('many.kept', { count: kept.length })}` : undone });
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
}

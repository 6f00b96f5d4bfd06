import { signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { noteFault } from '../../../server/reports/contract.ts';
import type { Case } from '../../../server/work/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { toast } from '../../ui/toast.tsx';
import { ActionForm } from './action-form.tsx';
import { openForm, reloadCase } from './case.ts';
import { changedHere } from './queue-live.ts';

/** What was begun for a fault and not sent. */
const drafts = signal<Readonly<Record<string, string>>>({});

/** Whether the next note is meant for everybody. */
export const answering = signal(false);

/** Writes a note on a fault: for staff, or for everybody. */
export function NoteForm({ it: { fault } }: { it: Case }): JSX.Element {
	const words = drafts.value[fault.code] ?? '';
	const who = useSignal<'staff' | 'public'>(answering.peek() ? 'public' : 'staff');
	const problem = useSignal<Problem | null>(null);
	useEffect(() => {
		answering.value = false;
	}, []);
	const write = (text: string): void => {
		drafts.value = { ...drafts.value, [fault.code]: text };
	};
	const submit = async (): Promise<void> => {
		changedHere(fault.code);
		try {
			await call(noteFault, { code: fault.code, words: words.trim(), internal: who.value === 'staff' });
			write('');
			openForm(null);
			toast({ text: t('done.noted') });
			await reloadCase();
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
	};
	return (
		<ActionForm title={t('note.title')} submit={t('note.submit')} onSubmit={() => void submit()} unready={!words.trim()}>
			{problem.value && <ProblemNotice problem={problem.value} />}
			<TextArea label={t('note.words')} bare rows={3} maxLength={2000} value={words} onText={write} />
			<RadioList
				label={t('note.who')}
				bare
				value={who.value}
				choices={[
					{ value: 'staff', label: t('note.internal'), hint: t('note.internalHint') },
					{ value: 'public', label: t('note.public'), hint: t('note.publicHint') },
				]}
				onChoose={(it) => (who.value = it)}
			/>
		</ActionForm>
	);
}

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ReportAnswer } from '../../../server/planning/contract.ts';
import { keepAnswer } from '../../../server/planning/kept/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/planner-workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import type { Values } from '../asked.ts';
import { route } from '../route.ts';
import { changeOne, kept } from './store.ts';

interface KeepFormProps {
	answer: ReportAnswer;
	/** What was asked that is not usual: what is usual (until today) moves on. */
	values: Values;
	onClose: () => void;
}

/** Keeps the answer that stands there, as it is now, under a title and with a note. */
export function KeepForm({ answer, values, onClose }: KeepFormProps): JSX.Element {
	const words = useSignal({ title: answer.title, note: '' });
	const wish = useSignal({ shared: false, pinned: true });
	const problem = useSignal<Problem | null>(null);
	const busy = useSignal(false);
	const errors = fieldErrors(problem.value);
	const keep = async (): Promise<void> => {
		busy.value = true;
		try {
			const { chosen } = route.value;
			const got = await call(keepAnswer, { ...words.value, ...wish.value, report: answer.id, params: values, chosen: [...chosen], language: language.value });
			kept.value = got.kept;
			toast({ text: t('kept.done'), undo: () => void changeOne({ id: got.id, removed: true }) });
			onClose();
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	const set = (change: Partial<typeof words.value>): void => {
		words.value = { ...words.value, ...change };
	};
	const want = (change: Partial<typeof wish.value>): void => {
		wish.value = { ...wish.value, ...change };
	};
	return (
		<SidePanel title={t('kept.keep')} over onClose={onClose}>
			<form
				class="stack"
				onSubmit={(event) => {
					event.preventDefault();
					void keep();
				}}
			>
				<p class="small quiet">{t('kept.what')}</p>
				{problem.value && Object.keys(errors).length === 0 && <ProblemNotice problem={problem.value} />}
				<TextField label={t('kept.title')} value={words.value.title} required maxLength={120} error={errors['title']} onText={(title) => set({ title })} />
				<TextArea
					label={t('kept.note')}
					hint={t('kept.noteHint')}
					optional
					rows={4}
					maxLength={2000}
					value={words.value.note}
					error={errors['note']}
					onText={(note) => set({ note })}
				/>
				<Checkbox label={t('kept.pinToo')} checked={wish.value.pinned} onCheck={(pinned) => want({ pinned })} />
				<Checkbox label={t('kept.share')} hint={t('kept.shareHint')} checked={wish.value.shared} onCheck={(shared) => want({ shared })} />
				<div class="cluster">
					<Button kind="primary" type="submit" busy={busy.value}>
						{t('kept.save')}
					</Button>
				</div>
			</form>
		</SidePanel>
	);
}

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../../i18n/resident.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { go } from '../route.ts';
import { unanswered } from './ask.ts';
import { draft, write } from './draft.ts';
import { PhotoPicker } from './photo-picker.tsx';
import { Questions } from './questions.tsx';
import { service } from './services.ts';
import { Step } from './step.tsx';

/** The third question: a photo, a few words, and the short questions of this trouble. */
export function Details(): JSX.Element {
	const { words, publicWords, answers } = draft.value;
	const questions = service.value?.questions ?? [];
	const lacking = useSignal<readonly string[]>([]);
	const next = (): void => {
		lacking.value = unanswered(questions, answers);
		if (lacking.value.length === 0) go('/report/send');
		else document.querySelector<HTMLElement>(`[name="q-${lacking.value[0]}"]`)?.focus();
	};
	return (
		<Step step={3} title={t('details.title')} next={{ go: next }}>
			<PhotoPicker />
			{questions.length > 0 && <Questions questions={questions} lacking={lacking.value} />}
			<div class="stack tight">
				<TextArea
					label={t('details.words')}
					hint={t('details.wordsHint')}
					optional
					rows={4}
					maxLength={4000}
					value={words}
					onText={(text) => write({ words: text })}
				/>
				{words.trim() && (
					<Checkbox checked={publicWords} onCheck={(it) => write({ publicWords: it })} label={t('details.public')} hint={t('details.publicHint')} />
				)}
			</div>
		</Step>
	);
}

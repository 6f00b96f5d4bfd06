import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/resident.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { go } from '../route.ts';
import { alarm, heed } from './alarm.ts';
import { unanswered } from './ask.ts';
import { draft, write } from './draft.ts';
import { askEmergency } from './emergency-notice.ts';
import { PhotoPicker } from './photo-picker.tsx';
import { Questions } from './questions.tsx';
import { service } from './services.ts';
import { Step } from './step.tsx';

/** Milliseconds without a key after which what is written is looked at. */
const pause = 1200;

/** The third question: a photo, a few words, and the short questions of this trouble. */
export function Details(): JSX.Element {
	const { words, publicWords, answers } = draft.value;
	const questions = service.value?.questions ?? [];
	const lacking = useSignal<readonly string[]>([]);
	useEffect(() => void askEmergency(), []);
	useEffect(() => {
		// Whoever writes of danger is stopped when she pauses, not in the middle of a word.
		const timer = setTimeout(() => void heed(words), pause);
		return () => clearTimeout(timer);
	}, [words]);
	const next = async (): Promise<void> => {
		await heed(words);
		if (alarm.peek()) return;
		lacking.value = unanswered(questions, answers);
		if (lacking.value.length === 0) go('/report/send');
		else document.querySelector<HTMLElement>(`[name="q-${lacking.value[0]}"]`)?.focus();
	};
	return (
		<Step step={3} title={t('details.title')} next={{ go: () => void next() }}>
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

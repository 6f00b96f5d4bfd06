import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { commentFault } from '../../../server/reports/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/resident-pages.ts';
import { Button } from '../../ui/button.tsx';
import { send } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { type AddedPhoto, PhotoField, sendPhotos } from './photo-field.tsx';

interface CommentFormProps {
	code: string;
	tracking?: string;
	onSent: () => Promise<void>;
}

/** A comment that everybody can read. */
export function CommentForm({ code, tracking, onSent }: CommentFormProps): JSX.Element {
	const words = useSignal('');
	const photos = useSignal<readonly AddedPhoto[]>([]);
	const busy = useSignal(false);
	const done = useSignal<'no' | 'shown' | 'held'>('no');
	const problem = useSignal<Problem | null>(null);
	const submit = async (): Promise<void> => {
		if (!words.value.trim()) return;
		busy.value = true;
		problem.value = null;
		try {
			const media = await sendPhotos(photos.value);
			const { held } = await call(commentFault, { code, words: words.value, ...(tracking && { tracking }), media, language: language.peek() });
			photos.value = [];
			words.value = '';
			done.value = held ? 'held' : 'shown';
			await onSent();
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	return (
		<form
			class="stack close"
			onSubmit={(event) => {
				event.preventDefault();
				void submit();
			}}
		>
			<TextArea label={t('comments.yours')} hint={t('comments.hint')} rows={2} maxLength={2000} value={words.value} onText={(it) => (words.value = it)} />
			{tracking && <PhotoField photos={photos} hint={t('comments.photoHint')} />}
			<div>
				<Button type="submit" icon={send} busy={busy.value} disabled={!words.value.trim()}>
					{t('comments.send')}
				</Button>
			</div>
			<div aria-live="polite">
				{done.value === 'held' && <Notice>{t('comments.held')}</Notice>}
				{done.value === 'shown' && <Notice kind="good">{t('comments.shown')}</Notice>}
			</div>
			{problem.value && <ProblemNotice problem={problem.value} />}
		</form>
	);
}

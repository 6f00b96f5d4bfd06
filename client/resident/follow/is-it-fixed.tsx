import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { answerReport } from '../../../server/reports/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { longDate } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/resident-pages.ts';
import { Button } from '../../ui/button.tsx';
import { check, cross } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { toast } from '../../ui/toast.tsx';
import { type AddedPhoto, PhotoField, sendPhotos } from './photo-field.tsx';

interface IsItFixedProps {
	tracking: string;
	until: string | null;
	onAnswered: () => Promise<void>;
}

type Said = 'nothing' | 'not-yet' | 'yes';

/** The works say it is fixed: what does the reporter say? "No" reopens the fault. */
export function IsItFixed({ tracking, until, onAnswered }: IsItFixedProps): JSX.Element {
	const said = useSignal<Said>('nothing');
	const words = useSignal('');
	const photos = useSignal<readonly AddedPhoto[]>([]);
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const answer = async (fixed: boolean): Promise<void> => {
		busy.value = true;
		try {
			const media = fixed ? [] : await sendPhotos(photos.value);
			await call(answerReport, { tracking, fixed, ...(words.value.trim() && { words: words.value.trim() }), media, language: language.peek() });
			if (fixed) said.value = 'yes';
			else {
				toast({ text: t('fixed.reopened') });
				await onAnswered();
			}
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	if (said.value === 'yes') return <Notice kind="good">{t('fixed.thanks')}</Notice>;
	return (
		<section class="card" aria-labelledby="is-it-fixed">
			<h2 id="is-it-fixed">{t('fixed.title')}</h2>
			{until && <p class="quiet">{t('fixed.until', { date: longDate(until) })}</p>}
			{said.value === 'not-yet' ? (
				<>
					<TextArea label={t('fixed.what')} optional rows={3} maxLength={2000} value={words.value} onText={(it) => (words.value = it)} />
					<PhotoField photos={photos} hint={t('fixed.photoHint')} />
					<Button kind="primary" busy={busy.value} onClick={() => void answer(false)}>
						{t('fixed.sendNo')}
					</Button>
				</>
			) : (
				<div class="cluster">
					<Button class="grow" icon={check} busy={busy.value} onClick={() => void answer(true)}>
						{t('fixed.yes')}
					</Button>
					<Button class="grow" icon={cross} onClick={() => (said.value = 'not-yet')}>
						{t('fixed.no')}
					</Button>
				</div>
			)}
			{problem.value && <ProblemNotice problem={problem.value} />}
		</section>
	);
}

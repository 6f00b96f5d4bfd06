import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { rateReport } from '../../../server/reports/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/resident-pages.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { toast } from '../../ui/toast.tsx';

interface SatisfactionProps {
	tracking: string;
	said: number | null;
	onSaid: () => Promise<void>;
}

const scores = ['5', '4', '3', '2', '1'] as const;
type Score = (typeof scores)[number];

const scoreOf = (said: number | null): Score | null => scores.find((it) => Number(it) === said) ?? null;

/** It has ended, in one way or another: how content is whoever holds the link? What they said they may change. */
export function Satisfaction({ tracking, said, onSaid }: SatisfactionProps): JSX.Element {
	const changing = useSignal(false);
	const before = scoreOf(said);
	if (before && !changing.value)
		return (
			<div class="cluster between">
				<span class="quiet">{t('rate.said', { said: t(`rate.${before}`) })}</span>
				<Button kind="quiet" onClick={() => (changing.value = true)}>
					{t('rate.change')}
				</Button>
			</div>
		);
	const sent = async (): Promise<void> => {
		await onSaid();
		changing.value = false;
	};
	return <Ask tracking={tracking} before={before} onSent={sent} />;
}

function Ask({ tracking, before, onSent }: { tracking: string; before: Score | null; onSent: () => Promise<void> }): JSX.Element {
	const score = useSignal<Score | null>(before);
	const words = useSignal('');
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const submit = async (): Promise<void> => {
		if (!score.value) return;
		busy.value = true;
		problem.value = null;
		try {
			const why = words.value.trim();
			await call(rateReport, { tracking, satisfied: Number(score.value), ...(why && { words: why }), language: language.peek() });
			toast({ text: t('rate.thanks') });
			await onSent();
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	return (
		<form
			class="card stack close"
			onSubmit={(event) => {
				event.preventDefault();
				void submit();
			}}
		>
			<RadioList
				label={t('rate.title')}
				value={score.value}
				choices={scores.map((value) => ({ value, label: t(`rate.${value}`) }))}
				onChoose={(value) => (score.value = value)}
			/>
			{score.value && (
				<>
					<TextArea
						label={t('rate.words')}
						hint={t('rate.wordsHint')}
						optional
						rows={2}
						maxLength={2000}
						value={words.value}
						onText={(it) => (words.value = it)}
					/>
					<Button type="submit" kind="primary" busy={busy.value}>
						{t('rate.send')}
					</Button>
				</>
			)}
			{problem.value && <ProblemNotice problem={problem.value} />}
		</form>
	);
}

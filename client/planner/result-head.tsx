import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Town } from '../../server/municipality/contract.ts';
import type { CatalogueEntry, ReportAnswer } from '../../server/planning/contract.ts';
import { dateTime } from '../i18n/format.ts';
import { t } from '../i18n/planner.ts';
import { t as say } from '../i18n/planner-workspace.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { arrowLeft, mail } from '../ui/icons.ts';
import { flag, split } from '../ui/staff-icons.ts';
import { changed, type Values } from './asked.ts';
import { periodsToCompare } from './compare/pairs.ts';
import { KeepForm } from './kept/keep-form.tsx';
import { change, hrefOf, route } from './route.ts';
import { TakeMenu } from './take/take-menu.tsx';

interface ResultHeadProps {
	town: Town;
	report: CatalogueEntry;
	answer: ReportAnswer | undefined;
}

/** Begins to compare: with the period before where there are figures of it, else one half of the period with the other; where there is none, with the same. */
const compare = ({ params }: CatalogueEntry, answer: ReportAnswer): void => {
	const { values } = route.value;
	const periods = periodsToCompare(answer.params, params.find(({ id }) => id === 'from')?.default ?? '');
	const within = (period: { from: string; to: string } | undefined): Values => changed(params, values, { ...period });
	change({ values: within(periods?.first), beside: within(periods?.second), row: null, chosen: [], behind: false });
};

/** What was asked of it that is not usual. */
const valuesOf = ({ params }: CatalogueEntry): Values =>
	Object.fromEntries(Object.entries(route.value.values).filter(([id]) => params.some((it) => it.id === id)));

/** What is asked, how it is counted, as of when; on paper the head of the report. */
export function ResultHead({ town, report, answer }: ResultHeadProps): JSX.Element {
	const keeping = useSignal(false);
	return (
		<header class="result-head">
			{keeping.value && answer && (
				<KeepForm
					answer={answer}
					values={valuesOf(report)}
					onClose={() => {
						keeping.value = false;
					}}
				/>
			)}
			<p class="print-only paper-head">
				<strong>{town.name}</strong>
				<span>{t('print.page')}</span>
			</p>
			<div class="row between result-bar no-print">
				<a class="result-back" href="/planner/">
					<Icon path={arrowLeft} size={16} /> {t('app.questions')}
				</a>
				<div class="cluster">
					{route.value.beside === null && route.value.kept === null && answer && (
						<Button icon={split} onClick={() => compare(report, answer)}>
							{say('compare.start')}
						</Button>
					)}
					{answer && route.value.kept === null && (
						<Button
							icon={flag}
							onClick={() => {
								keeping.value = true;
							}}
						>
							{say('kept.keep')}
						</Button>
					)}
					{answer && route.value.beside === null && (
						<ButtonLink icon={mail} href={hrefOf({ page: 'letters', values: { ...valuesOf(report), send: report.id } })}>
							{say('letters.send')}
						</ButtonLink>
					)}
					{answer && <TakeMenu answer={answer} />}
				</div>
			</div>
			<div class="result-words stack close">
				<div class="stack tight">
					<p class="small result-title">{report.title}</p>
					<h1>{report.question}</h1>
				</div>
				{answer && <p class="result-about figures print-only">{answer.about}</p>}
				<p class="small definition">
					<strong>{t('result.definition')}:</strong> {report.definition}
				</p>
				<p class="small quiet">
					<strong>{t('result.source')}:</strong> {report.source} {answer && t('result.asOf', { when: dateTime(answer.asOf) })}
				</p>
			</div>
		</header>
	);
}

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { Town } from '../../../server/municipality/contract.ts';
import type { ReportAnswer } from '../../../server/planning/contract.ts';
import { readTables } from '../../../server/planning/inquiry/contract.ts';
import { fieldErrors } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { language } from '../../i18n/language.ts';
import { t as planner } from '../../i18n/planner.ts';
import { t } from '../../i18n/planner-ask.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { arrowLeft } from '../../ui/icons.ts';
import { announce } from '../../ui/live-region.tsx';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { chart as chartIcon } from '../../ui/staff-icons.ts';
import { Answered } from '../result.tsx';
import { change, hrefOf, route } from '../route.ts';
import './ask.css';
import { AskForm } from './form.tsx';
import { type Draft, first, readInquiry, writeInquiry } from './inquiry.ts';
import { Kept } from './kept.tsx';
import { useAsking } from './use-asking.ts';
import { useBehindRow } from './use-behind-row.ts';

/** One's own question: put together in a form, asked when one says so, answered as the others are; the address holds it whole. */
export function Ask({ town }: { town: Town }): JSX.Element {
	const text = route.value.values['ask'];
	const asked = useMemo(() => readInquiry(text || undefined), [text]);
	const draft = useSignal<Draft>(asked ?? first);
	useEffect(() => {
		if (asked) draft.value = asked;
	}, [asked]);
	const tables = useCall(readTables, () => ({ language: language.value }));
	const { answered, problem, busy, stop } = useAsking(asked, text);
	useEffect(() => {
		document.title = `${t('ask.title')} – ${town.name}`;
	}, [town, language.value]);
	useEffect(() => {
		if (answered.value) announce(answered.value.answer.about);
	}, [answered.value]);
	const known = tables.data.value?.tables;
	return (
		<article class={`page wide ask${busy.value ? ' renewing' : ''}`} aria-busy={busy.value}>
			<div class="stack close">
				<a class="result-back no-print" href={hrefOf({})}>
					<Icon path={arrowLeft} size={16} /> {planner('app.questions')}
				</a>
				<h1>{t('ask.title')}</h1>
				<p class="quiet">{t('ask.hint')}</p>
			</div>
			{tables.error.value && <ProblemNotice problem={tables.error.value} onRetry={() => void tables.reload()} />}
			{!known && !tables.error.value && <Skeleton kind="rows" count={4} />}
			{known && (
				<AskForm
					tables={known}
					draft={draft.value}
					errors={fieldErrors(problem.value)}
					busy={busy.value}
					onChange={(it) => (draft.value = it)}
					onAsk={() => change({ values: { ask: writeInquiry(draft.value) }, row: null })}
					onStop={stop}
				/>
			)}
			{problem.value?.code === 'too-slow' && <Notice kind="bad">{t('ask.tooSlow')}</Notice>}
			{problem.value && problem.value.code !== 'too-slow' && <ProblemNotice problem={problem.value} />}
			{answered.value && asked && !problem.value && <Shown town={town} answer={answered.value.answer} asked={asked} sql={answered.value.sql} />}
			<Kept asked={asked} />
		</article>
	);
}

function Shown({ town, answer, asked, sql }: { town: Town; answer: ReportAnswer; asked: Draft; sql: string }): JSX.Element {
	const behind = useBehindRow(asked, route.value.row);
	if (answer.rows.length === 0) {
		return (
			<EmptyState icon={chartIcon} title={planner('empty.title')}>
				{planner('empty.hint')}
			</EmptyState>
		);
	}
	return (
		<div class="stack">
			<p class="small definition">
				<strong>{planner('result.definition')}:</strong> {answer.definition}
			</p>
			<Answered town={town} answer={answer} behind={behind} />
			<details class="ask-sql small">
				<summary>{t('sql.title')}</summary>
				<pre>
					<code>{sql}</code>
				</pre>
			</details>
		</div>
	);
}

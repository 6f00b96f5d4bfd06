import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Town } from '../../../server/municipality/contract.ts';
import { type SelfTest as Results, readSelfTest, runSelfTest } from '../../../server/planning/self-test/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { dateTime, number } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/planner-self-test.ts';
import { Button } from '../../ui/button.tsx';
import { refresh } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Plots } from './plots.tsx';
import { Comparisons, Families } from './tables.tsx';

/** Whether the statistics still say what independent programs say: how far off, how far they may be, and when this was tried. */
export function SelfTest({ town }: { town: Town }): JSX.Element {
	const last = useCall(readSelfTest, () => ({}));
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const run = async (): Promise<void> => {
		busy.value = true;
		problem.value = null;
		try {
			last.data.value = await call(runSelfTest, {});
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
		busy.value = false;
	};
	const results = last.data.value;
	const never = results !== undefined && results.ranAt === null;
	useEffect(() => {
		if (never) void run();
	}, [never]);
	useEffect(() => {
		document.title = `${t('title')} – ${town.name}`;
	}, [language.value, town]);
	const wrong = problem.value ?? last.error.value;
	return (
		<div class="page wide stack loose">
			<div class="stack close">
				<h1>{t('title')}</h1>
				<p class="quiet">{t('intro')}</p>
			</div>
			{wrong && <ProblemNotice problem={wrong} onRetry={() => void (problem.value ? run() : last.reload())} />}
			{!results && !wrong && <Skeleton kind="rows" count={8} />}
			{never && busy.value && (
				<p role="status" class="quiet">
					{t('first')}
				</p>
			)}
			{results && <Told results={results} busy={busy.value} onRun={() => void run()} />}
		</div>
	);
}

function Told({ results, busy, onRun }: { results: Results; busy: boolean; onRun: () => void }): JSX.Element {
	const figures = results.families.flatMap((it) => it.checks).reduce((sum, it) => sum + it.values, 0);
	const bad = results.families.filter((it) => it.passed === false).length;
	const tried = results.families.some((it) => it.passed !== null);
	return (
		<>
			{tried && <Notice kind={bad > 0 ? 'bad' : 'good'}>{bad > 0 ? t('bad', { count: bad }) : t('allGood', { figures: number(figures) })}</Notice>}
			<div class="cluster">
				<Button icon={refresh} busy={busy} onClick={onRun}>
					{t('run')}
				</Button>
				{results.ranAt && <span class="quiet">{t('ranAt', { when: dateTime(results.ranAt) })}</span>}
			</div>
			<Families families={results.families} />
			{results.plots.length > 0 && <Plots plots={results.plots} />}
			{tried && (
				<details>
					<summary>{t('every')}</summary>
					<Comparisons families={results.families} />
				</details>
			)}
		</>
	);
}

import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { Town } from '../../server/municipality/contract.ts';
import { type BehindFault, type CatalogueEntry, type ReportAnswer, readReport } from '../../server/planning/contract.ts';
import { readOneKept } from '../../server/planning/kept/contract.ts';
import type { Run } from '../../server/planning/runs/contract.ts';
import { fieldErrors } from '../api/problem.ts';
import { type Answer, useCall } from '../api/use-call.ts';
import { language, speak } from '../i18n/language.ts';
import { t } from '../i18n/planner.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Icon } from '../ui/icon.tsx';
import { info } from '../ui/icons.ts';
import { lazy } from '../ui/lazy.tsx';
import { announce } from '../ui/live-region.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { chart as chartIcon } from '../ui/staff-icons.ts';
import { dark } from '../ui/theme.ts';
import { AnswerTable } from './answer-table.tsx';
import { changed } from './asked.ts';
import { type Behind, useBehind } from './behind.ts';
import { ChartKey } from './chart-key.tsx';
import { ChosenBar } from './chosen-bar.tsx';
import { FaultsPanel } from './faults-panel.tsx';
import { rowTitle } from './figures.ts';
import { RunBar } from './heavy/run-bar.tsx';
import { useRun } from './heavy/use-run.ts';
import { KeptBanner } from './kept/kept-banner.tsx';
import { AnswerLegend } from './legend.tsx';
import { type Painted, paint } from './paint.ts';
import { Parameters } from './parameters.tsx';
import './result.css';
import './print.css';
import { ResultHead } from './result-head.tsx';
import { change, route } from './route.ts';
import { useShapes } from './use-shapes.ts';

const AnswerMap = lazy(() => import('./answer-map.tsx').then((it) => it.AnswerMap));
const Compared = lazy(() => import('./compare/compared.tsx').then((it) => it.Compared));
// Its words come with it, in the language that is spoken.
const HandOver = lazy(async () => {
	const { HandOver: view } = await import('./projects/hand-over.tsx');
	await speak(language.peek());
	return view;
});
const AnswerChart = lazy(() => import('./answer-chart.tsx').then((it) => it.AnswerChart));

/** What the address says of this report's own questions; what else stands there is not ours. */
const valuesOf = ({ params }: CatalogueEntry): Record<string, string> =>
	Object.fromEntries(Object.entries(route.value.values).filter(([id]) => params.some((it) => it.id === id)));

const stopped = (run: Run | null): boolean => run?.state === 'cancelled' || run?.state === 'failed';

/** What is to be shown: the answer as it is now, as it was worked out last, or as it was kept. */
function useResult(report: CatalogueEntry) {
	const asked = useComputed(() => JSON.stringify(valuesOf(report)));
	const running = useRun(report, asked);
	const answer = useCall(readReport, () =>
		running.kept.value === null ? null : { ...(JSON.parse(asked.value) as Record<string, string>), id: report.id, language: language.value },
	);
	const frozen = useCall(readOneKept, () => (route.value.kept === null ? null : { id: route.value.kept }));
	const kept = route.value.kept === null ? undefined : frozen.data.value;
	const live = running.kept.value === null ? { got: undefined, problem: null } : shown(answer);
	return { running, answer, kept, ...(route.value.kept === null ? live : { got: kept?.answer, problem: frozen.error.value }) };
}

/** One question and its answer: what exactly was asked, then map, chart and table that follow each other. */
export function Result({ town, report }: { town: Town; report: CatalogueEntry }): JSX.Element {
	const { running, answer, kept, got, problem } = useResult(report);
	useEffect(() => {
		document.title = `${report.title} – ${town.name}`;
	}, [report, town]);
	useEffect(() => {
		if (got) announce(got.about);
	}, [got]);
	return (
		<article class={`result${answer.loading.value ? ' renewing' : ''}`} aria-busy={answer.loading.value}>
			<ResultHead town={town} report={report} answer={problem ? undefined : got} />
			{kept && <KeptBanner kept={kept.kept} />}
			<Parameters
				report={report}
				values={valuesOf(report)}
				errors={fieldErrors(problem)}
				onSet={(changes) => change({ values: changed(report.params, route.value.values, changes), row: null, chosen: [], behind: false, kept: null })}
				onReset={() => change({ values: {}, row: null, chosen: [], behind: false, kept: null })}
			/>
			{report.heavy && route.value.kept === null && <RunBar running={running} />}
			{problem && <ProblemNotice problem={problem} {...(problem.status !== 400 && { onRetry: () => void answer.reload() })} />}
			{!got && !problem && !stopped(running.run.value) && <Coming />}
			{got && !problem && route.value.beside !== null && <Compared town={town} report={report} first={got} />}
			{got && !problem && route.value.beside === null && <AnsweredReport town={town} answer={got} />}
		</article>
	);
}

const shown = ({ data, error }: Answer<ReportAnswer>) => ({ got: data.value, problem: error.value });

const Coming = (): JSX.Element => (
	<div class="answer">
		<div class="answer-map">
			<Skeleton kind="block" />
		</div>
		<div class="answer-figures">
			<Skeleton kind="rows" count={10} />
		</div>
	</div>
);

const titleOf = ({ rows, columns, geography }: ReportAnswer, key: string): string => {
	const row = rows.find((it) => it.key === key);
	return row ? rowTitle(row, columns) : (geography?.places.find((it) => it.row === key)?.title ?? t('faults.title'));
};

const AnsweredReport = ({ town, answer }: { town: Town; answer: ReportAnswer }): JSX.Element => (
	<Answered town={town} answer={answer} behind={useBehind(answer.id)} several />
);

interface AnsweredProps {
	town: Town;
	answer: ReportAnswer;
	behind: Behind;
	/** Whether several rows can be looked at together. */
	several?: boolean;
}

/** Whether faults are shown, and of what. */
const openOf = (answer: ReportAnswer): { key: string; title: string; onClose: () => void } | null => {
	const { row, chosen, behind } = route.value;
	if (row !== null) return { key: row, title: titleOf(answer, row), onClose: () => change({ row: null }) };
	return behind && chosen.length > 0 ? { key: '', title: t('chosen.title', { count: chosen.length }), onClose: () => change({ behind: false }) } : null;
};

/** Map, chart and table of an answer, and the faults behind the row that is chosen. */
export function Answered({ town, answer, behind, several = false }: AnsweredProps): JSX.Element {
	const theme = dark.value ? 'dark' : 'light';
	const painted = useMemo(() => paint(answer, theme), [answer, theme]);
	const open = openOf(answer);
	const { row } = route.value;
	if (answer.rows.length === 0) return <Nothing town={town} answer={answer} painted={painted} />;
	return (
		<div class={`answer${open ? ' with-faults' : ''}${answer.geography ? '' : ' without-map'}`}>
			{answer.geography && <MapPart town={town} answer={answer} painted={painted} faults={behind.found.value?.faults ?? []} several={several} />}
			<div class="answer-figures stack loose">
				<section class="stack close">
					<h2>{t('chart.title')}</h2>
					<p class="small quiet">{answer.chart.title}</p>
					<ChartKey answer={answer} painted={painted} />
					<AnswerChart answer={answer} painted={painted} several={several} />
				</section>
				<section class="stack close">
					<h2>{t('table.title')}</h2>
					<p class="small quiet">{answer.chart.title}</p>
					{several && <ChosenBar />}
					<AnswerTable answer={answer} several={several} />
					<Notes answer={answer} />
				</section>
			</div>
			{open && (
				<FaultsPanel {...open} key={open.key} behind={behind.found.value} error={behind.error.value} onMore={behind.more}>
					{row !== null && <Works answer={answer} row={row} />}
				</FaultsPanel>
			)}
		</div>
	);
}

/** An answer without a row: nothing was there to be counted, or nothing stands out of what the map shows. */
function Nothing({ town, answer, painted }: Pick<AnsweredProps, 'town' | 'answer'> & { painted: Painted }): JSX.Element {
	if (!answer.geography?.graded) {
		return (
			<EmptyState icon={chartIcon} title={t('empty.title')}>
				{t('empty.hint')}
			</EmptyState>
		);
	}
	return (
		<div class="answer">
			<MapPart town={town} answer={answer} painted={painted} faults={[]} several={false} />
			<div class="answer-figures">
				<EmptyState icon={chartIcon} title={t('empty.quiet')}>
					{t('empty.quietHint')}
				</EmptyState>
				<Notes answer={answer} />
			</div>
		</div>
	);
}

/** Work can be ordered on what a row is about, where it says which assets these are. */
function Works({ answer, row: key }: { answer: ReportAnswer; row: string }): JSX.Element | null {
	const row = answer.rows.find((it) => it.key === key);
	if (!row?.assets) return null;
	const cost = row.cells['cost'];
	return <HandOver key={key} title={rowTitle(row, answer.columns)} assets={row.assets} planned={typeof cost === 'number' ? Math.round(cost) : undefined} />;
}

interface MapPartProps {
	town: Town;
	answer: ReportAnswer;
	painted: Painted;
	faults: readonly BehindFault[];
	several: boolean;
}

function MapPart({ town, answer, painted, faults, several }: MapPartProps): JSX.Element {
	const shapes = useShapes(answer.geography);
	return (
		<section class="answer-map" aria-label={t('map.title')}>
			<div class="answer-map-frame">
				<AnswerMap town={town} answer={answer} shapes={shapes.shapes.value} painted={painted} faults={faults} several={several} />
			</div>
			<AnswerLegend answer={answer} painted={painted} />
			{shapes.note.value && <p class="small quiet">{shapes.note.value}</p>}
			{shapes.error.value && <ProblemNotice problem={shapes.error.value} />}
		</section>
	);
}

/** What has to be known to read the table: why figures are grey, and what was left out. */
function Notes({ answer }: { answer: ReportAnswer }): JSX.Element {
	const reasons = [...new Set(answer.rows.flatMap(({ faint }) => faint ?? []))];
	return (
		<div class="stack tight small quiet">
			{reasons.map((it) => (
				<p key={it} class="row">
					<Icon path={info} size={16} />
					{it}
				</p>
			))}
			{answer.notes.map((it) => (
				<p key={it}>{it}</p>
			))}
		</div>
	);
}

import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Town } from '../../../server/municipality/contract.ts';
import { type CatalogueEntry, type ReportAnswer, readReport } from '../../../server/planning/contract.ts';
import { fieldErrors } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/planner-workspace.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { cross } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { split } from '../../ui/staff-icons.ts';
import { dark } from '../../ui/theme.ts';
import { AnswerMap } from '../answer-map.tsx';
import { changed } from '../asked.ts';
import { RunBar } from '../heavy/run-bar.tsx';
import { useRun } from '../heavy/use-run.ts';
import { Parameters } from '../parameters.tsx';
import { change, route } from '../route.ts';
import { useShapes } from '../use-shapes.ts';
import './compare.css';
import { drawable, onBoth, paintDifference } from './difference.ts';
import { DifferenceLegend } from './difference-legend.tsx';
import { PairChart } from './pair-chart.tsx';
import { PairTable } from './pair-table.tsx';
import { type Pair, pairsOf } from './pairs.ts';

interface ComparedProps {
	town: Town;
	report: CatalogueEntry;
	first: ReportAnswer;
}

/** The same question asked twice with something changed: what it was asked for the second time, and both answers on one scale. */
export function Compared({ town, report, first }: ComparedProps): JSX.Element {
	const asked = useComputed(() => JSON.stringify(route.value.beside ?? {}));
	const running = useRun(report, asked);
	const second = useCall(readReport, () =>
		running.kept.value === null ? null : { ...(JSON.parse(asked.value) as Record<string, string>), id: report.id, language: language.value },
	);
	const values = route.value.beside ?? {};
	const problem = second.error.value;
	const got = running.kept.value === null ? undefined : second.data.value;
	return (
		<section class="compared stack" aria-busy={second.loading.value}>
			<div class="row between compared-head">
				<h2>{t('compare.with')}</h2>
				<Button kind="quiet" icon={cross} onClick={() => change({ beside: null })}>
					{t('compare.end')}
				</Button>
			</div>
			<Parameters
				report={report}
				label={t('compare.with')}
				values={values}
				errors={fieldErrors(problem)}
				onSet={(changes) => change({ beside: changed(report.params, values, changes) })}
				onReset={() => change({ beside: {} })}
			/>
			{report.heavy && <RunBar running={running} />}
			{problem && <ProblemNotice problem={problem} {...(problem.status !== 400 && { onRetry: () => void second.reload() })} />}
			{!got && !problem && <Skeleton kind="rows" count={8} />}
			{got && !problem && <Both town={town} first={first} second={got} />}
		</section>
	);
}

function Both({ town, first, second }: { town: Town; first: ReportAnswer; second: ReportAnswer }): JSX.Element {
	const pairs = useMemo(() => pairsOf(first, second), [first, second]);
	const map = drawable(first, second);
	if (pairs.every(({ difference }) => difference === null)) {
		return (
			<EmptyState icon={split} title={t('compare.nothing')}>
				{t('compare.nothingHint')}
			</EmptyState>
		);
	}
	return (
		<>
			<ul class="sides bare-list">
				<li>
					<span class="side-sign first" aria-hidden="true" /> <strong>{t('compare.first')}</strong> {first.about}
				</li>
				<li>
					<span class="side-sign second" aria-hidden="true" /> <strong>{t('compare.second')}</strong> {second.about}
				</li>
			</ul>
			<div class={map ? 'answer' : 'stack'}>
				{map && <DifferenceMap town={town} first={first} second={second} pairs={pairs} />}
				<div class="answer-figures stack loose">
					<section class="stack close">
						<h2>{t('compare.chart')}</h2>
						<p class="small quiet">{first.chart.title}</p>
						<PairChart pairs={pairs} title={first.chart.title} />
					</section>
					<section class="stack close">
						<h2>{t('compare.table')}</h2>
						<PairTable pairs={pairs} answer={first} />
						<p class="small quiet">{t('compare.how')}</p>
					</section>
				</div>
			</div>
		</>
	);
}

interface DifferenceMapProps {
	town: Town;
	first: ReportAnswer;
	second: ReportAnswer;
	pairs: readonly Pair[];
}

function DifferenceMap({ town, first, second, pairs }: DifferenceMapProps): JSX.Element {
	const theme = dark.value ? 'dark' : 'light';
	const painted = useMemo(() => paintDifference(pairs, theme), [pairs, theme]);
	const both = useMemo(() => onBoth(first, second), [first, second]);
	const shapes = useShapes(both.geography);
	const column = first.columns.find(({ id }) => id === first.chart.value);
	return (
		<section class="answer-map" aria-label={t('compare.map')}>
			<div class="answer-map-frame">
				<AnswerMap town={town} answer={both} shapes={shapes.shapes.value} painted={painted} faults={[]} />
			</div>
			<DifferenceLegend painted={painted} title={`${t('compare.map')} · ${first.chart.title}`} digits={column?.digits ?? 1} />
			{shapes.note.value && <p class="small quiet">{shapes.note.value}</p>}
			{shapes.error.value && <ProblemNotice problem={shapes.error.value} />}
		</section>
	);
}

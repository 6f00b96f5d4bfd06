import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { PublicFault } from '../../../server/faults/contract.ts';
import { date } from '../../i18n/format.ts';
import { t } from '../../i18n/resident-pages.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { map } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateSymbol } from '../../ui/state-symbol.tsx';
import { plainState } from '../plain-state.ts';
import { writeQuery } from '../route.ts';
import { type FaultsState, mostListed } from './faults-state.ts';
import { overdue } from './overdue.ts';

/** The faults the map shows, as a list: pointing and choosing follow in both directions. */
export function FaultList({ state }: { state: FaultsState }): JSX.Element {
	const { answer } = state;
	const faults = answer.data.value?.faults;
	const { error } = answer;
	return (
		<section class="faults-list" aria-label={t('faults.list')} aria-busy={answer.loading.value}>
			{error.value && <ProblemNotice problem={error.value} onRetry={() => void answer.reload()} />}
			{!faults && !error.value && <Skeleton kind="rows" count={6} />}
			{faults && (
				<p class="faults-count quiet small" role="status">
					{answer.data.value?.next ? t('faults.newest', { count: mostListed }) : t('faults.count', { count: faults.length })}
				</p>
			)}
			{faults?.length === 0 && <NoFaults />}
			<ul class="rows">
				{faults?.map((fault) => (
					<Row key={fault.code} fault={fault} state={state} />
				))}
			</ul>
		</section>
	);
}

function NoFaults(): JSX.Element {
	return (
		<EmptyState icon={map} title={t('faults.none')} actions={<Button onClick={() => writeQuery(new URLSearchParams())}>{t('faults.reset')}</Button>}>
			{t('faults.noneHelp')}
		</EmptyState>
	);
}

function Row({ fault, state }: { fault: PublicFault; state: FaultsState }): JSX.Element {
	const row = useRef<HTMLLIElement>(null);
	const chosen = state.chosen.value === fault.code;
	useEffect(() => {
		if (chosen) row.current?.scrollIntoView({ block: 'nearest' });
	}, [chosen]);
	const people = fault.reports + fault.meToos;
	return (
		<li ref={row} class={chosen ? 'chosen' : ''} onPointerEnter={() => (state.pointed.value = fault)} onPointerLeave={() => (state.pointed.value = null)}>
			<a class="row-button" href={`/f/${fault.code}`} onFocus={() => (state.pointed.value = fault)} onBlur={() => (state.pointed.value = null)}>
				<StateSymbol state={fault.state} overdue={overdue(fault)} size={20} />
				<span class="fault-words">
					<span class="fault-title">{fault.title}</span>
					<span class="quiet small">{[fault.asset, fault.street].filter(Boolean).join(' · ')}</span>
					<span class="quiet small">
						{[plainState(fault.state), date(fault.since), people > 1 ? t('facts.people', { count: people }) : ''].filter(Boolean).join(' · ')}
					</span>
				</span>
			</a>
		</li>
	);
}

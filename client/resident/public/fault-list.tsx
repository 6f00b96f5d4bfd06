import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { PublicFault } from '../../../server/faults/contract.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/resident-pages.ts';
import { t as more } from '../../i18n/resident-public.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { map } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { writeQuery } from '../route.ts';
import { type FaultFilter, writeFilter } from './fault-filter.ts';
import { FaultLink } from './fault-link.tsx';
import { type FaultsState, mostListed } from './faults-state.ts';

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
			<More filter={state.filter.value} />
		</section>
	);
}

/** Where one goes on from the list: figures, alerts and feed of what is shown, open data. */
function More({ filter }: { filter: FaultFilter }): JSX.Element {
	const narrowed = writeFilter({ ...filter, age: '' });
	const hear = `/alerts?${narrowed}`;
	narrowed.set('language', language.value);
	return (
		<nav class="faults-more row" aria-label={more('map.more')}>
			<a href={filter.ward ? `/ward/${filter.ward}` : '/wards'}>{more('map.wards')}</a>
			<a href={hear}>{more('map.alerts')}</a>
			<a href={`/feeds/faults.atom?${narrowed}`}>{more('map.feed')}</a>
			<a href="/data">{more('map.data')}</a>
		</nav>
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
	return (
		<li ref={row} class={chosen ? 'chosen' : ''} onPointerEnter={() => (state.pointed.value = fault)} onPointerLeave={() => (state.pointed.value = null)}>
			<FaultLink fault={fault} onFocus={() => (state.pointed.value = fault)} onBlur={() => (state.pointed.value = null)} />
		</li>
	);
}

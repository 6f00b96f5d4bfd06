import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { connected } from '../../api/live.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { chevronUp, list, refresh } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { everything, type Lane, lanes, narrowedBy } from '../address.ts';
import { narrow, route } from '../route.ts';
import { ChosenBar } from './chosen-bar.tsx';
import { pointed } from './pointed.ts';
import { counts, hasMore, load, loading, loadMore, marked, problem, rows, showWaiting, waiting } from './queue.ts';
import './queue.css';
import { QueueFilters } from './queue-filters.tsx';
import { QueueRow } from './queue-row.tsx';

/** The queue: lanes, filters, what has just come in, and the rows. */
export function QueuePane(): JSX.Element {
	const { lane } = route.value.filters;
	return (
		<div class="queue">
			<h1 class="unseen">{t('queue.title')}</h1>
			<Tabs<Lane>
				label={t('queue.lanes')}
				tabs={lanes.map((name) => ({ name, label: t(`lane.${name}`), count: counts.value[name] }))}
				current={lane}
				onChoose={(name) => narrow({ lane: name })}
			>
				<QueueFilters />
				<ChosenBar />
				<Arrivals />
				<Rows />
			</Tabs>
		</div>
	);
}

/** A line that is silent for so many ms is no news yet: it opens a moment after the page does. */
const patience = 5000;

/** What has come in since, at the top and out of the way. */
function Arrivals(): JSX.Element {
	const count = waiting.value.length;
	return (
		<div class="arrivals" role="status">
			{count > 0 && (
				<Button kind="quiet" wide icon={chevronUp} onClick={showWaiting}>
					{t('queue.arrived', { count })}
				</Button>
			)}
			{!connected.value && rows.value.length > 0 && <NotLive />}
		</div>
	);
}

/** Says so when the feed has been away for a while. */
function NotLive(): JSX.Element | null {
	const late = useSignal(false);
	useEffect(() => {
		const timer = setTimeout(() => (late.value = true), patience);
		return () => clearTimeout(timer);
	}, []);
	if (!late.value) return null;
	return (
		<p class="quiet small row">
			<span class="grow">{t('queue.notLive')}</span>
			<Button kind="quiet" icon={refresh} onClick={() => void load()}>
				{t('queue.refresh')}
			</Button>
		</p>
	);
}

function Rows(): JSX.Element {
	const shown = rows.value;
	if (problem.value && shown.length === 0)
		return (
			<div class="pad">
				<ProblemNotice problem={problem.value} onRetry={() => void load()} />
			</div>
		);
	if (shown.length === 0) return loading.value ? <Skeleton kind="rows" count={9} /> : <NoRows />;
	const reached = shown.some(({ code }) => code === route.value.fault) ? route.value.fault : shown[0]?.code;
	return (
		<div class="queue-scroll" aria-busy={loading.value} onPointerLeave={() => (pointed.value = null)}>
			<ul class="bare-list queue-rows" aria-label={t('queue.title')}>
				{shown.map((fault) => (
					<QueueRow key={fault.code} fault={fault} fresh={marked.value.has(fault.code)} reached={fault.code === reached} />
				))}
			</ul>
			{problem.value && <ProblemNotice problem={problem.value} onRetry={() => void loadMore()} />}
			{hasMore.value ? <More /> : <p class="queue-end quiet small">{t('queue.end', { count: shown.length })}</p>}
		</div>
	);
}

/** Asks for the next rows when it comes into view; a press does the same. */
function More(): JSX.Element {
	const place = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (!place.current) return;
		const seen = new IntersectionObserver(([entry]) => entry?.isIntersecting && void loadMore(), { rootMargin: '300px' });
		seen.observe(place.current);
		return () => seen.disconnect();
	}, [rows.value.length]);
	return (
		<div ref={place} class="queue-more">
			<Button kind="quiet" busy={loading.value} onClick={() => void loadMore()}>
				{t('queue.more')}
			</Button>
		</div>
	);
}

function NoRows(): JSX.Element {
	const { filters } = route.value;
	const narrowed = narrowedBy(filters) > 0;
	return (
		<EmptyState
			icon={list}
			title={narrowed ? t('queue.noneFound') : t(`lane.${filters.lane}.none`)}
			actions={narrowed && <Button onClick={() => narrow({ ...everything, lane: filters.lane })}>{t('filter.clear')}</Button>}
		>
			{narrowed ? t('queue.noneFoundHint') : t(`lane.${filters.lane}.hint`)}
		</EmptyState>
	);
}

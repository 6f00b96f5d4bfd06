import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../i18n/crew.ts';
import { bytes, distance, number, time } from '../i18n/format.ts';
import { Badge } from '../ui/badge.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Icon } from '../ui/icon.tsx';
import { chevronRight, list, locate, refresh, table } from '../ui/icons.ts';
import { ProblemNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { askHere, here, quietHere } from './here.ts';
import type { ShownStop } from './kept/apply.ts';
import { metresBetween } from './kept/distance.ts';
import { sync } from './kept/pump.ts';
import { run, stops, unread } from './kept/run.ts';
import { keptMap } from './map/keep-map.ts';
import { keeping } from './map/keep-tiles.ts';
import { hrefOf } from './route.ts';

/** Whether nothing is left to do at a stop. */
export const isOver = ({ state }: Pick<ShownStop, 'state'>): boolean => state === 'done' || state === 'cancelled';

/** The run: its stops in their order, with all that decides which comes next. */
export function RunScreen(): JSX.Element {
	useEffect(() => void quietHere(), []);
	const left = stops.value.filter((it) => !isOver(it));
	const done = stops.value.filter(isOver);
	return (
		<div class="page crew-page stack">
			<div class="row between">
				<h1>{t('run.stops', { count: left.length })}</h1>
			</div>
			{unread.value && !['network', 'timeout'].includes(unread.value.code) && <ProblemNotice problem={unread.value} />}
			{!run.value && !unread.value && <Skeleton kind="rows" count={4} />}
			{run.value && left.length === 0 && done.length === 0 && (
				<EmptyState icon={list} title={t('run.empty')}>
					{t('run.emptyHelp')}
				</EmptyState>
			)}
			<ol class="bare-list stop-list">
				{left.map((it, at) => (
					<StopRow key={it.code} stop={it} number={at + 1} first={at === 0} />
				))}
			</ol>
			{done.length > 0 && (
				<>
					<h2>{t('run.done')}</h2>
					<ol class="bare-list stop-list">
						{done.map((it) => (
							<StopRow key={it.code} stop={it} number={null} />
						))}
					</ol>
				</>
			)}
			<Actions />
		</div>
	);
}

function Actions(): JSX.Element {
	const busy = useSignal(false);
	const now = keeping.value;
	const again = async (): Promise<void> => {
		busy.value = true;
		await sync({ read: true });
		busy.value = false;
	};
	return (
		<div class="stack close">
			<div class="cluster">
				<Button icon={refresh} busy={busy.value} onClick={() => void again()}>
					{t('run.refresh')}
				</Button>
				{!here.value && (
					<Button icon={locate} onClick={() => void askHere()}>
						{t('distance.ask')}
					</Button>
				)}
				<ButtonLink icon={table} href={hrefOf({ view: 'paper' })}>
					{t('run.print')}
				</ButtonLink>
			</div>
			{run.value && <span class="quiet small">{t('run.at', { time: time(run.value.at) })}</span>}
			{now && (
				<span class="quiet small figures">
					{t('map.keeping', { percent: number(Math.round((100 * now.done) / Math.max(1, now.of))), size: bytes(now.bytes) })}
				</span>
			)}
			{!now && keptMap.value && <span class="quiet small">{t('map.area', { size: bytes(keptMap.value.bytes) })}</span>}
		</div>
	);
}

interface StopRowProps {
	stop: ShownStop;
	number: number | null;
	first?: boolean;
}

const tones = { open: 'plain', assigned: 'plain', started: 'brand', waiting: 'warn', done: 'good', cancelled: 'plain' } as const;

function StopRow({ stop, number, first }: StopRowProps): JSX.Element {
	const { lon, lat, street, items, ended, reports } = stop;
	const away = here.value && lon !== null && lat !== null ? t('distance.away', { distance: distance(metresBetween(here.value, { lon, lat })) }) : '';
	const about = [street ?? '', away, items > 1 ? t('run.items', { ended, count: items }) : ''].filter(Boolean).join(' · ');
	return (
		<li>
			<a class={`stop-row${first ? ' next' : ''}`} href={hrefOf({ stop: stop.code })}>
				{number !== null && <span class="stop-number figures">{number}</span>}
				<span class="stop-words">
					<span class="cluster tight">
						{first && <Badge tone="brand">{t('run.next')}</Badge>}
						<Badge tone={tones[stop.state]}>{t(`state.${stop.state}`)}</Badge>
						{stop.plannedFrom && <span class="small figures">{time(stop.plannedFrom)}</span>}
					</span>
					<strong>{stop.title}</strong>
					{about && <span class="quiet small">{about}</span>}
					{reports > 0 && <span class="quiet small">{t('run.reports', { count: reports })}</span>}
				</span>
				<Icon path={chevronRight} />
			</a>
		</li>
	);
}

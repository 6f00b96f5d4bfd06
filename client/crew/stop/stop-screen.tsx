import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/crew.ts';
import { distance, time } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { arrowLeft, map, send } from '../../ui/icons.ts';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { wrench } from '../../ui/staff-icons.ts';
import { here } from '../here.ts';
import type { ShownLine, ShownStop } from '../kept/apply.ts';
import { metresBetween } from '../kept/distance.ts';
import { run, stops } from '../kept/run.ts';
import { wayTo } from '../navigate.ts';
import { hrefOf } from '../route.ts';
import { isOver } from '../run-screen.tsx';
import { AssetCard } from './asset-card.tsx';
import { Clock } from './clock.tsx';
import { End } from './end.tsx';
import { Found } from './found.tsx';
import { Isolation } from './isolation.tsx';
import { Materials } from './materials.tsx';
import { Measure } from './measure.tsx';
import { Photos } from './photos.tsx';
import { Said } from './said.tsx';
import './stop.css';
import { Tasks } from './tasks.tsx';
import { Waits } from './waits.tsx';

/** One stop: what is known before, what is done there, and how it ends. All of it works without a signal. */
export function StopScreen({ code }: { code: string }): JSX.Element {
	const stop = stops.value.find((it) => it.code === code);
	useEffect(() => document.querySelector<HTMLElement>('#content')?.focus({ preventScroll: true }), []);
	if (!run.value)
		return (
			<div class="page crew-page">
				<Skeleton kind="rows" count={4} />
			</div>
		);
	if (!stop)
		return (
			<EmptyState icon={wrench} title={<h1>{t('stop.gone')}</h1>} actions={<Back />}>
				{t('stop.goneHelp')}
			</EmptyState>
		);
	return (
		<div class="page crew-page stack">
			<Head stop={stop} />
			<Waits stop={stop} />
			<Before stop={stop} />
			{stop.lines.map((line) => (
				<Item key={line.id} stop={stop} line={line} />
			))}
			{!isOver(stop) && <Clock stop={stop} />}
		</div>
	);
}

const Back = (): JSX.Element => (
	<ButtonLink kind="quiet" icon={arrowLeft} href={hrefOf({})}>
		{t('app.title')}
	</ButtonLink>
);

function Head({ stop }: { stop: ShownStop }): JSX.Element {
	const { lon, lat, street, plannedFrom, plannedUntil, reports } = stop;
	const place = lon !== null && lat !== null ? { lon, lat } : null;
	const away = here.value && place ? t('distance.away', { distance: distance(metresBetween(here.value, place)) }) : '';
	const planned = plannedFrom && plannedUntil ? t('stop.planned', { from: time(plannedFrom), until: time(plannedUntil) }) : '';
	return (
		<div class="stack close">
			<div class="row between">
				<Back />
				<span class="cluster tight">
					<Badge tone={stop.state === 'started' ? 'brand' : 'plain'}>{t(`state.${stop.state}`)}</Badge>
					<span class="code">{stop.code}</span>
				</span>
			</div>
			<h1>{stop.title}</h1>
			<span class="quiet">{[street ?? '', away, planned].filter(Boolean).join(' · ')}</span>
			{reports > 0 && <span class="quiet">{t('run.reports', { count: reports })}</span>}
			{place && (
				<div class="cluster">
					<ButtonLink kind="primary" icon={send} href={wayTo(place)}>
						{t('stop.navigate')}
					</ButtonLink>
					<ButtonLink icon={map} href={hrefOf({ view: 'map' })}>
						{t('stop.map')}
					</ButtonLink>
				</div>
			)}
		</div>
	);
}

/** What is known before anything is done. */
function Before({ stop }: { stop: ShownStop }): JSX.Element {
	return (
		<>
			{stop.instructions && <Notice title={t('stop.instructions')}>{stop.instructions}</Notice>}
			{stop.permits.length > 0 && <Notice title={t('stop.permits')}>{stop.permits.join(', ')}</Notice>}
			{stop.isolation && <Isolation isolation={stop.isolation} />}
			<Said said={stop.said} />
			{stop.lines.length === 1 && stop.assets.map((it) => <AssetCard key={it.reference} asset={it} />)}
		</>
	);
}

/** One item: what is done at it. Where there are several, each folds. */
function Item({ stop, line }: { stop: ShownStop; line: ShownLine }): JSX.Element {
	const title = stop.lines.length > 1 ? line.title : t('stop.work');
	if (stop.lines.length === 1)
		return (
			<section class="stack" aria-label={title}>
				<Work stop={stop} line={line} />
			</section>
		);
	return (
		<details class="item" open={line.id === stop.lines.find(({ endedAt }) => endedAt === null)?.id}>
			<summary>
				<span class="stop-words">
					<strong>{title}</strong>
					{line.outcome && <span class="quiet small">{t('end.done', { outcome: t(`outcome.${line.outcome}`) })}</span>}
				</span>
			</summary>
			<div class="stack">
				{stop.assets
					.filter(({ reference }) => reference === line.asset?.reference)
					.map((it) => (
						<AssetCard key={it.reference} asset={it} />
					))}
				<Work stop={stop} line={line} />
			</div>
		</details>
	);
}

function Work({ stop, line }: { stop: ShownStop; line: ShownLine }): ComponentChildren {
	const where = { stop, line };
	if (line.endedAt !== null)
		return (
			<Card>
				<Photos {...where} moment="after" />
				<End {...where} />
			</Card>
		);
	return (
		<>
			<Card>
				<Photos {...where} moment="before" />
			</Card>
			<Tasks {...where} />
			<Found {...where} />
			<Materials {...where} />
			<Measure {...where} />
			<Card>
				<Photos {...where} moment="after" />
				<End {...where} />
			</Card>
		</>
	);
}

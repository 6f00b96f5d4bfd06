import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { arrowLeft, list, map as mapIcon } from '../../ui/icons.ts';
import { lazy } from '../../ui/lazy.tsx';
import { SplitPanes } from '../../ui/split-panes.tsx';
import { go, route } from '../route.ts';
import { onePane } from '../width.ts';
import './desk.css';
import { FaultPanel } from './fault-panel.tsx';
import { QueuePane } from './queue-pane.tsx';

const DeskMap = lazy(() => import('./desk-map.tsx').then((it) => it.DeskMap));

/** The engineer's desk: queue, fault and map side by side, or one after the other where there is no room. */
export function Desk(): JSX.Element {
	return onePane.value ? <Stack /> : <Panes />;
}

function Panes(): JSX.Element {
	const roomy = innerWidth >= 1280;
	return (
		<SplitPanes
			name="desk"
			panes={[
				{ name: 'queue', label: t('desk.queue'), width: roomy ? 400 : 320, least: 280, most: 640, content: <QueuePane /> },
				{ name: 'fault', label: t('desk.fault'), width: roomy ? 460 : 380, least: 320, most: 760, content: <FaultPanel /> },
			]}
			rest={<DeskMap />}
		/>
	);
}

/** List → fault → map, each on its own, as a phone shows them. */
function Stack(): JSX.Element {
	const { fault, map } = route.value;
	useEffect(() => scrollTo(0, 0), [fault, map]);
	if (map)
		return (
			<section class="one-pane" aria-label={t('desk.map')}>
				<h1 class="unseen">{t('desk.map')}</h1>
				<div class="way row">
					<Button kind="quiet" icon={fault ? arrowLeft : list} aria-label={t(fault ? 'desk.toFault' : 'desk.toList')} onClick={() => go({ map: false })}>
						{t(fault ? 'desk.fault' : 'desk.queue')}
					</Button>
				</div>
				<DeskMap />
			</section>
		);
	if (fault)
		return (
			<section class="one-pane scrolls" aria-label={t('desk.fault')}>
				<h1 class="unseen">{t('desk.fault')}</h1>
				<FaultPanel />
			</section>
		);
	return (
		<section class="one-pane" aria-label={t('desk.queue')}>
			<QueuePane />
			<div class="to-map">
				<Button kind="primary" icon={mapIcon} aria-label={t('desk.toMap')} onClick={() => go({ map: true })}>
					{t('desk.map')}
				</Button>
			</div>
		</section>
	);
}

import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../../i18n/console.ts';
import { Button } from '../../../ui/button.tsx';
import { arrowLeft, map as mapIcon } from '../../../ui/icons.ts';
import { lazy } from '../../../ui/lazy.tsx';
import { ProblemNotice } from '../../../ui/notice.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { SplitPanes } from '../../../ui/split-panes.tsx';
import { RoomFrame } from '../../rooms/room-frame.tsx';
import { change, route } from '../../route.ts';
import { onePane } from '../../width.ts';
import '../register.css';
import { LayerList } from './layer-list.tsx';
import { LayerPane } from './layer-pane.tsx';
import { followLayers, layersProblem, loadLayers, registerLayers } from './layers-state.ts';

const LayerMap = lazy(() => import('./layer-map.tsx').then((it) => it.LayerMap));

/** The layers of the register: how many, how fresh, how good; and of one of them, what is wrong with it and where. */
export function LayersRoom(): JSX.Element {
	useEffect(followLayers, []);
	return route.value.register.layer ? <OneLayer /> : <AllLayers />;
}

function AllLayers(): JSX.Element {
	return (
		<RoomFrame title={t('layers.title')} hint={t('layers.hint')}>
			{layersProblem.value && <ProblemNotice problem={layersProblem.value} onRetry={() => void loadLayers()} />}
			{registerLayers.value ? <LayerList layers={registerLayers.value} /> : !layersProblem.value && <Skeleton kind="rows" count={10} />}
		</RoomFrame>
	);
}

function OneLayer(): JSX.Element {
	if (!onePane.value)
		return (
			<SplitPanes
				name="layers"
				panes={[{ name: 'layer', label: t('layers.one'), width: 560, least: 360, most: 900, content: <LayerPane /> }]}
				rest={<LayerMap />}
			/>
		);
	if (route.value.map)
		return (
			<section class="one-pane" aria-label={t('desk.map')}>
				<h1 class="unseen">{t('desk.map')}</h1>
				<div class="way row">
					<Button kind="quiet" icon={arrowLeft} onClick={() => change({ map: false })}>
						{t('layers.one')}
					</Button>
				</div>
				<LayerMap />
			</section>
		);
	return (
		<section class="one-pane scrolls" aria-label={t('layers.one')}>
			<LayerPane />
			<div class="to-map">
				<Button kind="primary" icon={mapIcon} onClick={() => change({ map: true })}>
					{t('desk.map')}
				</Button>
			</div>
		</section>
	);
}

import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../../i18n/console.ts';
import { lazy } from '../../../ui/lazy.tsx';
import { ProblemNotice } from '../../../ui/notice.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { RoomFrame } from '../../rooms/room-frame.tsx';
import { route } from '../../route.ts';
import { PaneAndMap } from '../pane-and-map.tsx';
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

const OneLayer = (): JSX.Element => (
	<PaneAndMap name="layers" label={t('layers.one')} width={{ width: 560, least: 360, most: 900 }} pane={<LayerPane />} map={<LayerMap />} />
);

import { type ReadonlySignal, type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { t as shared } from '../../i18n/shared.ts';
import { LayerPanel } from '../../map/layer-panel.tsx';
import { LocateButton } from '../../map/locate-button.tsx';
import { MapView } from '../../map/map-view.tsx';
import type { Mounted } from '../../map/mounted.ts';
import type { Overlay } from '../../map/overlay.ts';
import { seen, showPlace } from '../../map/show.ts';
import { type ShownLayer, zoomOf } from '../../map/shown-layer.ts';
import { Icon } from '../../ui/icon.tsx';
import { polygon } from '../../ui/icons.ts';
import { SidePanel } from '../../ui/side-panel.tsx';
import { layers as layersIcon } from '../../ui/staff-icons.ts';
import { narrow, route } from '../route.ts';
import { form } from './case.ts';
import './desk-map.css';
import { drawDesk } from './draw-desk.ts';
import { drawQueue } from './draw-queue.ts';
import { drawing as beingDrawn, dropLasso, lasso } from './lasso.ts';
import { layAssets } from './lay-assets.ts';
import { boxOf, listenOnMap } from './listen-on-map.ts';
import { throwLasso } from './throw-lasso.ts';

interface Drawing {
	on: Mounted;
	marks: Overlay;
	zoom: ReadonlySignal<number>;
}

/** The faults among the assets: the same list once more, as a place. */
export function DeskMap(): JSX.Element {
	const shown = useSignal<readonly ShownLayer[]>([]);
	const drawing = useSignal<Drawing | null>(null);
	const panel = useSignal(false);
	const mount = (on: Mounted): (() => void) => {
		const stops = [layAssets(on, shown), drawQueue(on, shown)];
		const { marks, stop } = drawDesk(on);
		stops.push(stop, listenOnMap(on));
		drawing.value = { on, marks, zoom: zoomOf(on) };
		return () => {
			drawing.value = null;
			beingDrawn.value = false;
			for (const it of stops) it();
		};
	};
	return (
		<MapView town={theTown()} inUrl onMount={mount}>
			{drawing.value && <Corners drawing={drawing.value} shown={shown} panel={panel} />}
			{form.value === 'link' && <p class="map-task">{t('link.onMapHint')}</p>}
			{beingDrawn.value && <p class="map-task">{shared('map.drawHelp')}</p>}
		</MapView>
	);
}

interface CornersProps {
	drawing: Drawing;
	shown: Signal<readonly ShownLayer[]>;
	panel: Signal<boolean>;
}

function Corners({ drawing: { on, marks, zoom }, shown, panel }: CornersProps): JSX.Element {
	const follows = route.value.filters.bbox !== '' && lasso.value === null;
	const label = shared('map.layers');
	return (
		<>
			<div class="map-corner top-left">
				<label class="map-follow">
					<input type="checkbox" checked={follows} onChange={(event) => narrow({ bbox: event.currentTarget.checked ? boxOf(seen(on)) : '' })} />
					{t('map.queueFollows')}
				</label>
			</div>
			<div class="map-corner top-right">
				<button type="button" class="map-button" title={label} aria-label={label} aria-expanded={panel.value} onClick={() => (panel.value = !panel.value)}>
					<Icon path={layersIcon} />
				</button>
				<LassoButton on={on} />
				<LocateButton
					onLocated={(at) => {
						marks.person(at);
						showPlace(on, at);
					}}
				/>
			</div>
			{panel.value && (
				<SidePanel title={label} over onClose={() => (panel.value = false)}>
					<LayerPanel layers={shown.value} zoom={zoom} />
				</SidePanel>
			)}
		</>
	);
}

/** Narrows the queue to an area drawn on the map, and takes the area away again. */
function LassoButton({ on }: { on: Mounted }): JSX.Element {
	const stop = useSignal<(() => void) | null>(null);
	const active = beingDrawn.value || lasso.value !== null;
	const press = (): void => {
		if (beingDrawn.peek()) stop.peek()?.();
		else if (lasso.peek()) dropLasso();
		else stop.value = throwLasso(on);
	};
	const label = shared('map.lasso');
	return (
		<button type="button" class="map-button" title={label} aria-label={label} aria-pressed={active} onClick={press}>
			<Icon path={polygon} />
		</button>
	);
}

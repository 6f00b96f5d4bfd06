import { useSignal } from '@preact/signals';
import GeoJSON from 'ol/format/GeoJSON.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorSource from 'ol/source/Vector.js';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/resident-public.ts';
import { MapView } from '../../map/map-view.tsx';
import type { Mounted } from '../../map/mounted.ts';
import { type Area, drawArea } from '../../map/tools/draw-area.ts';
import { Button } from '../../ui/button.tsx';
import { polygon } from '../../ui/icons.ts';

interface AlertMapProps {
	drawn: boolean;
	onDrawn: (area: Area | null) => void;
}

const style = { 'stroke-color': '#0d5c63', 'stroke-width': 3, 'fill-color': 'rgba(13, 92, 99, 0.18)' };

/** A map on which somebody draws the area of which they want to hear. */
export function AlertMap({ drawn, onDrawn }: AlertMapProps): JSX.Element {
	const turn = useSignal(0);
	const stopDrawing = useRef<() => void>(() => undefined);
	const mount = (on: Mounted): (() => void) => {
		const source = new VectorSource();
		on.add({ id: 'drawn', layer: new VectorLayer({ source, style, zIndex: 70 }), stop: () => undefined });
		stopDrawing.current = drawArea(on, (area) => {
			source.addFeatures(new GeoJSON().readFeatures(area, { featureProjection: 'EPSG:3857' }));
			onDrawn(area);
			// One area is enough: the next tap would begin another.
			queueMicrotask(() => stopDrawing.current());
		});
		return () => stopDrawing.current();
	};
	const again = (): void => {
		onDrawn(null);
		turn.value += 1;
	};
	return (
		<div class="stack close">
			<p class="quiet small" role="status">
				{drawn ? t('alert.areaDone') : t('alert.areaHelp')}
			</p>
			<div class="alert-map">
				<MapView key={turn.value} town={theTown()} onMount={mount} />
			</div>
			{drawn && (
				<div>
					<Button icon={polygon} onClick={again}>
						{t('alert.again')}
					</Button>
				</div>
			)}
		</div>
	);
}

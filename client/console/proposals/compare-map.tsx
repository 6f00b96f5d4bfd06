import { effect, type Signal, useSignal } from '@preact/signals';
import Feature from 'ol/Feature.js';
import LineString from 'ol/geom/LineString.js';
import VectorLayer from 'ol/layer/Vector.js';
import { fromLonLat } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Proposal } from '../../../server/assets/proposals/contract.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { assetLayer } from '../../map/asset-layer.ts';
import { centreInDegrees } from '../../map/create-map.ts';
import { Crosshair } from '../../map/crosshair.tsx';
import { onTap } from '../../map/hit.ts';
import { MapView } from '../../map/map-view.tsx';
import type { Mounted } from '../../map/mounted.ts';
import { overlay } from '../../map/overlay.ts';
import { edit } from '../../ui/icons.ts';
import { layers } from '../facts.ts';
import type { Spot } from './spot.ts';

interface CompareMapProps {
	it: Proposal;
	/** Where the reviewer puts it instead. */
	spot: Signal<Spot | null>;
	adjustable: boolean;
}

const arrowStyle = { 'stroke-color': '#b3261e', 'stroke-width': 2.5, 'stroke-line-dash': [6, 5] };

const pointOf = (shape: { type: string; coordinates: unknown } | undefined): Spot | null => {
	if (shape?.type !== 'Point') return null;
	const [lon = 0, lat = 0] = shape.coordinates as number[];
	return { lon, lat };
};

/** Where it would stand, while that is still to be decided. */
const proposed = ({ state, after }: Proposal): Spot | null => (state === 'open' ? pointOf(after?.geometry) : null);

const elsewhere = (from: Spot | null, to: Spot | null): Spot | null => (from && to && from.lon === to.lon && from.lat === to.lat ? null : to);

/** A dashed line from where the asset stands in the register to where it would. */
function arrow(map: Mounted): (from: Spot | null, to: Spot | null) => void {
	const source = new VectorSource();
	map.add({ id: 'arrow', layer: new VectorLayer({ source, zIndex: 80, style: arrowStyle }), stop: () => undefined });
	return (from, to) => {
		source.clear();
		if (from && to) source.addFeature(new Feature(new LineString([fromLonLat([from.lon, from.lat]), fromLonLat([to.lon, to.lat])])));
	};
}

/** The asset before and after a proposal: a halo where the register has it, a pin where it would be, and the way between. */
export function CompareMap({ it, spot, adjustable }: CompareMapProps): JSX.Element {
	const shown = useSignal<Mounted | null>(null);
	const adjusting = useSignal(false);
	const start = useMemo(() => ({ lon: it.lon, lat: it.lat, zoom: 19 }), []);
	const put = (lon: number, lat: number): void => {
		spot.value = { lon, lat };
	};
	const mount = (map: Mounted): (() => void) => {
		const known = layers.peek().find(({ id }) => id === it.class);
		if (known) map.add(assetLayer(known));
		const draw = arrow(map);
		const drawn = map.add(overlay());
		drawn.select(it.before?.geometry ?? null);
		const stops = [
			effect(() => {
				const from = pointOf(it.before?.geometry);
				const to = elsewhere(from, spot.value ?? proposed(it));
				drawn.pin(to);
				draw(from, to);
			}),
			onTap(map, (lon, lat) => {
				if (adjusting.peek()) put(lon, lat);
			}),
		];
		shown.value = map;
		return () => {
			for (const stop of stops) stop();
		};
	};
	return (
		<MapView
			town={theTown()}
			start={start}
			onMount={mount}
			onEnter={() => adjusting.peek() && shown.value && put(...(centreInDegrees(shown.value.map) as [number, number]))}
		>
			{adjustable && (
				<div class="map-corner top-right">
					<button type="button" class="map-button wide" aria-pressed={adjusting.value} onClick={() => (adjusting.value = !adjusting.value)}>
						{t('care.adjust')}
					</button>
				</div>
			)}
			{adjusting.value && <p class="map-task">{t('care.adjustHint')}</p>}
			{adjusting.value && shown.value && <Crosshair map={shown.value} icon={edit} label={t('care.place')} onPick={put} />}
		</MapView>
	);
}

import { effect, type ReadonlySignal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { readLayers } from '../../../server/municipality/contract.ts';
import { call } from '../../api/call.ts';
import { theTown } from '../../api/town.ts';
import { language } from '../../i18n/language.ts';
import { t as form } from '../../i18n/resident.ts';
import { t } from '../../i18n/resident-asset.ts';
import { assetLayer } from '../../map/asset-layer.ts';
import { centreInDegrees } from '../../map/create-map.ts';
import { Crosshair } from '../../map/crosshair.tsx';
import { onTap } from '../../map/hit.ts';
import { MapView } from '../../map/map-view.tsx';
import type { Mounted } from '../../map/mounted.ts';
import { overlay, type Shape } from '../../map/overlay.ts';
import { showPlace } from '../../map/show.ts';
import { plus } from '../../ui/icons.ts';
import { announce } from '../../ui/live-region.tsx';
import type { Spot } from './spot.ts';

export interface AssetMapProps {
	/** The class whose assets are drawn. */
	class: string | null;
	/** The asset itself, with a halo. */
	geometry: Shape | null;
	start?: { lon: number; lat: number } | null;
	/** The place that was picked, where one is asked for. */
	place?: ReadonlySignal<Spot | null>;
	onPick?: (place: Spot) => void;
}

/** Farther out than this a tap says nothing about which spot is meant. */
const nearEnough = 18;

function drawClass(map: Mounted, wanted: string | null): void {
	if (wanted === null) return;
	void call(readLayers, { language: language.peek() })
		.then(({ layers }) => {
			const layer = layers.find((it) => it.id === wanted);
			if (layer) map.add(assetLayer(layer));
		})
		.catch(() => undefined);
}

const zoomed = (map: Mounted): number => map.map.getView().getZoom() ?? 0;

/** Takes a place that is pointed at; from too far out it comes nearer first. */
function pickAt(map: Mounted, { lon, lat }: { lon: number; lat: number }, onPick: (place: Spot) => void): void {
	if (zoomed(map) >= nearEnough - 0.05) onPick({ lon, lat, name: t('place.marked') });
	else {
		showPlace(map, { lon, lat, zoom: nearEnough });
		announce(form('where.nearer'));
	}
}

/** A small map: where an asset stands, and, where one is asked for, the place it should stand at. */
export function AssetMap(props: AssetMapProps): JSX.Element {
	const { geometry, start, place, onPick } = props;
	const shown = useSignal<Mounted | null>(null);
	const near = useSignal(true);
	const from = useMemo(() => (start ? { lon: start.lon, lat: start.lat, zoom: 19 } : undefined), []);
	const mount = (map: Mounted): (() => void) => {
		drawClass(map, props.class);
		const drawn = map.add(overlay());
		drawn.select(geometry);
		const follow = (): void => {
			near.value = zoomed(map) >= nearEnough - 0.05;
		};
		follow();
		map.map.on('moveend', follow);
		const stops = [
			effect(() => {
				const it = place?.value ?? null;
				drawn.pin(it);
				if (it) showPlace(map, { ...it, zoom: nearEnough });
			}),
			...(onPick ? [onTap(map, (lon, lat) => pickAt(map, { lon, lat }, onPick))] : []),
		];
		shown.value = map;
		return () => {
			map.map.un('moveend', follow);
			for (const stop of stops) stop();
		};
	};
	const pickCentre = (map: Mounted): void => {
		const [lon, lat] = centreInDegrees(map.map);
		if (onPick) pickAt(map, { lon, lat }, onPick);
	};
	return (
		<MapView town={theTown()} onMount={mount} {...(from && { start: from })} {...(onPick && { onEnter: () => shown.value && pickCentre(shown.value) })}>
			{shown.value && onPick && (
				<Crosshair
					map={shown.value}
					{...(near.value ? { label: t('place.here') } : { label: form('where.zoomIn'), icon: plus })}
					onPick={() => shown.value && pickCentre(shown.value)}
				/>
			)}
		</MapView>
	);
}

import { computed, effect } from '@preact/signals';
import type { JSX } from 'preact';
import { degreesWritten } from '../../../server/maths/coordinate-systems.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { assetLayer } from '../../map/asset-layer.ts';
import { faultLayer } from '../../map/fault-layer.ts';
import { followLive } from '../../map/follow-live.ts';
import { onTap } from '../../map/hit.ts';
import { MapView } from '../../map/map-view.tsx';
import type { Mounted } from '../../map/mounted.ts';
import { overlay } from '../../map/overlay.ts';
import { showPlace } from '../../map/show.ts';
import { numbered } from '../desk/candidates.tsx';
import { layers } from '../facts.ts';
import { draft, service, write } from './draft.ts';
import { pointedAsset, snapped } from './snap-state.ts';

/** Nearer in than this a press says something about the asset. */
const closeEnough = 15;

const place = (on: Mounted, lon: number, lat: number): void => {
	const zoom = on.map.getView().getZoom() ?? 0;
	if (zoom < closeEnough) showPlace(on, { lon, lat, zoom: 17 });
	else write({ place: { lon, lat, zoom, method: 'map-click', title: degreesWritten(lon, lat) }, asset: null });
};

/** The classes of assets the trouble can be about; before it is said, none. */
const layClasses = (on: Mounted): (() => void) => {
	let shown: string[] = [];
	return effect(() => {
		const theme = service.value?.theme;
		const wanted = layers.value.filter((it) => it.theme === theme);
		for (const id of shown) on.remove(id);
		for (const layer of wanted) on.add(assetLayer(layer));
		shown = wanted.map(({ id }) => id);
	});
};

const drawDraft = (on: Mounted): (() => void)[] => {
	const marks = on.add(overlay());
	const placed = computed(() => draft.value.place);
	return [
		effect(() => {
			const at = placed.value;
			marks.pin(at && at.method !== 'asset-click' ? { ...at, accuracy: snapped.value?.sigma } : null);
		}),
		effect(() => {
			const at = placed.value;
			if (at && at.method !== 'map-click') showPlace(on, at);
		}),
		effect(() => {
			const { asset } = draft.value;
			marks.candidates(
				(snapped.value?.candidates ?? [])
					.slice(0, numbered)
					.map((it, index) => ({ number: index + 1, lon: it.asset.lon, lat: it.asset.lat, chosen: it.asset.reference === asset })),
			);
		}),
		effect(() => marks.point(pointedAsset.value && { type: 'Point', coordinates: [pointedAsset.value.lon, pointedAsset.value.lat] })),
	];
};

/** The map of a report that is being taken down: a press says where. */
export function IntakeMap(): JSX.Element {
	const mount = (on: Mounted): (() => void) => {
		on.add(faultLayer());
		followLive(on);
		const stops = [layClasses(on), ...drawDraft(on), onTap(on, (lon, lat) => place(on, lon, lat))];
		return () => {
			for (const stop of stops) stop();
		};
	};
	return (
		<MapView town={theTown()} onMount={mount}>
			{!draft.value.place && <p class="map-task">{t('intake.mapHint')}</p>}
		</MapView>
	);
}

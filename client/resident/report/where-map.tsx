import { effect, type ReadonlySignal, useComputed, useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { readLayers } from '../../../server/municipality/contract.ts';
import { call } from '../../api/call.ts';
import { theTown } from '../../api/town.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/resident.ts';
import { assetLayer } from '../../map/asset-layer.ts';
import { centreInDegrees } from '../../map/create-map.ts';
import { Crosshair } from '../../map/crosshair.tsx';
import { type Hit, onTap } from '../../map/hit.ts';
import { MapView } from '../../map/map-view.tsx';
import type { Mounted } from '../../map/mounted.ts';
import { type Overlay, overlay } from '../../map/overlay.ts';
import { showPlace, showPlaces } from '../../map/show.ts';
import { zoomOf } from '../../map/shown-layer.ts';
import { plus } from '../../ui/icons.ts';
import { announce } from '../../ui/live-region.tsx';
import { draft, type Place, write } from './draft.ts';
import { pointerNow } from './pin.ts';
import { service } from './services.ts';
import { marks, meant, type WhereState } from './where-state.ts';

export interface WhereMapProps {
	state: WhereState;
	onPick: (place: Place) => void;
}

/** Farther out than this a pin says nothing about which lamp is meant. */
const nearEnough = 18;

/** Draws the classes the trouble can be about, and no others. */
const showLayers = (map: Mounted, { numbered }: WhereState): (() => void) => {
	const layers = call(readLayers, { language: language.peek() }).catch(() => ({ layers: [] }));
	const shown = new Set<string>();
	return effect(() => {
		const wanted = new Set([service.value?.class, ...numbered.value.map((it) => it.asset.class)]);
		void layers.then((known) => {
			for (const layer of known.layers) {
				if (!wanted.has(layer.id) || shown.has(layer.id)) continue;
				shown.add(layer.id);
				map.add(assetLayer(layer));
			}
		});
	});
};

const showPin = (drawn: Overlay): (() => void) =>
	effect(() => {
		const { place } = draft.value;
		drawn.pin(place && { lon: place.lon, lat: place.lat, accuracy: place.method === 'gnss' ? place.accuracy : undefined });
	});

const isChosen = (reference: string): boolean => {
	const { chosen, place } = draft.value;
	return (typeof chosen === 'object' && chosen ? chosen.asset : place?.asset) === reference;
};

const showCandidates = (drawn: Overlay, state: WhereState): (() => void) =>
	effect(() => {
		drawn.candidates(marks(state).map(({ number, lon, lat, reference }) => ({ number, lon, lat, chosen: isChosen(reference) })));
		const it = draft.value.place && meant(state.snap.data.value, draft.value);
		drawn.select(it && { type: 'Point', coordinates: [it.asset.lon, it.asset.lat] });
	});

/** A pin that did not come from the map is brought into view, with its candidates. */
const follow = (map: Mounted, state: WhereState): (() => void)[] => [
	effect(() => {
		if (state.looking.value) showPlace(map, state.looking.value);
	}),
	effect(() => {
		const those = marks(state).slice(0, 4);
		const { place } = draft.peek();
		if (state.looking.peek()) return;
		if (!place || place.method === 'map-click' || place.method === 'asset-click') return;
		if (those.length > 0) showPlaces(map, [place, ...those], 56);
		else showPlace(map, { lon: place.lon, lat: place.lat });
	}),
];

const tappedAsset = (hits: readonly Hit[]): { reference: string } | null => {
	const hit = hits.find(({ properties }) => typeof properties['ref'] === 'string' && !(Number(properties['count']) > 1));
	return hit ? { reference: String(hit.properties['ref']) } : null;
};

const answerTaps = (map: Mounted, { state, onPick }: WhereMapProps): (() => void) =>
	onTap(map, (lon, lat, hits) => {
		const zoom = map.map.getView().getZoom() ?? 0;
		const asset = tappedAsset(hits);
		if (zoom < nearEnough - 0.05) {
			showPlace(map, { lon, lat, zoom: nearEnough });
			announce(t('where.nearer'));
			return;
		}
		const known = asset && draft.peek().place && !state.looking.peek() && marks(state).some((it) => it.reference === asset.reference);
		if (known) write({ chosen: asset && { asset: asset.reference }, sameAs: null });
		else onPick(pinAt({ lon, lat, zoom }, asset?.reference));
	});

const pinAt = (at: { lon: number; lat: number; zoom: number }, asset: string | undefined): Place => ({
	...at,
	method: asset ? 'asset-click' : 'map-click',
	pointer: pointerNow(),
	...(asset && { asset }),
});

const startOf = (): { lon: number; lat: number; zoom: number } | undefined => {
	const { place } = draft.peek();
	return place ? { lon: place.lon, lat: place.lat, zoom: Math.max(nearEnough, place.zoom ?? 0) } : undefined;
};

/** Whether the cross is wanted: until there is a pin, and again when the person moves the map by hand. */
function useAiming(shown: ReadonlySignal<{ map: Mounted } | null>): ReadonlySignal<boolean> {
	const moving = useSignal(false);
	useSignalEffect(() => {
		if (draft.value.place) moving.value = false;
	});
	useSignalEffect(() => {
		const map = shown.value?.map.map;
		const move = (): void => {
			moving.value = true;
		};
		const target = map?.getTargetElement();
		map?.on('pointerdrag', move);
		target?.addEventListener('keydown', move);
		return () => {
			map?.un('pointerdrag', move);
			target?.removeEventListener('keydown', move);
		};
	});
	return useComputed(() => !draft.value.place || moving.value);
}

/** The map of the question "where?": tap an asset, tap the ground, or move the map under the cross. */
export function WhereMap({ state, onPick }: WhereMapProps): JSX.Element {
	const shown = useSignal<{ map: Mounted; zoom: ReturnType<typeof zoomOf> } | null>(null);
	const start = useMemo(startOf, []);
	const mount = (map: Mounted): (() => void) => {
		const drawn = map.add(overlay());
		const stops = [
			showLayers(map, state),
			showPin(drawn),
			showCandidates(drawn, state),
			effect(() => drawn.point(state.pointed.value && { type: 'Point', coordinates: [state.pointed.value.lon, state.pointed.value.lat] })),
			answerTaps(map, { state, onPick }),
			...follow(map, state),
		];
		shown.value = { map, zoom: zoomOf(map) };
		return () => {
			for (const stop of stops) stop();
		};
	};
	const pickCentre = (map: Mounted): void => {
		const [lon, lat] = centreInDegrees(map.map);
		const zoom = map.map.getView().getZoom() ?? 0;
		if (zoom < nearEnough - 0.05) showPlace(map, { lon, lat, zoom: nearEnough });
		else onPick({ lon, lat, zoom, method: 'map-click', pointer: pointerNow() });
	};
	const near = (shown.value?.zoom.value ?? 0) >= nearEnough - 0.05;
	const aiming = useAiming(shown);
	return (
		<MapView town={theTown()} onMount={mount} {...(start && { start })} onEnter={() => shown.value && pickCentre(shown.value.map)}>
			{shown.value && aiming.value && (
				<Crosshair
					map={shown.value.map}
					{...(near ? { label: t('where.pinHere') } : { label: t('where.zoomIn'), icon: plus })}
					onPick={() => shown.value && pickCentre(shown.value.map)}
				/>
			)}
		</MapView>
	);
}

import { effect, untracked } from '@preact/signals';
import type { JSX } from 'preact';
import { theTown } from '../../../api/town.ts';
import { assetLayer } from '../../../map/asset-layer.ts';
import { followLive } from '../../../map/follow-live.ts';
import { onTap } from '../../../map/hit.ts';
import { MapView } from '../../../map/map-view.tsx';
import type { Mounted } from '../../../map/mounted.ts';
import { overlay } from '../../../map/overlay.ts';
import { showPlaces } from '../../../map/show.ts';
import { noRegister } from '../../address.ts';
import { layers } from '../../facts.ts';
import { go, route } from '../../route.ts';
import { marksLayer, marksName, onMarks } from '../marks.ts';
import { findings, pointedFinding } from './layers-state.ts';

const placeOf = ({ lon, lat }: { lon: number; lat: number }) => ({ type: 'Point', coordinates: [lon, lat] });

/** The class that is looked at, as the tiles show it. */
const showLayer = (on: Mounted): (() => void) =>
	effect(() => {
		const layer = layers.value.find((it) => it.id === route.value.register.layer);
		if (layer) untracked(() => on.add(assetLayer(layer)));
	});

const drawFindings = (on: Mounted): (() => void) => {
	const marks = on.add(marksLayer());
	const points = on.add(overlay());
	let shown = '';
	const stops = [
		effect(() => {
			const found = findings.value?.findings ?? [];
			marks.show(found.map((it) => ({ id: it.id, role: 'found', shape: placeOf(it) })));
			const { layer, rule } = route.peek().register;
			// More of the same rule leaves the map where somebody has moved it.
			if (found.length === 0 || shown === `${layer} ${rule}`) return;
			shown = `${layer} ${rule}`;
			showPlaces(on, found, 80);
		}),
		effect(() => {
			const it = findings.value?.findings.find(({ id }) => id === pointedFinding.value);
			points.point(it ? placeOf(it) : null);
		}),
		onMarks(on, (id) => {
			if (id !== pointedFinding.peek()) pointedFinding.value = typeof id === 'number' ? id : null;
		}),
	];
	return () => {
		for (const stop of stops) stop();
	};
};

const numberOf = (it: unknown): string | null => (typeof it === 'string' && it !== '' ? it : null);

/** What is tapped is opened in the editor: a mark, or any other asset of the layer. */
const openTapped = (on: Mounted): (() => void) =>
	onTap(on, (_lon, _lat, hits) => {
		const found = findings.peek()?.findings.find(({ id }) => hits.some((hit) => hit.properties['id'] === id && hit.layer === marksName));
		const drawn = hits.find(({ layer }) => layer === route.peek().register.layer);
		const asset = found?.reference ?? numberOf(drawn?.properties['ref']);
		if (asset) go({ view: 'edit', map: false, register: { ...noRegister, asset } });
	});

/** The layer on the map, with a mark at whatever breaks the rule that is looked at. */
export function LayerMap(): JSX.Element {
	const mount = (on: Mounted): (() => void) => {
		const stops = [showLayer(on), drawFindings(on), openTapped(on)];
		followLive(on);
		return () => {
			for (const stop of stops) stop();
		};
	};
	return <MapView town={theTown()} onMount={mount} />;
}

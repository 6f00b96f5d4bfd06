import { effect, untracked } from '@preact/signals';
import type { JSX } from 'preact';
import { theTown } from '../../../api/town.ts';
import { t } from '../../../i18n/console.ts';
import { assetLayer } from '../../../map/asset-layer.ts';
import { followLive } from '../../../map/follow-live.ts';
import { onTap } from '../../../map/hit.ts';
import { MapView } from '../../../map/map-view.tsx';
import type { Mounted } from '../../../map/mounted.ts';
import { overlay } from '../../../map/overlay.ts';
import '../../desk/desk-map.css';
import { cut, draft, merged, neighbours, network, subject, type Tool, tool } from './edit-state.ts';
import { toggleMerged } from './merge-form.tsx';
import { followNeighbours } from './neighbours.ts';
import { cutAt } from './shapes.ts';
import { sketch } from './sketch.ts';

const pointAt = ([lon, lat]: readonly [number, number]) => ({ type: 'Point', coordinates: [lon, lat] });

/** The network about the asset, as the tiles show it. */
const showNetwork = (on: Mounted): (() => void) =>
	effect(() => {
		const classes = network.value;
		untracked(() => {
			for (const layer of classes) on.add(assetLayer(layer)).layer.setOpacity(0.6);
		});
	});

/** What a tap means while a tool is out: where to cut, or what to make one with. */
const tapped = (on: Mounted): (() => void) =>
	onTap(on, (lon, lat, hits) => {
		const it = subject.peek();
		if (!it) return;
		if (tool.peek() === 'split') cut.value = cutAt(it.geometry, [lon, lat]);
		if (tool.peek() !== 'merge') return;
		const hit = hits.find(({ layer, properties }) => layer === it.class && typeof properties['ref'] === 'string' && properties['ref'] !== it.reference);
		if (hit) toggleMerged(String(hit.properties['ref']), it.reference);
	});

const mount = (on: Mounted): (() => void) => {
	const marks = on.add(overlay());
	const stops = [
		showNetwork(on),
		followNeighbours(on),
		sketch(on),
		tapped(on),
		effect(() => marks.pin(cut.value ? { lon: cut.value.at[0], lat: cut.value.at[1] } : null)),
		effect(() => {
			const [chosen] = neighbours.value.filter(({ reference }) => merged.value.includes(reference));
			marks.select(chosen?.geometry ?? null);
		}),
		effect(() => {
			const before = subject.value?.geometry;
			const moved = before?.type === 'Point' && JSON.stringify(before) !== JSON.stringify(draft.value.shape);
			marks.point(moved ? pointAt(before.coordinates as [number, number]) : null);
		}),
	];
	followLive(on);
	return () => {
		for (const stop of stops) stop();
	};
};

const hints: Readonly<Record<Exclude<Tool, 'none'>, () => string>> = {
	shape: () => t('edit.shapeTask'),
	draw: () => t('edit.drawTask'),
	split: () => t('edit.splitTask'),
	merge: () => t('edit.mergeTask'),
};

/** The asset among its neighbours, to be moved, drawn and cut. */
export function EditMap(): JSX.Element {
	return (
		<MapView town={theTown()} onMount={mount}>
			{tool.value !== 'none' && <p class="map-task">{hints[tool.value]()}</p>}
		</MapView>
	);
}

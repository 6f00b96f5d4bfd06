import { effect, type Signal, untracked } from '@preact/signals';
import type { Layer } from '../../../server/municipality/contract.ts';
import { t as shared } from '../../i18n/shared.ts';
import { assetLayer } from '../../map/asset-layer.ts';
import { faultLayer } from '../../map/fault-layer.ts';
import { followLive } from '../../map/follow-live.ts';
import type { Mounted } from '../../map/mounted.ts';
import { type ShownLayer, showAssets, shownLayer } from '../../map/shown-layer.ts';
import { remember, remembered } from '../../ui/remembered.ts';
import { layers } from '../facts.ts';

const areNames = (it: unknown): it is string[] => Array.isArray(it) && it.every((name) => typeof name === 'string');

/** Streets and green are in the base map already; what stands at every house would hide the rest. */
const quiet: readonly string[] = ['roads', 'public-ground', 'service-connections', 'road-signs'];

const kept = 'console.layersOff';

/** Lays the faults and every class of assets that this person may see on the map, and remembers which were switched off. Answers how to stop. */
export function layAssets(on: Mounted, shown: Signal<readonly ShownLayer[]>): () => void {
	const faults = on.add(faultLayer());
	const off = new Set(remembered(kept, [...quiet], areNames));
	const lay = (classes: readonly Layer[]): void => {
		const strength = new Map(shown.peek().map((it) => [it.id, it.opacity.peek()]));
		const rows = [
			shownLayer(faults, { title: shared('map.faults'), visible: !off.has(faults.id) }),
			...classes.map((layer) => showAssets(on, assetLayer(layer), layer, !off.has(layer.id))),
		];
		for (const row of rows) row.opacity.value = strength.get(row.id) ?? 1;
		shown.value = rows;
	};
	const stopLaying = effect(() => {
		const classes = layers.value;
		untracked(() => lay(classes));
	});
	const stopRemembering = effect(() => {
		const rows = shown.value;
		if (rows.length < 2) return;
		remember(
			kept,
			rows.filter(({ visible }) => !visible.value).map(({ id }) => id),
		);
	});
	followLive(on);
	return () => {
		stopLaying();
		stopRemembering();
	};
}

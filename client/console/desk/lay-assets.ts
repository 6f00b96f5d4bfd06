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
import { theCase } from './case.ts';

const areNames = (it: unknown): it is string[] => Array.isArray(it) && it.every((name) => typeof name === 'string');

/** What is seen until somebody chooses otherwise: enough to know where one is, and quiet enough for the faults. */
const usual: readonly string[] = ['faults', 'street-lights', 'traffic-signals', 'water-pipes', 'sewer-pipes', 'stormwater-pipes'];

/** Lines are many and long: they stand back until somebody makes them stronger. */
const quiet = 0.6;

const kept = 'console.layers';

const ownClass = (): string | null => {
	const fault = theCase.value?.fault;
	return fault ? (fault.asset?.class ?? fault.class) : null;
};

/** The class of the open fault is shown while the fault is open, also where it is switched off otherwise. */
const showOwnClass = (shown: Signal<readonly ShownLayer[]>, lent: Set<string>): (() => void) =>
	effect(() => {
		const own = ownClass();
		const rows = shown.value;
		untracked(() => {
			for (const row of rows.filter(({ id }) => lent.has(id) && id !== own)) {
				lent.delete(row.id);
				row.visible.value = false;
			}
			const mine = rows.find(({ id, visible }) => id === own && !visible.value);
			if (!mine) return;
			lent.add(mine.id);
			mine.visible.value = true;
		});
	});

/** Lays the faults and every class of assets that this person may see on the map, and remembers which are shown. Answers how to stop. */
export function layAssets(on: Mounted, shown: Signal<readonly ShownLayer[]>): () => void {
	const faults = on.add(faultLayer());
	const lent = new Set<string>();
	const lay = (classes: readonly Layer[]): void => {
		const seen = new Set(remembered(kept, [...usual], areNames));
		const lines = new Set(classes.filter(({ geometry }) => geometry === 'LineString').map(({ id }) => id));
		const strength = new Map(shown.peek().map((it) => [it.id, it.opacity.peek()]));
		const rows = [
			shownLayer(faults, { title: shared('map.faults'), visible: seen.has(faults.id) }),
			...classes.map((layer) => showAssets(on, assetLayer(layer), layer, seen.has(layer.id))),
		];
		for (const row of rows) row.opacity.value = strength.get(row.id) ?? (lines.has(row.id) ? quiet : 1);
		shown.value = rows;
	};
	const stops = [
		effect(() => {
			const classes = layers.value;
			untracked(() => lay(classes));
		}),
		showOwnClass(shown, lent),
		effect(() => {
			const rows = shown.value;
			if (rows.length < 2) return;
			const seen = rows.filter(({ visible }) => visible.value).map(({ id }) => id);
			remember(
				kept,
				seen.filter((id) => !lent.has(id)),
			);
		}),
	];
	followLive(on);
	return () => {
		for (const stop of stops) stop();
	};
}

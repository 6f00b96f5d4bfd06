import { effect, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Cause } from '../../../server/faults/causes/contract.ts';
import { theTown } from '../../api/town.ts';
import { assetLayer } from '../../map/asset-layer.ts';
import { causeLayer, showCause } from '../../map/cause-layer.ts';
import { MapView } from '../../map/map-view.tsx';
import type { Mounted } from '../../map/mounted.ts';
import { overlay } from '../../map/overlay.ts';
import { layers } from '../facts.ts';

const around = {
	electricity: ['street-lights', 'electricity-kiosks', 'feeder-cables'],
	water: ['service-connections', 'water-pipes', 'water-valves'],
	sewer: ['manholes', 'sewer-pipes', 'pump-stations'],
	stormwater: ['stormwater-inlets', 'stormwater-pipes', 'pump-stations'],
} as const;

/** What a cause would affect, what of it is reported, and what probably failed. */
export function CauseMap({ it, pointed }: { it: Cause; pointed: Signal<{ lon: number; lat: number } | null> }): JSX.Element {
	const mount = (map: Mounted): (() => void) => {
		const drawn: readonly string[] = around[it.utility];
		for (const layer of layers.peek().filter(({ id }) => drawn.includes(id))) map.add(assetLayer(layer));
		const cause = map.add(causeLayer(it.shapes));
		const points = map.add(overlay());
		showCause(map, cause);
		return effect(() => {
			const at = pointed.value;
			points.point(at && { type: 'Point', coordinates: [at.lon, at.lat] });
		});
	};
	return <MapView key={`${it.id}/${it.version}`} town={theTown()} onMount={mount} />;
}

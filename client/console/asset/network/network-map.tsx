import { effect, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { theTown } from '../../../api/town.ts';
import { assetLayer } from '../../../map/asset-layer.ts';
import { MapView } from '../../../map/map-view.tsx';
import type { Mounted } from '../../../map/mounted.ts';
import { type NetworkDrawing, networkLayer, showNetwork } from '../../../map/network-layer.ts';
import { overlay } from '../../../map/overlay.ts';
import { layers } from '../../facts.ts';

interface NetworkMapProps {
	/** The classes whose assets are drawn around it. */
	around: readonly string[];
	drawing: Signal<NetworkDrawing>;
	/** What is pointed at in the lists. */
	pointed: Signal<{ lon: number; lat: number } | null>;
}

/** What happens to a network, on the map: the same as in the lists beside it. */
export function NetworkMap({ around, drawing, pointed }: NetworkMapProps): JSX.Element {
	const mount = (map: Mounted): (() => void) => {
		for (const layer of layers.peek().filter(({ id }) => around.includes(id))) map.add(assetLayer(layer));
		const drawn = map.add(networkLayer());
		const points = map.add(overlay());
		const stops = [
			effect(() => {
				drawn.show(drawing.value);
				showNetwork(map, drawn);
			}),
			effect(() => {
				const at = pointed.value;
				points.point(at && { type: 'Point', coordinates: [at.lon, at.lat] });
			}),
		];
		return () => {
			for (const stop of stops) stop();
		};
	};
	return <MapView town={theTown()} onMount={mount} />;
}

import { effect, useSignal } from '@preact/signals';
import Feature from 'ol/Feature.js';
import Polygon from 'ol/geom/Polygon.js';
import VectorLayer from 'ol/layer/Vector.js';
import type MapBrowserEvent from 'ol/MapBrowserEvent.js';
import { fromLonLat, toLonLat } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import type { JSX } from 'preact';
import type { Town } from '../../../server/municipality/contract.ts';
import { onTap } from '../../map/hit.ts';
import { MapView } from '../../map/map-view.tsx';
import type { Mounted } from '../../map/mounted.ts';
import { dark } from '../../ui/theme.ts';
import { cellAt, outlineOf } from './hexagons.ts';

interface HexMapProps {
	town: Town;
	cells: readonly number[];
	onCell: (cell: number) => void;
}

const looks = (colour: string): { chosen: Style; pointed: Style } => ({
	chosen: new Style({ stroke: new Stroke({ color: colour, width: 2 }), fill: new Fill({ color: `${colour}40` }) }),
	pointed: new Style({ stroke: new Stroke({ color: colour, width: 1.5, lineDash: [4, 4] }) }),
});
const inks = { light: looks('#0d5c63'), dark: looks('#6cc3cb') };

/** A map on which a tap takes a hexagon, and another gives it back; the one under the pointer shows where it ends. */
export function HexMap({ town, cells, onCell }: HexMapProps): JSX.Element {
	const now = useSignal(cells);
	now.value = cells;
	const featureOf = (cell: number): Feature => new Feature({ geometry: new Polygon([outlineOf(cell, town.proj4).map((it) => fromLonLat(it))]), cell });
	const mount = (on: Mounted): (() => void) => {
		const chosen = new VectorSource();
		const pointed = new VectorSource();
		const layers = [
			new VectorLayer({ source: chosen, zIndex: 60, properties: { id: 'chosen-hexagons' } }),
			new VectorLayer({ source: pointed, zIndex: 61, properties: { id: 'overlay-hexagon' } }),
		];
		for (const layer of layers) on.map.addLayer(layer);
		const moved = (event: MapBrowserEvent): void => {
			if (event.dragging) return;
			const [lon = 0, lat = 0] = toLonLat(event.coordinate);
			const cell = cellAt([lon, lat], town.proj4);
			if (pointed.getFeatures()[0]?.get('cell') === cell) return;
			pointed.clear();
			pointed.addFeature(featureOf(cell));
		};
		on.map.on('pointermove', moved);
		const stops = [
			onTap(on, (lon, lat) => onCell(cellAt([lon, lat], town.proj4))),
			effect(() => {
				const { chosen: full, pointed: edge } = inks[dark.value ? 'dark' : 'light'];
				layers[0]?.setStyle(full);
				layers[1]?.setStyle(edge);
				chosen.clear();
				chosen.addFeatures(now.value.map(featureOf));
			}),
			() => on.map.un('pointermove', moved),
		];
		const extent = chosen.getExtent();
		if (extent && now.peek().length > 0) on.map.getView().fit(extent, { padding: [60, 60, 60, 60], maxZoom: 15 });
		return () => {
			for (const stop of stops) stop();
			for (const layer of layers) on.map.removeLayer(layer);
		};
	};
	return <MapView town={town} onMount={mount} />;
}

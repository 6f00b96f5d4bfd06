import { type Context, inLanguage } from '../municipality/index.ts';
import { finest } from './address.ts';
import { fieldsOf, type Layer, type View } from './layers.ts';

export interface Described {
	layer: Layer;
	view: View;
	town: Context['town'];
	/** Scheme and host at which the asker reaches us. */
	base: string;
	language: string;
}

const centre = ({ municipality: { bounds, map } }: Context['town']): [number, number] => {
	const [west, south, east, north] = bounds;
	return map.centre ?? [(west + east) / 2, (south + north) / 2];
};

/** Describes the tiles of a layer by TileJSON 3.0.0; its version is the number of the last change of the layer. */
export function tileJson({ layer, view, town, base, language }: Described) {
	const { id, minZoom } = layer;
	const title = inLanguage(layer.title, language);
	return {
		tilejson: '3.0.0',
		name: title,
		version: `${town.layerVersions.get(id) ?? 1}.0.0`,
		scheme: 'xyz',
		tiles: [`${base}/tiles/${id}/{z}/{x}/{y}.mvt`],
		minzoom: minZoom,
		maxzoom: finest,
		bounds: town.municipality.bounds,
		center: [...centre(town), Math.max(minZoom, Math.min(town.municipality.map.zoom ?? 13, finest))],
		attribution: town.municipality.name,
		vector_layers: [{ id, description: title, minzoom: minZoom, maxzoom: finest, fields: fieldsOf(layer, view) }],
	};
}

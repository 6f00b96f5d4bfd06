import { effect, type ReadonlySignal } from '@preact/signals';
import MVT from 'ol/format/MVT.js';
import VectorTileLayer from 'ol/layer/VectorTile.js';
import VectorTileSource from 'ol/source/VectorTile.js';
import type { FlatStyleLike } from 'ol/style/flat.js';
import { dark } from '../ui/theme.ts';
import type { Drawn, News } from './mounted.ts';
import { tileAddresses } from './tile-addresses.ts';

export interface TileOptions {
	id: string;
	/** The name of the tiles, where it is not the name of what is drawn. */
	tiles?: string;
	/** Draw the tiles of another layer once more, without asking for them again. */
	like?: TileDrawn;
	/** Only what this leaves (CQL2 text), whatever it is at the moment. */
	filter?: ReadonlySignal<string> | undefined;
	/** Flat styles for the light and the dark map. */
	style: unknown;
	styleDark?: unknown;
	/** Shown from this zoom on, and not nearer than that. */
	minZoom?: number;
	maxZoom?: number;
	/** What lies over what. */
	order: number;
	/** Labels that make room for each other. */
	declutter?: boolean;
	/** Words about where the data comes from. */
	attribution?: string;
}

/** A vector tile layer as drawn everywhere here. */
export interface TileDrawn extends Drawn {
	layer: VectorTileLayer;
}

/** Finer tiles than these are not asked for: nearer in, the same tiles are drawn larger (a third of the bytes of a phone's screen). */
const finest = 16;

const sourceOf = (url: (tile: readonly number[]) => string): VectorTileSource =>
	new VectorTileSource({ format: new MVT(), tileUrlFunction: url, maxZoom: finest, tileSize: 512, transition: 100 });

/** Draws the vector tiles of a name; follows light and dark; `refresh` asks again for those that have changed. */
export function vectorTiles(options: TileOptions): TileDrawn {
	const { id, tiles = id, like, filter, style, styleDark, minZoom = 0, maxZoom, order, declutter = false } = options;
	const addresses = tileAddresses(tiles, () => filter?.peek() ?? '');
	const source = like?.layer.getSource() ?? sourceOf(addresses.of);
	const layer = new VectorTileLayer({
		source,
		// OpenLayers takes the bound as exclusive.
		minZoom: minZoom - 0.01,
		...(maxZoom !== undefined && { maxZoom }),
		zIndex: order,
		declutter,
		properties: { id },
		renderBuffer: 64,
	});
	const stops = [
		effect(() => layer.setStyle((dark.value && styleDark ? styleDark : style) as FlatStyleLike)),
		effect(() => {
			if (filter && filter.value !== undefined) source.setTileUrlFunction(addresses.of, addresses.name());
		}),
	];
	return {
		id,
		tiles,
		layer,
		// The map sees new tiles where an address is another, and shows the old until they are there.
		...(!like && { refresh: (news?: readonly News[]) => source.setTileUrlFunction(addresses.of, addresses.hear(news)) }),
		stop: () => {
			for (const stop of stops) stop();
		},
	};
}

import { effect, signal } from '@preact/signals';
import TileLayer from 'ol/layer/Tile.js';
import XYZ from 'ol/source/XYZ.js';
import type { Town } from '../../server/municipality/contract.ts';
import { dark } from '../ui/theme.ts';
import { greenStyle, paper, placeNameStyle, streetNameStyle, streetStyle, wardStyle } from './base-style.ts';
import type { Drawn, Mounted } from './mounted.ts';
import { vectorTiles } from './vector-tiles.ts';

type Style = (theme: 'light' | 'dark') => unknown;

const both = (style: Style): { style: unknown; styleDark: unknown } => ({ style: style('light'), styleDark: style('dark') });

/** The municipality's own map, from its own register: ground, streets, wards, names. */
export const ownBase = (): Drawn[] => {
	const streets = vectorTiles({ id: 'base-streets', tiles: 'roads', ...both(streetStyle), order: 2, minZoom: 12 });
	return [
		vectorTiles({ id: 'base-green', tiles: 'public-ground', ...both(greenStyle), order: 1, minZoom: 12 }),
		streets,
		vectorTiles({ id: 'base-wards', tiles: 'wards', ...both(wardStyle), order: 10 }),
		vectorTiles({ id: 'base-street-names', like: streets, ...both(streetNameStyle), order: 50, minZoom: 13, declutter: true }),
		vectorTiles({ id: 'base-place-names', tiles: 'places', ...both(placeNameStyle), order: 51, minZoom: 10, declutter: true }),
	];
};

/** Set when a background map from elsewhere does not answer and the own map is shown instead: say so (`map.baseOwnShown`). */
export const baseFailed = signal(false);

/** Errors in a row, or silence in ms, after which a background map is taken to be away. A host that hangs fires no error at all. */
const patience = { errors: 3, silence: 6000 };

const watch = (source: XYZ, away: () => void): (() => void) => {
	let errors = 0;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const waiting = (): void => {
		timer ??= setTimeout(away, patience.silence);
	};
	const answered = (): void => {
		errors = 0;
		clearTimeout(timer);
		timer = undefined;
	};
	const failed = (): void => {
		errors += 1;
		if (errors >= patience.errors) away();
	};
	source.on('tileloadstart', waiting);
	source.on('tileloadend', answered);
	source.on('tileloaderror', failed);
	return () => {
		clearTimeout(timer);
		source.un('tileloadstart', waiting);
		source.un('tileloadend', answered);
		source.un('tileloaderror', failed);
	};
};

const foreignBase = (url: string, attribution: string | null, away: () => void): Drawn => {
	const source = new XYZ({ url, crossOrigin: 'anonymous', maxZoom: 19, ...(attribution && { attributions: attribution }) });
	return { id: 'base-xyz', layer: new TileLayer({ source, zIndex: 0, properties: { id: 'base-xyz' } }), stop: watch(source, away) };
};

/** Lays the background under a map as the municipality has decided: its own, or tiles from elsewhere with its own to fall back on. */
export function layBase(on: Mounted, base: Town['base']): void {
	on.own(effect(() => void on.map.getTargetElement()?.style.setProperty('background', paper(dark.value ? 'dark' : 'light'))));
	const layOwn = (): void => {
		for (const drawn of ownBase()) on.add(drawn);
	};
	const fallBack = (): void => {
		if (baseFailed.value) return;
		baseFailed.value = true;
		on.remove('base-xyz');
		layOwn();
	};
	if (base.kind === 'xyz' && base.url) on.add(foreignBase(base.url, base.attribution, fallBack));
	else layOwn();
}

import TileLayer from 'ol/layer/Tile.js';
import XYZ from 'ol/source/XYZ.js';
import type { Drawn } from './mounted.ts';

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

/** A background map of picture tiles from elsewhere; tells when its host is away. */
export const foreignBase = (url: string, attribution: string | null, away: () => void): Drawn => {
	const source = new XYZ({ url, crossOrigin: 'anonymous', maxZoom: 19, ...(attribution && { attributions: attribution }) });
	return { id: 'base-xyz', layer: new TileLayer({ source, zIndex: 0, properties: { id: 'base-xyz' } }), stop: watch(source, away) };
};

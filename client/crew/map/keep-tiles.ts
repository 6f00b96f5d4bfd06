import { signal } from '@preact/signals';

/** How far the map of the run is on this phone. */
export interface Keeping {
	done: number;
	of: number;
	bytes: number;
	/** Pieces that did not come. */
	failed: number;
}

/** What is being fetched; null while nothing is. */
export const keeping = signal<Keeping | null>(null);

/** Where the worker looks for what was kept: see offline/worker.ts. */
const cacheName = 'faultline-crew-tiles';

/** From the whole run to a street; nearer in, the map draws the same pieces larger. */
const zooms = [13, 14, 15, 16] as const;

/** No more pieces than this: a run over the whole town would fill the phone. */
const most = 1200;

/** So many at a time. */
const lanes = 4;

type Area = readonly [west: number, south: number, east: number, north: number];

const column = (lon: number, zoom: number): number => Math.floor(((lon + 180) / 360) * 2 ** zoom);
const row = (lat: number, zoom: number): number => {
	const sin = Math.sin((lat * Math.PI) / 180);
	return Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 2 ** zoom);
};

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);

/** A layer whose pieces are kept, and from which zoom on it is drawn. */
export interface KeptLayer {
	id: string;
	minZoom: number;
}

/** The addresses of the pieces of a map in an area, the farthest out first. */
export function tilesIn([west, south, east, north]: Area, layers: readonly KeptLayer[]): string[] {
	const all = zooms.flatMap((zoom) =>
		// Pieces of double size: at zoom z those of z − 1 are drawn.
		layers
			.filter(({ minZoom }) => zoom + 1 >= Math.floor(minZoom))
			.flatMap(({ id }) =>
				range(column(west, zoom), column(east, zoom)).flatMap((x) =>
					range(row(north, zoom), row(south, zoom)).map((y) => `/tiles/${id}/${zoom}/${x}/${y}.mvt`),
				),
			),
	);
	return all.slice(0, most);
}

/** What the ground is drawn from. */
const ground: readonly KeptLayer[] = [
	{ id: 'roads', minZoom: 12 },
	{ id: 'public-ground', minZoom: 12 },
	{ id: 'wards', minZoom: 0 },
	{ id: 'places', minZoom: 10 },
];

async function keepOne(cache: Cache, url: string): Promise<number> {
	const answer = await fetch(url);
	if (!answer.ok) throw new Error(String(answer.status));
	const bytes = (await answer.clone().arrayBuffer()).byteLength;
	await cache.put(url, answer);
	return bytes;
}

/** Fetches the map of an area with some layers, so that it shows without a signal. Answers what it came to. */
export async function keepTiles(area: Area, layers: readonly KeptLayer[]): Promise<Keeping> {
	const urls = tilesIn(area, [...ground, ...layers]);
	const cache = await caches.open(cacheName);
	let it: Keeping = { done: 0, of: urls.length, bytes: 0, failed: 0 };
	keeping.value = it;
	const left = [...urls];
	const lane = async (): Promise<void> => {
		for (let url = left.shift(); url !== undefined; url = left.shift()) {
			const bytes = await keepOne(cache, url).catch(() => null);
			it = { ...it, done: it.done + 1, bytes: it.bytes + (bytes ?? 0), failed: it.failed + (bytes === null ? 1 : 0) };
			keeping.value = it;
		}
	};
	await Promise.all(Array.from({ length: lanes }, lane));
	keeping.value = null;
	return it;
}

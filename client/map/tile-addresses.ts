import type { Box, News } from './mounted.ts';

/** The addresses of a layer's tiles, which become others where something has changed. */
export interface TileAddresses {
	of: (tile: readonly number[]) => string;
	/** Hears of changes; without any, everything may have changed. Answers a name for the addresses as they are now. */
	hear: (news?: readonly News[]) => string;
	/** A name for the addresses as they are now. */
	name: () => string;
}

const halfWorld = 20_037_508.342789244;
/** What a tile shows may come from so far around it, in parts of its side. */
const reach = 1 / 16;
/** Above so many changes all tiles are asked for again: the server says of most that they are the same. */
const many = 300;

/** Whether a tile can show what lies in a box. */
export function shows([z = 0, x = 0, y = 0]: readonly number[], [west, south, east, north]: Box): boolean {
	const side = (2 * halfWorld) / 2 ** z;
	const around = reach * side;
	const left = x * side - halfWorld;
	const top = halfWorld - y * side;
	return west <= left + side + around && east >= left - around && south <= top + around && north >= top - side - around;
}

/** Keeps what has been heard of a layer's changes, and addresses its tiles so that none is drawn that is older than that; only of what a filter (CQL2) leaves. */
export function tileAddresses(layer: string, filter: () => string = () => ''): TileAddresses {
	let all = 0;
	let turn = 0;
	let parts: { id: number; box: Box }[] = [];
	const newest = (tile: readonly number[]): number => parts.reduce((id, it) => (it.id > id && shows(tile, it.box) ? it.id : id), all);
	const hear = (news?: readonly News[]): void => {
		if (!news) turn += 1;
		for (const { id, boxes } of news ?? []) {
			if (boxes) parts.push(...boxes.map((box) => ({ id, box })));
			else all = Math.max(all, id);
		}
		if (parts.length > many) all = Math.max(all, ...parts.map(({ id }) => id));
		parts = parts.filter(({ id }) => id > all);
	};
	const name = (): string => `${layer} ${all} ${turn} ${parts.at(-1)?.id ?? 0} ${filter()}`;
	return {
		of: (tile) => {
			const heard = newest(tile);
			const wanted = filter();
			const query = [...(heard > 0 ? [`v=${heard}`] : []), ...(wanted ? [`filter=${encodeURIComponent(wanted)}`] : [])].join('&');
			// The fragment never leaves the browser: the map sees another tile, caches the same one.
			return `/tiles/${layer}/${tile.join('/')}.mvt${query && `?${query}`}${turn > 0 ? `#${turn}` : ''}`;
		},
		hear: (news) => {
			hear(news);
			return name();
		},
		name,
	};
}

import { kinks, polygon } from '@turf/turf';

/** Where assets are counted. Coordinates are longitude and latitude. */
export type Area =
	| { kind: 'all' }
	| { kind: 'ward'; id: number }
	| { kind: 'suburb'; id: number }
	| { kind: 'hex'; cells: readonly number[] }
	| { kind: 'zone'; code: string }
	| { kind: 'street'; name: string }
	| { kind: 'circle'; centre: readonly [number, number]; metres: number }
	| { kind: 'polygon'; ring: readonly (readonly [number, number])[] };

/** What is wrong with an area. */
export type AreaFault = 'unknown' | 'few' | 'many' | 'crossing' | 'place' | 'radius' | 'cells';

const mostCorners = 200;
const mostCells = 200;
const farthest = 20_000;

function pointOf(text: string): [number, number] | undefined {
	const found = /^(-?\d{1,3}(?:\.\d{1,17})?) (-?\d{1,2}(?:\.\d{1,17})?)$/.exec(text.trim());
	const [lon, lat] = [Number(found?.[1]), Number(found?.[2])];
	return found && Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : undefined;
}

function circleOf(text: string): Area | AreaFault {
	const [place = '', metres = ''] = text.split(',');
	const centre = pointOf(place);
	if (!centre) return 'place';
	const radius = Number(metres);
	return metres !== '' && radius > 0 && radius <= farthest ? { kind: 'circle', centre, metres: radius } : 'radius';
}

function polygonOf(text: string): Area | AreaFault {
	const points = text.split(',').map(pointOf);
	if (points.length > mostCorners + 1) return 'many';
	if (points.some((it) => it === undefined)) return 'place';
	const [first, ...rest] = points as [number, number][];
	const last = rest.at(-1);
	const open = first && last && first[0] === last[0] && first[1] === last[1] ? points.slice(0, -1) : points;
	if (!first || open.length < 3) return 'few';
	const ring = [...(open as [number, number][]), first];
	return kinks(polygon([ring])).features.length > 0 ? 'crossing' : { kind: 'polygon', ring };
}

function hexOf(text: string): Area | AreaFault {
	const cells = [...new Set(text.split(','))];
	if (cells.length > mostCells) return 'cells';
	return cells.every((it) => /^-?\d{1,15}$/.test(it)) ? { kind: 'hex', cells: cells.map(Number) } : 'unknown';
}

const kinds: Readonly<Record<string, (text: string) => Area | AreaFault>> = {
	ward: (text) => (/^\d{1,15}$/.test(text) ? { kind: 'ward', id: Number(text) } : 'unknown'),
	suburb: (text) => (/^\d{1,15}$/.test(text) ? { kind: 'suburb', id: Number(text) } : 'unknown'),
	hex: hexOf,
	zone: (text) => (text === '' || text.length > 80 ? 'unknown' : { kind: 'zone', code: text }),
	street: (text) => (text === '' || text.length > 120 ? 'unknown' : { kind: 'street', name: text }),
	circle: circleOf,
	polygon: polygonOf,
};

/** An area as an address says it: nothing for all, else `ward:3`, `suburb:7`, `hex:-56478819943424,-56478819943423`, `zone:F12`, `street:Main Road`, `circle:18.96 -33.73,500`, `polygon:18.9 -33.7,19 -33.7,19 -33.8`. */
export function areaOf(text: string): Area | AreaFault {
	if (text === '') return { kind: 'all' };
	const colon = text.indexOf(':');
	return kinds[text.slice(0, colon)]?.(text.slice(colon + 1)) ?? 'unknown';
}

import sharp from 'sharp';
import type { Frame } from './queries.ts';

/** The size that shared links are shown in. */
export const size = { width: 1200, height: 630 } as const;

const band = 18;
const ink = { land: '#f4f2ee', road: '#ffffff', casing: '#d3cfc8', outline: '#8a8f98', halo: '#ffffff', overdue: '#c1261b' };

type Pair = readonly [number, number];

/** What is drawn: roads, an outline, small signs, and one large one in the middle. */
export interface Scene {
	frame: Frame;
	brand: string;
	roads: readonly (readonly Pair[])[];
	outline: readonly (readonly (readonly Pair[])[])[];
	faults: readonly { x: number; y: number; state: string }[];
	here?: { x: number; y: number; state: string; overdue: boolean } | undefined;
}

/** A frame of the picture's proportions around another. */
export function fitted({ west, south, east, north }: Frame, margin = 1.12): Frame {
	const [x, y] = [(west + east) / 2, (south + north) / 2];
	const height = Math.max((north - south) * margin, ((east - west) * margin * size.height) / size.width);
	const width = (height * size.width) / size.height;
	return { west: x - width / 2, south: y - height / 2, east: x + width / 2, north: y + height / 2 };
}

const colours: Readonly<Record<string, string>> = {
	reported: '#b96a00',
	confirmed: '#b96a00',
	waiting: '#b96a00',
	scheduled: '#1f61c4',
	'in-progress': '#1f61c4',
	'made-safe': '#0b7c77',
	fixed: '#2b7d3c',
	closed: '#2b7d3c',
};
const ended = '#696d75';

/** The sign of a state, as on the map: by shape as well as by colour. */
function sign({ x, y, state }: { x: number; y: number; state: string }, r: number): string {
	const fill = colours[state] ?? ended;
	const dress = `fill="${fill}" stroke="${ink.halo}" stroke-width="${(r / 6).toFixed(1)}"`;
	const points = (corners: readonly Pair[]): string => corners.map(([dx, dy]) => `${(x + dx * r).toFixed(1)},${(y + dy * r).toFixed(1)}`).join(' ');
	if (fill === '#2b7d3c') return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${(r * 0.8).toFixed(1)}" ${dress}/>`;
	if (fill === '#1f61c4')
		return `<polygon points="${points([
			[0, -1],
			[1, 0],
			[0, 1],
			[-1, 0],
		])}" ${dress}/>`;
	if (fill === '#b96a00')
		return `<polygon points="${points([
			[0, -1],
			[0.9, 0.65],
			[-0.9, 0.65],
		])}" ${dress}/>`;
	return `<rect x="${(x - r * 0.75).toFixed(1)}" y="${(y - r * 0.75).toFixed(1)}" width="${(r * 1.5).toFixed(1)}" height="${(r * 1.5).toFixed(1)}" ${dress}/>`;
}

/** The scene as SVG. There are no letters in it: it is the same in every language, and needs no fonts. */
export function drawing({ frame, brand, roads, outline, faults, here }: Scene): string {
	const scale = size.width / (frame.east - frame.west);
	const at = (x: number, y: number): Pair => [(x - frame.west) * scale, (frame.north - y) * scale];
	const path = (line: readonly Pair[]): string =>
		`M${line
			.map(([x, y]) =>
				at(x, y)
					.map((it) => it.toFixed(1))
					.join(' '),
			)
			.join('L')}`;
	const streets = roads.map(path).join('');
	const area = outline
		.flat()
		.map((ring) => `${path(ring)}Z`)
		.join('');
	const placed = <T extends { x: number; y: number }>(it: T): T => {
		const [x, y] = at(it.x, it.y);
		return { ...it, x, y };
	};
	const middle = here && placed(here);
	const width = Math.max(3, Math.min(14, 9 * scale));
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">`,
		`<rect width="100%" height="100%" fill="${ink.land}"/>`,
		area && `<path d="${area}" fill="${brand}" fill-opacity="0.08" stroke="${ink.outline}" stroke-width="3" stroke-dasharray="12 6"/>`,
		streets && `<path d="${streets}" fill="none" stroke="${ink.casing}" stroke-width="${width + 2}" stroke-linecap="round" stroke-linejoin="round"/>`,
		streets && `<path d="${streets}" fill="none" stroke="${ink.road}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`,
		...faults.map((it) => sign(placed(it), here ? 9 : 13)),
		middle && `<circle cx="${middle.x}" cy="${middle.y}" r="86" fill="${ink.halo}" fill-opacity="0.75"/>`,
		middle?.overdue && `<circle cx="${middle.x}" cy="${middle.y}" r="72" fill="none" stroke="${ink.overdue}" stroke-width="9"/>`,
		middle && sign(middle, 52),
		`<rect y="${size.height - band}" width="100%" height="${band}" fill="${brand}"/>`,
		'</svg>',
	]
		.filter(Boolean)
		.join('');
}

/** The scene as PNG, of few colours: some tens of kilobytes. */
export const picture = (scene: Scene): Promise<Buffer> =>
	sharp(Buffer.from(drawing(scene)))
		.png({ palette: true, colours: 64, effort: 4 })
		.toBuffer();

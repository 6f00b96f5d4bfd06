import type { MetricGeometry } from './geometry.ts';

/** What stands in the grid town. */
export type GridClass = 'lamp' | 'water' | 'hydrant' | 'sewer' | 'manhole' | 'inlet' | 'road';

/** An asset of the grid town. */
export interface GridAsset {
	readonly class: GridClass;
	readonly geometry: MetricGeometry;
	/** Unit vector of the street it belongs to. */
	readonly street: readonly [number, number];
}

/** The grid town: assets in metres, and the area they stand on. */
export interface GridTown {
	readonly assets: readonly GridAsset[];
	readonly areaM2: number;
}

const BLOCKS = 6;
const BLOCK = 90;

// Along each block's side, and off its centre line (left is positive), in metres.
const POINTS: readonly (readonly [GridClass, along: number, off: number])[] = [
	['lamp', 17, 4.5],
	['lamp', 52, -4.5],
	['lamp', 80, 4.5],
	['hydrant', 35, 3],
	['manhole', 60, -2],
	['inlet', 70, -4],
];
const LINES: readonly (readonly [GridClass, off: number])[] = [
	['water', 3],
	['sewer', -2],
	['road', 0],
];

/**
 * The town in which snapping is tried: 6 × 6 blocks of 90 m, on each of the 84 block sides three lamps on alternating sides 4.5 m off the centre line,
 * a water pipe 3 m left of it, a sewer 2 m right of it, the road itself, a hydrant, a manhole and an inlet: 756 assets.
 */
export function gridTown(): GridTown {
	const assets: GridAsset[] = [];
	for (let line = 0; line <= BLOCKS; line++) {
		for (let block = 0; block < BLOCKS; block++) {
			assets.push(...blockSide([block * BLOCK, line * BLOCK], [1, 0]), ...blockSide([line * BLOCK, block * BLOCK], [0, 1]));
		}
	}
	return { assets, areaM2: (BLOCKS * BLOCK + 20) ** 2 };
}

function blockSide([x, y]: readonly [number, number], street: readonly [number, number]): GridAsset[] {
	const [ux, uy] = street;
	const at = (along: number, off: number) => [x + along * ux - off * uy, y + along * uy + off * ux];
	return [
		...POINTS.map(([kind, along, off]): GridAsset => ({ class: kind, street, geometry: { type: 'Point', coordinates: at(along, off) } })),
		...LINES.map(([kind, off]): GridAsset => ({ class: kind, street, geometry: { type: 'LineString', coordinates: [at(0, off), at(BLOCK, off)] } })),
	];
}

import type { AssetClass } from '../../gis-layers/index.ts';
import { hexCentre, hexOf } from '../maths/hex.ts';
import { locate } from '../maths/linear.ts';
import { catalogue } from '../municipality/index.ts';
import type { Snapped, Weighed } from './snap.ts';

/** Where a fault is, in metres of the municipality's system: truly, and as the public sees it. */
export interface FaultPlace {
	x: number;
	y: number;
	publicX: number;
	publicY: number;
	chainage: number | null;
	chainageSd: number | null;
	/** Faults of one family on one line whose ranges touch are the same fault. */
	range: string | null;
}

export const hexSize = 250;

function snappedPoint({ row, k }: Weighed, sigma: number): { dx: number; dy: number; chainage: number | null; sd: number | null } {
	const { type, coordinates } = row.shape as { type: string; coordinates: never };
	if (type === 'Point') {
		const [dx, dy] = coordinates as [number, number];
		return { dx, dy, chainage: null, sd: null };
	}
	if (type !== 'LineString' || k === 0) return { dx: 0, dy: 0, chainage: null, sd: null };
	const at = locate(coordinates, [0, 0]);
	return { dx: at.snapped[0] ?? 0, dy: at.snapped[1] ?? 0, chainage: at.chainage, sd: Math.min(sigma, at.length / Math.sqrt(12)) };
}

/** Half the length of line that one fault takes up: repairs this close to each other are one dig. */
const neighbourhood = (sd: number): number => 5 + Math.min(2 * sd, 20);

function publicPoint(snapped: Snapped, best: Weighed | undefined, at: { x: number; y: number }): { publicX: number; publicY: number } {
	const { mode, surroundings } = snapped;
	const home: AssetClass | undefined = best && catalogue.byNumber.get(best.row.class);
	const shown = home?.secrecy === 'public' && home.geometry !== 'Polygon' && !mode.houseLevel;
	if (shown) return { publicX: at.x, publicY: at.y };
	if (!mode.houseLevel && surroundings.roadX !== null && surroundings.roadY !== null) return { publicX: surroundings.roadX, publicY: surroundings.roadY };
	const [publicX, publicY] = hexCentre(hexOf(at.x, at.y, hexSize), hexSize);
	return { publicX, publicY };
}

/** The place of a fault on the asset it was linked to, or where the pin is when none is known. */
export function placeOf(snapped: Snapped, best: Weighed | undefined): FaultPlace {
	const { surroundings, sigma } = snapped;
	const spot = best ? snappedPoint(best, sigma) : { dx: 0, dy: 0, chainage: null, sd: null };
	const at = { x: surroundings.x + spot.dx, y: surroundings.y + spot.dy };
	const reach = spot.sd === null ? 0 : neighbourhood(spot.sd);
	return {
		...at,
		...publicPoint(snapped, best, at),
		chainage: spot.chainage,
		chainageSd: spot.sd,
		range: spot.chainage === null ? null : `[${(spot.chainage - reach).toFixed(2)},${(spot.chainage + reach).toFixed(2)}]`,
	};
}

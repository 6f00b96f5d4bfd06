import { random } from '../../server/maths/random.ts';
import { type Frame, frameOf } from './frame.ts';
import { nth, type Point } from './geometry.ts';
import { layGround, layHomes, type Place } from './homes.ts';
import { type Extent, type Plan, planTown } from './plan.ts';
import { type Circuit, layPower } from './power.ts';
import { type Asset, type Counters, Register } from './register.ts';
import { laySewer, type Sewer } from './sewer.ts';
import { layStreets } from './streets.ts';
import { laySurface } from './surface.ts';
import { type Terrain, terrain } from './terrain.ts';
import { divideWards, middles, outline, type Ward } from './wards.ts';
import { layWater, type Water } from './water.ts';

/** Where the fictional town lies, in metres of EPSG:32734: near 18.96 east, 33.73 south. */
export const middle: Point = [311_000, 6_266_000];

/** One part of a town, drawn on its own sheet of the plan: a whole town for the smaller sizes. */
export interface Sheet {
	readonly seed: string;
	readonly mark: string;
	readonly extent: Extent;
	/** Of its own origin, in the plan of the whole. */
	readonly at: Point;
	readonly plan: Plan;
	readonly land: Terrain;
}

export interface Town {
	readonly frame: Frame;
	readonly assets: readonly Asset[];
	readonly places: readonly Place[];
	readonly water: Water;
	readonly sewer: Sewer;
	readonly circuits: readonly Circuit[];
	readonly connections: readonly Asset[];
	readonly ground: readonly Asset[];
	readonly wardOf: (point: Point) => number;
}

/** Plans one sheet: suburbs and main roads, but no streets yet. */
export function planSheet({ seed, extent, at, mark }: Omit<Sheet, 'plan' | 'land'>): Sheet {
	const own = mark === '' ? seed : `${seed}/${mark}`;
	return { seed: own, extent, at, mark, plan: planTown(extent, random(`${own}/plan`)), land: terrain(seed, middle, at) };
}

/** Divides the whole of a municipality into wards of about equally many homes. */
export function wardsOf(sheets: readonly Sheet[], { seed, count, edge }: { seed: string; count: number; edge: readonly Point[] }): Ward[] {
	const draw = random(`${seed}/wards`);
	const homes = sheets.flatMap(({ plan, at }) =>
		plan.cells.flatMap(({ ring, centre, kind }) => {
			const weight = kind === 'township' || kind === 'informal' ? 3 : kind === 'smallholdings' || kind === 'industrial' ? 1 : 2;
			return Array.from({ length: 6 * weight }, (): Point => {
				const corner = draw.pick(ring);
				const share = Math.sqrt(draw.next()) * 0.9;
				return [centre[0] + (corner[0] - centre[0]) * share + at[0], centre[1] + (corner[1] - centre[1]) * share + at[1]];
			});
		}),
	);
	homes.sort((a, b) => a[1] - b[1] || a[0] - b[0]);
	return divideWards(edge, middles(homes, count, draw), terrain(seed, middle));
}

/** The edge of a sheet's own land: where its roads lead. */
export const edgeOfSheet = ({ width, height, margin }: Extent): Point[] => outline([width / 2 + margin, height / 2 + margin]);

interface Drawing {
	readonly counters: Counters;
	readonly wardOf: (point: Point) => number;
	readonly from: number;
	readonly now: number;
}

/** Draws a sheet: every street, pipe, lamp and house of it. */
export function drawTown(sheet: Sheet, drawing: Drawing): Town {
	const { seed, plan, land, extent, mark } = sheet;
	const register = new Register(drawing);
	const streets = layStreets(plan, land, { seed, edge: edgeOfSheet(extent) });
	const frame = frameOf({ seed, mark, plan, land, streets, register, hills: hillsOf(plan, extent), outskirts: outskirtsOf(extent) });
	laySurface(frame);
	const water = layWater(frame);
	const sewer = laySewer(frame);
	const circuits = layPower(frame);
	const feeders = new Map(circuits.flatMap(({ ways, kiosk }) => ways.map((id) => [id, kiosk.key] as const)));
	const homes = layHomes(frame, { pipes: water.pipes, feeders });
	const { ground, places } = layGround(frame);
	return {
		frame,
		assets: register.assets,
		places: [...homes.places, ...places],
		water,
		sewer,
		circuits,
		connections: homes.connections,
		ground,
		wardOf: drawing.wardOf,
	};
}

const outskirtsOf = ({ margin }: Extent): number => Math.min(400, 0.6 * margin);

// Reservoirs stand on the high ground beyond the outermost suburbs, as far apart from one another as can be.
function hillsOf({ cells }: Plan, extent: Extent): Point[] {
	const count = cells.length > 12 ? 5 : 1;
	const out = [0.05, 0.95, -0.95, 2.75, 3.6];
	return Array.from({ length: count }, (_, i): Point => {
		const angle = nth(out, i);
		const beyond = outskirtsOf(extent);
		return [(extent.width / 2 + beyond) * Math.cos(angle), (extent.height / 2 + beyond) * Math.sin(angle)];
	});
}

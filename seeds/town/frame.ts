import { type Random, random as randomOf } from '../../server/maths/random.ts';
import { nth, type Point } from './geometry.ts';
import { type Kind, type KindName, kinds } from './kinds.ts';
import { Names } from './names.ts';
import type { Plan } from './plan.ts';
import type { Register } from './register.ts';
import type { Block, Streets } from './survey.ts';
import type { Terrain } from './terrain.ts';

/** A suburb with its name and age. */
export interface Suburb {
	readonly name: string;
	readonly kindName: KindName;
	readonly kind: Kind;
	/** The year around which it was built. */
	readonly built: number;
	/** In the plan, and in metres. */
	readonly plan: Point;
	readonly at: Point;
	readonly zone: string;
}

/** A block with what the services need to know of it. */
export interface Way extends Block {
	readonly name: string;
	readonly suburb: Suburb;
	readonly built: number;
	/** Has mains, lamps and an address. */
	readonly served: boolean;
}

/** What all services are laid on. */
export interface Frame {
	readonly seed: string;
	readonly plan: Plan;
	readonly land: Terrain;
	readonly streets: Streets;
	readonly suburbs: readonly Suburb[];
	readonly ways: readonly Way[];
	readonly register: Register;
	/** Where reservoirs stand, in the plan, in the order of the pressure zones. */
	readonly hills: readonly Point[];
	/** How far beyond the last houses works may lie, metres. */
	readonly outskirts: number;
	/** Before node names and circuit names, so that parts of a large town do not clash. */
	readonly mark: string;
	readonly draw: (label: string) => Random;
}

interface Ground {
	readonly seed: string;
	readonly mark: string;
	readonly plan: Plan;
	readonly land: Terrain;
	readonly streets: Streets;
	readonly register: Register;
	readonly hills: readonly Point[];
	readonly outskirts: number;
}

/** Gives suburbs and streets their names and years. */
export function frameOf(ground: Ground): Frame {
	const { seed, plan, land, streets, hills, mark } = ground;
	const draw = (label: string): Random => randomOf(`${seed}/${label}`);
	const names = new Names(draw('names'));
	const years = draw('years');
	const suburbs = plan.cells.map((cell): Suburb => {
		const kind = kinds[cell.kind];
		const built = years.between(kind.built[0], kind.built[1]);
		return {
			name: names.suburb(cell.kind),
			kindName: cell.kind,
			kind,
			built,
			plan: cell.centre,
			at: land.place(cell.centre),
			zone: `${mark}PZ${nearest(hills, cell.centre) + 1}`,
		};
	});
	const named = streets.streets.map((street) => {
		const own = suburbs[street.cell];
		return { name: own ? names.street(own.kindName) : names.main(), built: (own?.built ?? years.between(1925, 2000)) + years.normal(0, 6) };
	});
	const ways = streets.blocks.map((block): Way => {
		const { name, built } = nth(named, block.street.id);
		return { ...block, name, built, suburb: nth(suburbs, block.cell), served: !block.country };
	});
	return { ...ground, suburbs, ways, draw };
}

function nearest(points: readonly Point[], [x, y]: Point): number {
	const far = points.map(([px, py]) => Math.hypot(px - x, py - y));
	return far.indexOf(Math.min(...far));
}

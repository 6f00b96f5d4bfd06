import type { FailureMode } from '../../gis-layers/index.ts';
import { conformalSet, temper } from '../maths/calibration.ts';
import type { MetricGeometry } from '../maths/geometry.ts';
import { heavyTailed, kernel, pointKernel } from '../maths/kernels.ts';
import { type Placement, positionError } from '../maths/position-error.ts';
import { bearingFactor, type Posterior, posterior } from '../maths/posterior.ts';
import { type Context, catalogue } from '../municipality/index.ts';
import { Problem } from '../platform/problem.ts';
import { maybeOne, one } from '../platform/sql.ts';
import { model } from './model.ts';
import { lookSql, mirroredInsideSql, type NearRow, type OpenOn, type Surroundings } from './queries.ts';
import { groupOf, shippedQuantile } from './shipped.ts';
import { type Weights, weightsOf } from './weights.ts';

/** A pin and how it was placed, with what its owner says about it. */
export interface PinInput {
	lon: number;
	lat: number;
	method: Placement['method'];
	accuracy?: number | undefined;
	zoom?: number | undefined;
	pointer?: 'mouse' | 'touch' | undefined;
	system?: 'android' | 'ios' | 'other' | undefined;
	bearing?: number | undefined;
	asset?: string | undefined;
	noneOfThese?: boolean | undefined;
}

/** An asset near the pin with its kernel (1/m², 1/m or dimensionless), its probability, and that of each open fault on it. */
export interface Weighed {
	row: NearRow;
	k: number;
	p: number;
	/** Probability that the pin is about this open fault. */
	open: { fault: OpenOn; p: number }[];
}

export type Decision = 'link' | 'ask' | 'look' | 'place';

/** What a pin is about, as far as anyone can tell. */
export interface Snapped {
	mode: FailureMode;
	sigma: number;
	surroundings: Surroundings;
	candidates: Weighed[];
	/** Open faults close by whose asset is not known yet. */
	loose: { fault: Surroundings['loose'][number]; p: number }[];
	none: number;
	decision: Decision;
	/** How many candidates the promised coverage needs. */
	asked: number;
	/** The version of the calibration that weighed it; null: the numbers that are shipped. */
	calibration: number | null;
}

const farthest = 150;

/** Beyond this reach in metres there may be more assets than a pin usually has about it. */
const wide = 120;

/** How far around a pin assets are looked for, and how many of them are weighed. */
export const searchFor = (home: { snap: { reach: number } }, sigma: number): { reach: number; limit: number } => {
	const reach = Math.max(home.snap.reach, 3 * sigma + 5);
	return { reach, limit: reach > wide ? 128 : 32 };
};

/** The gazetteer's addresses are points between known house numbers; one with an accuracy is a stretch of street, so far to either side. */
const addressed = ({ accuracy }: PinInput): Partial<Placement> =>
	accuracy === undefined ? { addressKind: 'interpolated' } : { addressKind: 'street', streetLengthM: 2 * accuracy };

/** The scatter of a pin in metres; a position that says nothing is given the widest search. */
export function scatter(pin: PinInput, standOff: number): { sigma: number; heavy: boolean } {
	const placement = { method: pin.method, latitude: pin.lat, standOff } as { -readonly [K in keyof Placement]: Placement[K] };
	if (pin.method === 'address') Object.assign(placement, addressed(pin));
	else if (pin.accuracy !== undefined) placement.accuracyM = pin.accuracy;
	if (pin.zoom !== undefined) placement.zoom = pin.zoom;
	if (pin.pointer !== undefined) placement.pointer = pin.pointer;
	if (pin.system !== undefined) placement.system = pin.system;
	const error = positionError(placement);
	return error.usable ? { sigma: Math.min(error.sigma, farthest), heavy: error.heavyTails } : { sigma: farthest, heavy: true };
}

/** The scatter as the municipality learnt it: so many times what the device says. */
export function learntScatter(pin: PinInput, standOff: number, weights: Weights): { sigma: number; heavy: boolean } {
	const { sigma, heavy } = scatter(pin, standOff);
	return { sigma: sigma < farthest ? Math.min(farthest, sigma * weights.spread(groupOf(pin.method, pin.zoom))) : sigma, heavy };
}

/** How likely it is that the resident says what she says if the truth were this asset. */
function evidence(pin: PinInput, row: NearRow, count: number): number {
	if (pin.noneOfThese) return 1 - model.residentRight;
	if (pin.asset === undefined) return 1;
	return row.reference === pin.asset.toUpperCase() ? model.residentRight : (1 - model.residentRight) / Math.max(1, count - 1);
}

const compass = (row: NearRow, pin: PinInput): number =>
	(Math.atan2((row.lon - pin.lon) * Math.cos((pin.lat * Math.PI) / 180), row.lat - pin.lat) * 180) / Math.PI;

interface Weighing {
	pin: PinInput;
	mode: FailureMode;
	weights: Weights;
	sigma: number;
	heavy: boolean;
}

/** One asset's mass: its own rate through its kernel, and the reports that open faults on it draw (capped until calibrated). */
function weigh(row: NearRow, { pin, mode, weights, sigma, heavy }: Weighing): { row: NearRow; k: number; mass: number; open: Weighed['open'] } {
	const shape = row.shape as MetricGeometry;
	const k = heavy ? heavyTailed(shape, [0, 0], sigma) : kernel(shape, [0, 0], sigma);
	const quiet = weights.rate(mode, row.class) * row.factor * k;
	const point = shape.type === 'Point';
	const drawn = (row.open ?? []).map((fault) => model.duplicateRate * (point ? k : pointKernel(fault.dx, fault.dy, Math.hypot(sigma, fault.sd))));
	const boost = drawn.reduce((sum, it) => sum + Math.min(it, model.openBoost * quiet), 0);
	const looks = pin.bearing === undefined ? 1 : bearingFactor(compass(row, pin), pin.bearing);
	// What is out cannot go out again: on a point asset a report of the family is about its open fault. A line may break elsewhere too.
	const shares = drawn.map((it) => (point ? 1 / drawn.length : it / (drawn.reduce((a, b) => a + b, 0) + quiet || 1)));
	return { row, k, mass: (quiet + boost) * looks, open: (row.open ?? []).map((fault, i) => ({ fault, p: shares[i] ?? 0 })) };
}

/** Weighs all candidates of a pin against each other, against open faults whose asset nobody knows yet, and against "not in the register". */
export function weighAll(surroundings: Surroundings, weighing: Weighing): Pick<Snapped, 'candidates' | 'loose' | 'none'> {
	const { pin, mode, weights, sigma } = weighing;
	const about = weights.about(mode);
	const background = weights.background(mode) * denial(pin);
	const weighed = surroundings.near.map((row) => weigh(row, weighing));
	const masses = weighed.map(({ row, mass }) => mass * (about.get(row.class) ?? 0) * evidence(pin, row, weighed.length));
	const most = model.openBoost * masses.reduce((sum, it) => sum + it, background);
	const loose = surroundings.loose.map(({ dx, dy, sd }) => Math.min(most, model.duplicateRate * pointKernel(dx, dy, Math.hypot(sigma, sd))));
	const { probabilities, none } = tempered(
		posterior(
			[...masses, ...loose].map((kernel) => ({ weight: 1, rate: 1, kernel })),
			background,
		),
		weights.power(groupOf(pin.method, pin.zoom)),
	);
	const candidates = weighed.map(({ row, k, open }, i) => {
		const p = probabilities[i] ?? 0;
		return { row, k, p, open: open.map((it) => ({ fault: it.fault, p: p * it.p })) };
	});
	return {
		candidates: candidates.sort((a, b) => b.p - a.p),
		loose: surroundings.loose.map((fault, i) => ({ fault, p: probabilities[weighed.length + i] ?? 0 })),
		none,
	};
}

function tempered({ probabilities, none }: Posterior, power: number): Posterior {
	if (power === 1) return { probabilities, none };
	const [last = 0, ...rest] = temper([none, ...probabilities], power);
	return { probabilities: rest, none: last };
}

/** What the resident's words say of "not in the register". */
const denial = (pin: PinInput): number => (pin.noneOfThese ? model.residentRight : pin.asset === undefined ? 1 : 1 - model.residentRight);

/** Link what is clear, ask where a few could be meant, else let an engineer look; what needs no asset stays a place. */
export function decide({ candidates, none, mode, quantile }: { candidates: readonly { p: number }[]; none: number; mode: FailureMode; quantile: number }): {
	decision: Decision;
	asked: number;
} {
	const probabilities = candidates.map((it) => it.p);
	const asked = conformalSet(probabilities, quantile).length;
	const best = probabilities[0] ?? 0;
	if (best >= model.link) return { decision: 'link', asked: Math.max(1, asked) };
	if (mode.offAsset === 'allowed' && none > model.suggest) return { decision: 'place', asked: 0 };
	if (best > 0 && asked <= model.mostAsked) return { decision: 'ask', asked: Math.max(Math.min(2, probabilities.length), asked) };
	return { decision: 'look', asked: Math.min(asked, model.mostAsked) };
}

/** Which asset a pin is about: every compatible asset near it with its probability, and what to do next. */
export async function snap(context: Context, code: string, pin: PinInput): Promise<Snapped> {
	const known = catalogue.modes.get(code);
	if (!known || !context.town.services.get(code)?.enabled) throw new Problem('unknown-failure-mode');
	const { mode, home } = known;
	const weights = await weightsOf(context.db, context.town);
	const { sigma, heavy } = learntScatter(pin, home.snap.standOff, weights);
	const surroundings = await one<Surroundings>(
		context.db,
		lookSql({
			lon: pin.lon,
			lat: pin.lat,
			classes: [...weights.about(mode).keys()],
			family: mode.family,
			...searchFor(home, sigma),
			roads: catalogue.byId.get('roads')?.number ?? 0,
		}),
	);
	if (!surroundings.inside) throw await outside(context, pin);
	const weighed = weighAll(surroundings, { pin, mode, weights, sigma, heavy });
	const quantile = weights.quantile(groupOf(pin.method, pin.zoom)) ?? shippedQuantile(pin.method, pin.zoom);
	return { mode, sigma, surroundings, calibration: weights.version, ...weighed, ...decide({ ...weighed, mode, quantile }) };
}

/** Outside the municipality; where the mirrored point lies inside, longitude and latitude were most likely swapped. */
async function outside({ db }: Context, { lon, lat }: PinInput): Promise<Problem> {
	const mirrored = Math.abs(lon) <= 90 ? await maybeOne<{ inside: boolean }>(db, mirroredInsideSql(lon, lat)) : undefined;
	const errors = [{ path: 'lon', message: mirrored?.inside ? 'Longitude and latitude look swapped.' : 'Outside the municipality.' }];
	return new Problem('out-of-area', mirrored?.inside ? 'The place lies outside the municipality; longitude and latitude look swapped.' : undefined, { errors });
}

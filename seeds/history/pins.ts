import { heavyTailed, kernel } from '../../server/maths/kernels.ts';
import { type Placement, positionError } from '../../server/maths/position-error.ts';
import { posterior } from '../../server/maths/posterior.ts';
import type { Random } from '../../server/maths/random.ts';
import { catalogue } from '../../server/municipality/index.ts';
import { distance, type Point } from '../town/geometry.ts';
import type { Asset } from '../town/register.ts';
import type { Incident } from './incidents.ts';
import type { Mode } from './modes.ts';
import type { Near } from './near.ts';

/** How a report came in. */
export type Channel = 'web' | 'phone' | 'walk-in' | 'email' | 'sms';

export interface Pin {
	readonly at: Point;
	readonly placement: Placement;
	readonly sigma: number;
	readonly claimed: Asset | null;
	readonly noneOfThese: boolean;
	readonly candidates: readonly { asset: Asset; k: number; p: number; metres: number }[];
	readonly none: number;
}

/** What a pin is weighed with. */
export interface Surroundings {
	readonly near: Near;
	/** How much of each class there is: assets, metres, or square metres, by class number. */
	readonly amounts: ReadonlyMap<number, number>;
	readonly areaM2: number;
	readonly keep: number;
}

const LATITUDE = -33.73;
const YEAR = 365;

/** Puts a pin for an incident as a resident or a clerk would, and weighs what it may be about. */
export function placePin(
	incident: Incident,
	{ channel, at }: { channel: Channel; at: number },
	{ around, random }: { around: Surroundings; random: Random },
): Pin {
	const placement = placementOf(incident, channel, random);
	const { sigma, heavyTails } = positionError(placement);
	const claimed = ['asset-click', 'list'].includes(placement.method) ? claim(incident, around, random) : null;
	const off = sigma * (heavyTails && random.chance(0.1) ? 3 : 1);
	const aim = claimed && claimed !== incident.asset ? claimed.at : incident.at;
	const pin: Point = [aim[0] + random.normal(0, off), aim[1] + random.normal(0, off)];
	const noneOfThese = incident.asset === null && placement.method === 'map-click' && random.chance(0.3);
	return { at: pin, placement, sigma, claimed, noneOfThese, ...weigh(incident.mode, { pin, sigma, heavyTails, at }, around) };
}

function placementOf(incident: Incident, channel: Channel, random: Random): Placement {
	const standOff = incident.mode.home.snap.standOff;
	const method = methodOf(incident, channel, random);
	const base = { method, latitude: LATITUDE, standOff } as const;
	if (method === 'gnss' || method === 'photo') {
		return { ...base, accuracyM: Math.min(65, Math.round(30 + 10 * Math.exp(random.normal(1.75, 0.55))) / 10), system: random.weighted(systems) };
	}
	if (method === 'map-click') {
		return { ...base, zoom: random.pick([17, 17, 18, 18, 18, 19]), pointer: channel === 'web' && random.chance(0.75) ? 'touch' : 'mouse' };
	}
	return method === 'address' ? { ...base, addressKind: 'interpolated' } : base;
}

const systems = [['android', 8] as const, ['ios', 2] as const, ['other', 0.5] as const];

function methodOf(incident: Incident, channel: Channel, random: Random): Placement['method'] {
	if (channel !== 'web') {
		return random.chance(0.72) ? 'address' : 'map-click';
	}
	const visible = incident.asset !== null && incident.mode.home.secrecy === 'public' && incident.mode.home.geometry !== 'Polygon';
	return random.weighted([
		['gnss', 40] as const,
		['map-click', 30] as const,
		['photo', 8] as const,
		['address', 6] as const,
		['asset-click', visible ? 22 : 0] as const,
		['list', visible ? 4 : 0] as const,
	]);
}

// Who taps an asset taps the right one mostly; else one of its neighbours.
function claim(incident: Incident, { near }: Surroundings, random: Random): Asset | null {
	if (!incident.asset || random.chance(0.93)) {
		return incident.asset;
	}
	const others = near.around(incident.at, 60, new Set([incident.asset.number])).filter((asset) => asset !== incident.asset && asset.retired === null);
	return others.length > 0 ? random.pick(others) : incident.asset;
}

interface Weighing {
	readonly pin: Point;
	readonly sigma: number;
	readonly heavyTails: boolean;
	readonly at: number;
}

const perUnit = { Point: YEAR, LineString: YEAR * 1000, Polygon: YEAR * 1e6 } as const;

// Reports a day of one asset, metre or square metre of a class.
function rateOf({ mode }: Mode, number: number): number {
	const home = catalogue.byNumber.get(number);
	const own = home?.modes.filter((it) => it.family === mode.family) ?? [];
	return home ? (own.length > 0 ? Math.max(...own.map((it) => it.rate)) : mode.rate) / perUnit[home.geometry] : 0;
}

interface Compatible {
	readonly classes: ReadonlySet<number>;
	readonly mass: ReadonlyMap<number, number>;
	readonly background: number;
	readonly reach: number;
}

const known = new WeakMap<Surroundings, Map<string, Compatible>>();

function compatible(mode: Mode, around: Surroundings): Compatible {
	const byMode = known.get(around) ?? new Map<string, Compatible>();
	known.set(around, byMode);
	const there = byMode.get(mode.mode.code);
	if (there) {
		return there;
	}
	const classes = Object.entries(mode.mode.about).flatMap(([id, weight]) => {
		const it = catalogue.byId.get(id);
		return it ? [{ number: it.number, mass: weight * rateOf(mode, it.number), reach: it.snap.reach }] : [];
	});
	const all = classes.reduce((sum, it) => sum + it.mass * (around.amounts.get(it.number) ?? 0), 0);
	const made = {
		classes: new Set(classes.map((it) => it.number)),
		mass: new Map(classes.map((it) => [it.number, it.mass])),
		background: Math.max(1e-15, (0.05 * all) / around.areaM2),
		reach: Math.max(...classes.map((it) => it.reach)),
	};
	byMode.set(mode.mode.code, made);
	return made;
}

function weigh(mode: Mode, { pin, sigma, heavyTails, at }: Weighing, around: Surroundings): Pick<Pin, 'candidates' | 'none'> {
	const fit = compatible(mode, around);
	const reach = Math.min(150, Math.max(fit.reach, 3 * sigma + 5));
	const there = around.near.around(pin, reach, fit.classes).filter((asset) => asset.inRegister <= at && (asset.retired === null || asset.retired > at));
	const weighed = there
		.map((asset) => ({ asset, k: heavyTails ? heavyTailed(asset.shape, pin, sigma) : kernel(asset.shape, pin, sigma) }))
		.filter((it) => it.k > 1e-30);
	const { probabilities, none } = posterior(
		weighed.map(({ asset, k }) => ({ weight: 1, rate: fit.mass.get(asset.number) ?? 0, kernel: k })),
		fit.background,
	);
	const candidates = weighed.map(({ asset, k }, i) => ({ asset, k, p: probabilities[i] ?? 0, metres: distance(asset.at, pin) }));
	return { candidates: candidates.sort((a, b) => b.p - a.p).slice(0, around.keep), none };
}

import type { Random } from '../../server/maths/random.ts';
import type { Frame, Way } from '../town/frame.ts';
import { beside, holds, type Line, nth, type Point, stationAt } from '../town/geometry.ts';
import { groupBy } from '../town/lists.ts';
import { type Asset, type ClassId, DAY } from '../town/register.ts';
import type { Town } from '../town/town.ts';
import { truths } from '../truths.ts';
import { dayOfYear } from './calendar.ts';
import { type Mode, modeOf } from './modes.ts';

const YEAR = 365.25 * DAY;

/** Something that truly went wrong, whether or not anybody will report it. */
export interface Incident {
	readonly mode: Mode;
	readonly asset: Asset | null;
	readonly at: Point;
	/** Metres along the asset, if it is a line. */
	readonly chainage: number | null;
	readonly began: number;
	readonly street: string | null;
	readonly ward: number;
	readonly cell: number;
	/** A trouble that belongs to a larger one: it is over when that is. */
	readonly parent?: Incident;
	/** Against how much such a trouble is usually noticed. */
	readonly notice?: number;
	readonly cause?: string;
	/** No crew will find nothing here, and nobody will hand it on. */
	readonly certain?: boolean;
	/** One that is surely reported: the demo shows it. */
	readonly shown?: boolean;
}

/** The place of a trouble on an asset: the asset itself, a point along it, a point on the ground. */
export function placeOn(asset: Asset, random: Random): { at: Point; chainage: number | null } {
	if (asset.shape.type === 'LineString') {
		const chainage = random.between(0.02, 0.98) * asset.length;
		return { at: stationAt(asset.shape.coordinates as unknown as Line, chainage).at, chainage };
	}
	return { at: asset.shape.type === 'Polygon' ? within(asset, random) : asset.at, chainage: null };
}

function within(asset: Asset, random: Random): Point {
	const ring = (asset.shape.type === 'Polygon' ? nth(asset.shape.coordinates, 0) : []) as unknown as Line;
	const [xs, ys] = [ring.map((p) => p[0]), ring.map((p) => p[1])];
	for (let i = 0; i < 12; i++) {
		const it: Point = [random.between(Math.min(...xs), Math.max(...xs)), random.between(Math.min(...ys), Math.max(...ys))];
		if (holds(ring, it)) {
			return it;
		}
	}
	return asset.at;
}

/** An incident on an asset. */
export function onAsset(mode: Mode, asset: Asset, { began, random, ...rest }: { began: number; random: Random } & Partial<Incident>): Incident {
	return { mode, asset, began, street: asset.street, ward: asset.ward, cell: asset.cell, ...placeOn(asset, random), ...rest };
}

/** The instants of a Poisson process with so many events a year, thinned by the season of the family. */
export function instants(perYear: number, [from, to]: readonly [number, number], family: string, random: Random): number[] {
	const season = truths.seasons[family];
	const swing = season?.swing ?? 0;
	const all = to > from ? random.poisson((perYear * (1 + swing) * (to - from)) / YEAR) : 0;
	const out: number[] = [];
	for (let i = 0; i < all; i++) {
		const at = random.between(from, to);
		if (!season || random.next() * (1 + swing) < 1 + swing * Math.cos(((dayOfYear(at) - season.peak) / 365.25) * 2 * Math.PI)) {
			out.push(at);
		}
	}
	return out;
}

/** When a failure of this asset would have been recorded. */
export const exposure = (asset: Asset, now: number): readonly [number, number] => [asset.inRegister, asset.retired ?? now];

/** True rate of bursts and leaks of a main, per kilometre and year, at an instant. */
export function mainRate(pipe: Asset, at: number): number {
	const { perKmYear, perYearOfAge, worseZone } = truths.water;
	const age = (at - pipe.installed) / YEAR;
	const worse = pipe.zone?.endsWith(worseZone.zone) ? worseZone.factor : 1;
	return (perKmYear[String(pipe.attributes['material'])] ?? 0) * Math.exp(perYearOfAge * (age - 30)) * worse;
}

/** Bursts and leaks of all mains. */
export function mainFailures(town: Town, now: number, random: Random): Incident[] {
	const [burst, leak] = [modeOf('water-pipe.burst'), modeOf('water-pipe.leak')];
	return town.water.all.flatMap((pipe) => {
		const span = exposure(pipe, now);
		const rate = mainRate(pipe, (span[0] + span[1]) / 2) * (pipe.length / 1000);
		return instants(rate, span, 'water-supply', random).map((began) => {
			const bursts = random.chance(truths.water.bursts);
			return onAsset(bursts ? burst : leak, pipe, { began, random, certain: true, cause: random.weighted(pipeCauses(String(pipe.attributes['material']))) });
		});
	});
}

const pipeCauses = (material: string): readonly (readonly [string, number])[] => [
	['corrosion', material === 'CI' || material === 'steel' ? 5 : 0.5],
	['joint failure', material === 'AC' || material === 'uPVC' ? 3 : 1],
	['ground movement', material === 'AC' ? 3 : 1],
	['pressure surge', 1],
	['damaged by excavation', 0.6],
];

/** Every other trouble of the register: constant rates by failure mode, and the suburb's own load. */
export function steadyFailures(town: Town, now: number, random: Random): Incident[] {
	const byClass = groupBy(town.assets, (asset) => asset.class);
	return Object.entries(truths.perYear).flatMap(([code, rate]) => {
		const mode = modeOf(code);
		const draw = random.fork(code);
		return (byClass.get(mode.home.id as ClassId) ?? []).flatMap((asset) =>
			instants(rate * amountOf(asset) * loadOf(mode, asset, town.frame), exposure(asset, now), mode.mode.family, draw).map((began) =>
				onAsset(mode, asset, { began, random: draw }),
			),
		);
	});
}

// How much of it there is: one, kilometres, or square kilometres.
function amountOf(asset: Asset): number {
	if (asset.shape.type === 'Point') {
		return 1;
	}
	return asset.shape.type === 'LineString' ? asset.length / 1000 : asset.cost / 140 / 1e6;
}

function loadOf({ mode }: Mode, asset: Asset, frame: Frame): number {
	const kind = frame.suburbs[asset.cell]?.kind;
	if (mode.code === 'road.pothole' && asset.attributes['surface'] === 'gravel') {
		return 1.6;
	}
	if (mode.family === 'sewage') {
		return kind?.sewerLoad ?? 1;
	}
	return mode.family === 'waste' ? (kind?.dumping ?? 1) : 1;
}

/** Troubles beside streets, where the register has no asset, and troubles with things that the register does not know. */
export function placelessFailures(town: Town, now: number, random: Random): Incident[] {
	const from = town.frame.register.from;
	const beSide = Object.entries(truths.besideStreets).flatMap(([code, perKm]) => {
		const mode = modeOf(code);
		return town.frame.ways.flatMap((way) => {
			const load = mode.mode.family === 'waste' ? way.suburb.kind.dumping : 1;
			const rate = way.country ? 0.4 * perKm : perKm;
			return instants((rate * load * way.length) / 1000, [from, now], mode.mode.family, random).map((began) =>
				besideStreet(mode, way, { began, town, random }),
			);
		});
	});
	return [...beSide, ...unlistedFailures(town, now, random)];
}

interface Beside {
	readonly began: number;
	readonly town: Town;
	readonly random: Random;
}

function besideStreet(mode: Mode, way: Way, { began, town, random }: Beside): Incident {
	const at = beside(way.line, random.between(3, way.length - 3), random.between(4.5, 11) * (random.chance(0.5) ? 1 : -1));
	return { mode, asset: null, at, chainage: null, began, street: way.name, ward: town.wardOf(at), cell: way.cell };
}

const unlisted: readonly (readonly [string, number])[] = [
	['street-light.out', 6],
	['manhole.overflow', 1],
	['stormwater-inlet.blocked', 2],
	['road-sign.missing', 2],
	['hydrant.leak', 0.5],
	['water-pipe.leak', 1.5],
];

function unlistedFailures(town: Town, now: number, random: Random): Incident[] {
	const { register, ways } = town.frame;
	const served = ways.filter((way) => way.served);
	const perYear = truths.unlistedPerKmYear * (served.reduce((sum, way) => sum + way.length, 0) / 1000);
	return instants(perYear, [register.from, now], 'unlisted', random).map((began) =>
		besideStreet(modeOf(random.weighted(unlisted)), random.pick(served), { began, town, random }),
	);
}

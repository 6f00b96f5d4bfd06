import type { Knex } from 'knex';
import type { FailureMode } from '../../gis-layers/index.ts';
import { type ClassTotal, classTotals } from '../assets/index.ts';
import { catalogue, type Town } from '../municipality/index.ts';
import { maybeOne } from '../platform/sql.ts';
import { Learnt } from './calibration/learnt.ts';
import { liveSql } from './calibration/queries.ts';
import { model } from './model.ts';

/** What snapping knows of a municipality beside the assets near the pin. */
export interface Weights {
	/** The version it was learnt in; null: the numbers are those that are shipped. */
	version: number | null;
	/** Compatibility w of a failure mode with a class number, smoothed by confirmed links. */
	about(mode: FailureMode): ReadonlyMap<number, number>;
	/** Expected reports a day per asset, metre or square metre. */
	rate(mode: FailureMode, classNumber: number): number;
	/** Density of reports about what the register does not have, a day and square metre. */
	background(mode: FailureMode): number;
	/** Conformal quantile of a way to place pins, if there is one of this municipality. */
	quantile(group: string): number | undefined;
	/** How many times wider pins of a way scatter than the device says. */
	spread(group: string): number;
	/** The power to which their probabilities are raised. */
	power(group: string): number;
}

const perYear = { Point: 365, LineString: 365 * 1000, Polygon: 365 * 1_000_000 } as const;
const amount = (it: ClassTotal, geometry: keyof typeof perYear): number => ({ Point: it.assets, LineString: it.lengthM, Polygon: it.areaM2 })[geometry];

/** A class's own mode of the same family says how often it fails so; else the reported mode's rate stands in. */
function rateOf(mode: FailureMode, classNumber: number): number {
	const home = catalogue.byNumber.get(classNumber);
	if (!home) return 0;
	const own = home.modes.filter((it) => it.family === mode.family);
	const rate = own.length ? Math.max(...own.map((it) => it.rate)) : mode.rate;
	return rate / perYear[home.geometry];
}

/** Compatibilities of a mode by class number: what was learnt, else what is shipped. */
function fitting(mode: FailureMode, learnt: Learnt | undefined): Map<number, number> {
	const own = learnt?.about[mode.code];
	return new Map(
		Object.entries(mode.about).flatMap(([id, prior]) => {
			const home = catalogue.byId.get(id);
			return home ? [[home.number, own?.[id] ?? prior] as const] : [];
		}),
	);
}

/** What the weights are made for: how much of each class there is, on how much ground. */
export interface Ground {
	totals: readonly ClassTotal[];
	areaM2: number;
}

/** The ground of a municipality. */
export const groundOf = async (db: Knex, town: Town): Promise<Ground> => ({ totals: await classTotals(db), areaM2: town.municipality.areaM2 });

/** The weights that follow from what was learnt; without it, those that are shipped. */
export function weightsFrom({ totals, areaM2 }: Ground, live?: { version: number; learnt: Learnt }): Weights {
	const { version = null, learnt } = live ?? {};
	const exposure = new Map(totals.map((it) => [it.number, it]));
	const about = new Map([...catalogue.modes.values()].map(({ mode }) => [mode.code, fitting(mode, learnt)]));
	const weigh = (mode: FailureMode): number => {
		const sums = [...(about.get(mode.code) ?? [])].map(([number, weight]) => {
			const home = catalogue.byNumber.get(number);
			const there = exposure.get(number);
			return home && there ? weight * rateOf(mode, number) * amount(there, home.geometry) : 0;
		});
		return ((learnt?.unlisted[mode.code] ?? model.unlisted) * sums.reduce((a, b) => a + b, 0)) / areaM2;
	};
	const background = new Map([...catalogue.modes.values()].map(({ mode }) => [mode.code, weigh(mode)]));
	return {
		version,
		about: (mode) => about.get(mode.code) ?? new Map(),
		rate: rateOf,
		background: (mode) => background.get(mode.code) ?? 0,
		quantile: (group) => learnt?.methods[group]?.quantile ?? undefined,
		spread: (group) => learnt?.methods[group]?.spread ?? 1,
		power: (group) => learnt?.methods[group]?.power ?? 1,
	};
}

async function readWeights(db: Knex, town: Town): Promise<Weights> {
	const ground = await groundOf(db, town);
	const live = await maybeOne<{ version: number | null; learnt: unknown }>(db, liveSql);
	return weightsFrom(ground, live?.version ? { version: live.version, learnt: Learnt.parse(live.learnt) } : undefined);
}

const known = new WeakMap<Town, Promise<Weights>>();

/** The weights of a town: read once for as long as the town's own data are. */
export function weightsOf(db: Knex, town: Town): Promise<Weights> {
	const there = known.get(town);
	if (there !== undefined) return there;
	const fresh = readWeights(db, town);
	known.set(town, fresh);
	fresh.catch(() => known.delete(town));
	return fresh;
}

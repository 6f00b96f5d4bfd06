import type { Knex } from 'knex';
import type { FailureMode } from '../../gis-layers/index.ts';
import { classTotals } from '../assets/index.ts';
import { catalogue, type Town } from '../municipality/index.ts';
import { all } from '../platform/sql.ts';
import { model } from './model.ts';
import { calibrationSql, confirmedLinksSql } from './queries.ts';

/** What snapping knows of a municipality beside the assets near the pin. */
export interface Weights {
	/** Compatibility w of a failure mode with a class number, smoothed by confirmed links. */
	about(mode: FailureMode): ReadonlyMap<number, number>;
	/** Expected reports a day per asset, metre or square metre. */
	rate(mode: FailureMode, classNumber: number): number;
	/** Density of reports about what the register does not have, a day and square metre. */
	background(mode: FailureMode): number;
	/** Conformal quantile of a location method, if there is one of this municipality. */
	quantile(method: string): number | undefined;
}

interface Exposure {
	assets: number;
	lengthM: number;
	areaM2: number;
}

const perYear = { Point: 365, LineString: 365 * 1000, Polygon: 365 * 1_000_000 } as const;
const amount = (it: Exposure, geometry: keyof typeof perYear): number => ({ Point: it.assets, LineString: it.lengthM, Polygon: it.areaM2 })[geometry];

/** A class's own mode of the same family says how often it fails so; else the reported mode's rate stands in. */
function rateOf(mode: FailureMode, classNumber: number): number {
	const home = catalogue.byNumber.get(classNumber);
	if (!home) return 0;
	const own = home.modes.filter((it) => it.family === mode.family);
	const rate = own.length ? Math.max(...own.map((it) => it.rate)) : mode.rate;
	return rate / perYear[home.geometry];
}

function smoothed(mode: FailureMode, counts: ReadonlyMap<string, number>): Map<number, number> {
	const rows = Object.entries(mode.about).flatMap(([id, prior]) => {
		const home = catalogue.byId.get(id);
		return home ? [{ number: home.number, prior, seen: counts.get(`${mode.code} ${home.number}`) ?? 0 }] : [];
	});
	const total = rows.reduce((sum, it) => sum + it.seen, 0);
	return new Map(rows.map((it) => [it.number, (it.seen + model.priorLinks * it.prior) / (total + model.priorLinks)]));
}

async function readWeights(db: Knex, town: Town): Promise<Weights> {
	const exposure = new Map((await classTotals(db)).map((it) => [it.number, it]));
	const links = await all<{ mode: string; class: number; links: number }>(db, confirmedLinksSql);
	const counts = new Map(links.map((it) => [`${it.mode} ${it.class}`, it.links]));
	const quantiles = await all<{ method: string; alpha: number; quantile: number }>(db, calibrationSql);
	const about = new Map([...catalogue.modes.values()].map(({ mode }) => [mode.code, smoothed(mode, counts)]));
	const weigh = (mode: FailureMode): number => {
		const sums = [...(about.get(mode.code) ?? [])].map(([number, weight]) => {
			const home = catalogue.byNumber.get(number);
			const there = exposure.get(number);
			return home && there ? weight * rateOf(mode, number) * amount(there, home.geometry) : 0;
		});
		return (model.unlisted * sums.reduce((a, b) => a + b, 0)) / town.municipality.areaM2;
	};
	const background = new Map([...catalogue.modes.values()].map(({ mode }) => [mode.code, weigh(mode)]));
	return {
		about: (mode) => about.get(mode.code) ?? new Map(),
		rate: rateOf,
		background: (mode) => background.get(mode.code) ?? 0,
		quantile: (method) => quantiles.find((it) => it.method === method && Math.abs(it.alpha - (1 - model.coverage)) < 1e-6)?.quantile,
	};
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

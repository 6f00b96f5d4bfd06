import { ALONE, cluster } from '../../maths/cluster.ts';
import { fillShift } from '../../maths/fill-shift.ts';

/** Roads are longer than the way of the bird, and so fast does a crew drive through town. */
const detour = 1.3;
const kmPerHour = 25;

/** What costs nothing while it waits (a round, an inspection) fills what is left of a shift. */
const worthDoing = 1;

/** Stops within so many metres of each other are one visit (methods §4.4). */
const togetherM = 250;

export interface Job {
	hours: number;
	perDay: number;
	x: number;
	y: number;
	/** In the run whatever else. */
	kept: boolean;
}

export interface Filled {
	/** Indices of jobs, in the order they are driven. */
	route: number[];
	/** Hours on the way to each of them. */
	travel: number[];
	/** Hours on the way back. */
	back: number;
	lengthM: number;
	/** For each job: with which others it is one visit; null: with none. */
	together: (number | null)[];
}

/** Hours between two places in metres. */
const hoursBetween = (one: { x: number; y: number }, other: { x: number; y: number }): number =>
	(Math.hypot(one.x - other.x, one.y - other.y) / 1000) * (detour / kmPerHour);

/**
 * Fills a shift of so many hours from a depot: kept jobs first, then always the most value per added hour (methods §4.4). What is kept stays even where it does not fit.
 */
export function fill(jobs: readonly Job[], { depot, hours }: { depot: { x: number; y: number }; hours: number }): Filled {
	const places = [depot, ...jobs];
	const travel = (from: number, to: number): number => hoursBetween(places[from] ?? depot, places[to] ?? depot);
	const shift = { jobs: jobs.map((it) => ({ hours: it.hours, value: it.perDay + worthDoing })), travel, shiftHours: hours };
	const kept = jobs.flatMap((it, i) => (it.kept ? [i + 1] : []));
	const { route } = fillShift({ ...shift, kept });
	const stops = [0, ...route, 0];
	const legs = stops.slice(1).map((to, i) => travel(stops[i] ?? 0, to));
	const near = cluster(
		jobs.map(({ x, y }) => [x, y] as const),
		togetherM,
		2,
	);
	return {
		route: route.map((place) => place - 1),
		travel: legs.slice(0, -1),
		back: legs.at(-1) ?? 0,
		lengthM: legs.reduce((sum, it) => sum + it, 0) * kmPerHour * 1000,
		together: near.map((it) => (it === ALONE ? null : it)),
	};
}

import { shorterTour } from './tour.ts';

/** A job that may go into a shift: the hours at the place, and what it is worth to do it today. */
export interface ShiftJob {
	readonly hours: number;
	readonly value: number;
}

/** A shift to be filled. Place 0 is the depot; job i of the list is at place i + 1. */
export interface Shift {
	readonly jobs: readonly ShiftJob[];
	/** Hours on the way between two places by their numbers, the same both ways. */
	readonly travel: (from: number, to: number) => number;
	readonly shiftHours: number;
	/** Places that are in the run whatever happens, in the order they are driven: those begun, or put in by hand. */
	readonly kept?: readonly number[];
}

/** The run: places in the order they are driven (without the depot), the hours it takes with the way there and back, and what it is worth. */
export interface FilledShift {
	readonly route: readonly number[];
	readonly hours: number;
	readonly value: number;
}

interface Insertion {
	readonly place: number;
	readonly at: number;
	readonly added: number;
	readonly gain: number;
}

/**
 * Fills a shift (the orienteering problem): always the job with the most value per added hour, at the place in the run where it adds least, while it
 * fits. When none fits any more the run is put into a shorter order, and what then fits goes in. Kept places keep their order.
 */
export function fillShift(shift: Shift): FilledShift {
	const route = [...(shift.kept ?? [])];
	do {
		insertAll(shift, route);
	} while (reorder(shift, route));
	return { route, hours: runHours(shift, route), value: route.reduce((sum, place) => sum + (shift.jobs[place - 1]?.value ?? 0), 0) };
}

/** The hours a run takes: the way from the depot and back to it, and the work at each place. */
export function runHours({ jobs, travel }: Pick<Shift, 'jobs' | 'travel'>, route: readonly number[]): number {
	const stops = [0, ...route, 0];
	return stops.slice(1).reduce((sum, place, i) => sum + travel(stops[i] as number, place) + (place > 0 ? (jobs[place - 1]?.hours ?? 0) : 0), 0);
}

function insertAll(shift: Shift, route: number[]): void {
	const inRun = new Set(route);
	let left = shift.shiftHours - runHours(shift, route);
	for (let best = bestInsertion(shift, route, { inRun, left }); best; best = bestInsertion(shift, route, { inRun, left })) {
		route.splice(best.at, 0, best.place);
		inRun.add(best.place);
		left -= best.added;
	}
}

function bestInsertion(shift: Shift, route: readonly number[], { inRun, left }: { inRun: ReadonlySet<number>; left: number }): Insertion | undefined {
	let best: Insertion | undefined;
	shift.jobs.forEach((job, i) => {
		const place = i + 1;
		if (!inRun.has(place) && job.value > 0) {
			const { at, way } = cheapestPlace(shift, route, place);
			const added = way + job.hours;
			const gain = job.value / added;
			if (added <= left && (!best || gain > best.gain)) {
				best = { place, at, added, gain };
			}
		}
	});
	return best;
}

function cheapestPlace({ travel }: Shift, route: readonly number[], place: number): { at: number; way: number } {
	const stops = [0, ...route, 0];
	let best = { at: 0, way: Number.POSITIVE_INFINITY };
	for (let at = 0; at <= route.length; at++) {
		const [before, after] = [stops[at] as number, stops[at + 1] as number];
		const way = travel(before, place) + travel(place, after) - travel(before, after);
		// where it is all the same, the later: a run of two goes out in the order in which its jobs were chosen
		best = way <= best.way + 1e-12 ? { at, way } : best;
	}
	return best;
}

function reorder(shift: Shift, route: number[]): boolean {
	if (shift.kept?.length) {
		return false;
	}
	const shorter = shorterTour([0, ...route], shift.travel).slice(1);
	if (runHours(shift, shorter) >= runHours(shift, route) - 1e-9) {
		return false;
	}
	route.splice(0, route.length, ...shorter);
	return true;
}

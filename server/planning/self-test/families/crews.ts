import { cluster, type Place } from '../../../maths/cluster.ts';
import { fillShift } from '../../../maths/fill-shift.ts';
import { completionCost, dueOrder, type QueuedJob, queueOrder, tardinessCost } from '../../../maths/queue-order.ts';
import { nearestFirst, shorterTour, tour, tourLength } from '../../../maths/tour.ts';
import lots from '../../../maths/vectors/bundle_dbscan.json' with { type: 'json' };
import rounds from '../../../maths/vectors/crew_tour.json' with { type: 'json' };
import shifts from '../../../maths/vectors/orienteering.json' with { type: 'json' };
import queue from '../../../maths/vectors/queue_order.json' with { type: 'json' };
import { type Check, type Family, near, same } from '../check.ts';

const tolerance = 1e-6;

const between =
	(places: readonly (readonly number[])[], factor = 1) =>
	(a: number, b: number): number =>
		factor * Math.hypot((places[a]?.[0] ?? 0) - (places[b]?.[0] ?? 0), (places[a]?.[1] ?? 0) - (places[b]?.[1] ?? 0));

const jobs: QueuedJob[] = queue.jobs.map((it) => ({ costPerHour: it.c_rand_per_hour, hours: it.p_hours, dueHours: it.due_hours }));
const sum = (numbers: readonly number[]): number => numbers.reduce((all, it) => all + it, 0);

/** The least that any order of the jobs costs: of every set of them, the least with each as its last. A job's cost by the hour at which it is done. */
function least(costOf: (job: QueuedJob, done: number) => number): number {
	const best = [0];
	for (let set = 1; set < 1 << jobs.length; set++) {
		const inSet = [...jobs.keys()].filter((it) => set & (1 << it));
		const done = sum(inSet.map((it) => jobs[it]?.hours ?? Number.NaN));
		best.push(Math.min(...inSet.map((it) => (best[set ^ (1 << it)] ?? Number.NaN) + costOf(jobs[it] as QueuedJob, done))));
	}
	return best.at(-1) ?? Number.NaN;
}

function queued(): Check[] {
	const by = (key: (job: QueuedJob) => number): number[] => [...jobs.keys()].sort((a, b) => key(jobs[a] as QueuedJob) - key(jobs[b] as QueuedJob) || a - b);
	const dueFirst = by((job) => job.dueHours ?? Number.NaN);
	const ids = (order: readonly number[]) => order.map((it) => queue.jobs[it]?.id);
	return [
		same('queue_order.smith_order', ids(queueOrder(jobs)), queue.smith_order),
		near(
			'queue_order.smith_value, min_weighted_completion',
			[completionCost(jobs, queueOrder(jobs)), least((job, done) => job.costPerHour * done)],
			[queue.smith_value, queue.min_weighted_completion],
			tolerance,
		),
		near(
			'queue_order.fifo, edd, severity_only',
			[[...jobs.keys()], dueFirst, by((job) => -job.costPerHour)].map((order) => completionCost(jobs, order)),
			[queue.fifo, queue.edd, queue.severity_only],
			tolerance,
		),
		same('queue_order.atc_order', ids(dueOrder(jobs)), queue.atc_order),
		near(
			'queue_order.atc_value, edd_tardiness, min_weighted_tardiness',
			[
				tardinessCost(jobs, dueOrder(jobs)),
				tardinessCost(jobs, dueFirst),
				least((job, done) => job.costPerHour * Math.max(0, done - (job.dueHours ?? Number.NaN))),
			],
			[queue.atc_value, queue.edd_tardiness, queue.min_weighted_tardiness],
			tolerance,
		),
	];
}

/** The same round, whichever way it is gone. */
const oneWay = (order: readonly number[]): readonly number[] => {
	const back = [...order.slice(0, 1), ...order.slice(1).reverse()];
	return (order[1] ?? 0) <= (back[1] ?? 0) ? order : back;
};

function driven(): Check[] {
	const way = between(rounds.points);
	const nearest = nearestFirst(rounds.points.length, way);
	const best = tour(rounds.points.length, way);
	const shift = {
		jobs: shifts.service_h.map((hours, i) => ({ hours, value: shifts.value[i] ?? Number.NaN })),
		travel: between([shifts.depot, ...shifts.points_km], 1.3 / 25),
		shiftHours: shifts.shift_h,
	};
	const { route, value } = fillShift(shift);
	return [
		near(
			'crew_tour.nn_length, nn_2opt_length, optimal_length',
			[nearest, shorterTour(nearest, way), best].map((order) => tourLength(order, way)),
			[rounds.nn_length, rounds.nn_2opt_length, rounds.optimal_length],
			tolerance,
		),
		same('crew_tour.optimal_tour', oneWay(best), oneWay(rounds.optimal_tour)),
		same('crew_tour.depot_index', best.slice(0, 1), [rounds.depot_index]),
		same('orienteering.greedy_route', route, shifts.greedy_route),
		same('orienteering.optimal_set', route.toSorted(), shifts.optimal_set),
		near('orienteering.greedy_value, optimal_value', [value, value], [shifts.greedy_value, shifts.optimal_value], tolerance),
		same(
			'bundle_dbscan.labels',
			cluster(
				lots.points.map(([px = 0, py = 0]): Place => [px, py]),
				lots.eps,
				lots.min_points,
			),
			lots.labels,
		),
	];
}

export const crews: Family = {
	id: 'crews',
	vectors: ['queue_order.json', 'crew_tour.json', 'orienteering.json', 'bundle_dbscan.json'],
	oracle: 'Every order tried; Held & Karp 1962; scikit-learn',
	checks: () => [...queued(), ...driven()],
};

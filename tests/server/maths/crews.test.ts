import { describe, expect, test } from 'vitest';
import { ALONE, cluster, type Place } from '../../../server/maths/cluster.ts';
import { fillShift, runHours, type Shift } from '../../../server/maths/fill-shift.ts';
import { completionCost, dueOrder, type QueuedJob, queueOrder, tardinessCost } from '../../../server/maths/queue-order.ts';
import { random } from '../../../server/maths/random.ts';
import { type Grade, riskBand, riskScore } from '../../../server/maths/risk.ts';
import { nearestFirst, shorterTour, tour, tourLength } from '../../../server/maths/tour.ts';
import lots from '../../../server/maths/vectors/bundle_dbscan.json' with { type: 'json' };
import rounds from '../../../server/maths/vectors/crew_tour.json' with { type: 'json' };
import shifts from '../../../server/maths/vectors/orienteering.json' with { type: 'json' };
import queue from '../../../server/maths/vectors/queue_order.json' with { type: 'json' };
import risks from '../../../server/maths/vectors/risk_matrix.json' with { type: 'json' };

function between(places: readonly (readonly number[])[], factor = 1): (a: number, b: number) => number {
	return (a, b) => factor * Math.hypot((places[a]?.[0] ?? 0) - (places[b]?.[0] ?? 0), (places[a]?.[1] ?? 0) - (places[b]?.[1] ?? 0));
}

function* orders(items: readonly number[]): Generator<number[]> {
	if (items.length === 0) {
		yield [];
	}
	for (const item of items) {
		for (const rest of orders(items.filter((it) => it !== item))) {
			yield [item, ...rest];
		}
	}
}

describe('the order of the queue', () => {
	const jobs: QueuedJob[] = queue.jobs.map((it) => ({ costPerHour: it.c_rand_per_hour, hours: it.p_hours, dueHours: it.due_hours }));
	const by = (key: (job: QueuedJob) => number): number[] => [...jobs.keys()].sort((a, b) => key(jobs[a] as QueuedJob) - key(jobs[b] as QueuedJob) || a - b);

	test('cost of delay over duration is the order of the vector, and no order of all 40 320 costs less', () => {
		expect(queueOrder(jobs)).toEqual(queue.smith_order);
		expect(completionCost(jobs, queueOrder(jobs))).toBeCloseTo(queue.smith_value, 9);
		let least = Number.POSITIVE_INFINITY;
		let leastLate = Number.POSITIVE_INFINITY;
		for (const order of orders([...jobs.keys()])) {
			least = Math.min(least, completionCost(jobs, order));
			leastLate = Math.min(leastLate, tardinessCost(jobs, order));
		}
		expect(least).toBeCloseTo(queue.min_weighted_completion, 9);
		expect(leastLate).toBeCloseTo(queue.min_weighted_tardiness, 9);
	});

	test('first come first served, the earliest due date and severity alone cost what the vector says', () => {
		expect(completionCost(jobs, [...jobs.keys()])).toBeCloseTo(queue.fifo, 9);
		expect(
			completionCost(
				jobs,
				by((job) => job.dueHours ?? 0),
			),
		).toBeCloseTo(queue.edd, 9);
		expect(
			completionCost(
				jobs,
				by((job) => -job.costPerHour),
			),
		).toBeCloseTo(queue.severity_only, 9);
	});

	test('where lateness costs, the tardiness index orders as in the vector, and better than the due dates', () => {
		expect(dueOrder(jobs)).toEqual(queue.atc_order);
		expect(tardinessCost(jobs, dueOrder(jobs))).toBeCloseTo(queue.atc_value, 9);
		expect(
			tardinessCost(
				jobs,
				by((job) => job.dueHours ?? 0),
			),
		).toBeCloseTo(queue.edd_tardiness, 9);
	});

	test('jobs without a due date come last where lateness alone costs', () => {
		expect(
			dueOrder([
				{ costPerHour: 900, hours: 1 },
				{ costPerHour: 1, hours: 1, dueHours: 2 },
			]),
		).toEqual([1, 0]);
	});
});

describe('a tour', () => {
	const way = between(rounds.points);

	test('nearest first is as long as in the vector, and the better order is the shortest there is', () => {
		expect(tourLength(nearestFirst(rounds.points.length, way), way)).toBeCloseTo(rounds.nn_length, 6);
		const best = tour(rounds.points.length, way);
		expect(tourLength(best, way)).toBeCloseTo(rounds.optimal_length, 6);
		expect([best, [0, ...best.slice(1).reverse()]]).toContainEqual(rounds.optimal_tour);
	});

	test('it visits each stop once from the depot on, never longer than nearest first, and within four in a hundred of the shortest', () => {
		const draw = random('tours');
		let [sum, best] = [0, 0];
		for (let n = 0; n < 30; n++) {
			const places = Array.from({ length: 7 }, () => [draw.between(0, 5000), draw.between(0, 5000)]);
			const found = tour(7, between(places));
			expect(found[0]).toBe(0);
			expect([...found].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
			expect(tourLength(found, between(places))).toBeLessThanOrEqual(tourLength(nearestFirst(7, between(places)), between(places)) + 1e-6);
			sum += tourLength(found, between(places));
			best += Math.min(...[...orders([1, 2, 3, 4, 5, 6])].map((it) => tourLength([0, ...it], between(places))));
		}
		expect(sum / best).toBeLessThan(1.04);
	});

	test('none, one and two stops, and stops at one place, are tours too', () => {
		expect([0, 1, 2].map((count) => tour(count, () => 1))).toEqual([[], [0], [0, 1]]);
		expect(tour(5, () => 0)).toHaveLength(5);
		expect(
			shorterTour(
				[0, 2, 1],
				between([
					[0, 0],
					[1, 0],
					[2, 0],
				]),
			),
		).toHaveLength(3);
	});
});

describe('filling a shift', () => {
	const shift: Shift = {
		jobs: shifts.service_h.map((hours, i) => ({ hours, value: shifts.value[i] as number })),
		travel: between([shifts.depot, ...shifts.points_km], 1.3 / 25),
		shiftHours: shifts.shift_h,
	};

	test('by value per added hour it is worth as much as the best of all, with the vector’s jobs in its order', () => {
		const { route, value, hours } = fillShift(shift);
		expect(value).toBeCloseTo(shifts.optimal_value, 9);
		expect([...route].sort()).toEqual(shifts.optimal_set);
		expect(route).toEqual(shifts.greedy_route);
		expect(hours).toBeCloseTo(runHours(shift, route), 9);
		expect(hours).toBeLessThanOrEqual(shifts.shift_h);
	});

	test('no subset of the jobs in any order is worth more', () => {
		const best = Array.from({ length: 1 << shift.jobs.length }, (_, bits) => shift.jobs.flatMap((_, i) => (bits & (1 << i) ? [i + 1] : [])))
			.filter((places) => places.length <= 6 && [...orders(places)].some((route) => runHours(shift, route) <= shift.shiftHours))
			.map((places) => places.reduce((sum, place) => sum + (shift.jobs[place - 1]?.value ?? 0), 0));
		expect(Math.max(...best)).toBeCloseTo(shifts.optimal_value, 9);
	});

	test('what is kept stays in its order, and the rest goes around it; what does not fit stays out', () => {
		const { route } = fillShift({ ...shift, kept: [7, 3] });
		expect(route.indexOf(7)).toBeLessThan(route.indexOf(3));
		expect(route.length).toBeGreaterThan(2);
		expect(fillShift({ ...shift, shiftHours: 0.2 }).route).toEqual([]);
		expect(fillShift({ ...shift, jobs: [] })).toEqual({ route: [], hours: 0, value: 0 });
	});
});

describe('bundling', () => {
	test('clusters are those of the vector', () => {
		expect(cluster(lots.points as unknown as Place[], lots.eps, lots.min_points)).toEqual(lots.labels);
	});

	test('the grid finds what looking at every pair finds, also across the axes', () => {
		const draw = random('clusters');
		const places = Array.from({ length: 300 }, (): Place => [draw.between(-900, 900), draw.between(-900, 900)]);
		const label = cluster(places, 60, 3);
		const near = places.map((a) => places.flatMap((b, j) => (Math.hypot(a[0] - b[0], a[1] - b[1]) <= 60 ? [j] : [])));
		places.forEach((_, i) => {
			const cores = (near[i] ?? []).filter((j) => (near[j] ?? []).length >= 3);
			expect(label[i] === ALONE).toBe(cores.length === 0);
			expect(cores.length === 0 || cores.some((j) => label[j] === label[i])).toBe(true);
			expect((near[i] ?? []).length < 3 || cores.every((j) => label[j] === label[i])).toBe(true);
		});
	});
});

describe('the risk matrix', () => {
	test('is the vector’s, and its bands begin where the vector’s do', () => {
		const grades: Grade[] = [1, 2, 3, 4, 5];
		expect(grades.map((likelihood) => grades.map((consequence) => riskScore(likelihood, consequence)))).toEqual(risks.matrix);
		for (const [band, range] of Object.entries(risks.band)) {
			expect(range.split('-').map((score) => riskBand(Number(score)))).toEqual([band, band]);
		}
	});
});

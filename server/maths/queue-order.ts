/** A job in front of one crew: what each hour of waiting costs, how many hours it takes, and the hour it is due. */
export interface QueuedJob {
	readonly costPerHour: number;
	readonly hours: number;
	readonly dueHours?: number;
}

/** Cost of delay over duration. Serving the highest first is optimal for the sum of cost × completion of one crew (Smith 1956). */
export function smithIndex({ costPerHour, hours }: QueuedJob): number {
	return costPerHour / hours;
}

/** The jobs' numbers in the order of cost of delay over duration; equals keep the order they came in. */
export function queueOrder(jobs: readonly QueuedJob[]): number[] {
	return jobs.map((_, i) => i).sort((a, b) => smithIndex(at(jobs, b)) - smithIndex(at(jobs, a)) || a - b);
}

/**
 * The apparent tardiness cost of a job at an hour: Smith's index, which fades with the slack that is left, on the scale of twice the mean
 * duration (Vepsalainen & Morton 1987). For queues whose cost begins when the due date is missed.
 */
export function tardinessIndex(job: QueuedJob, now: number, meanHours: number): number {
	const slack = Math.max(0, (job.dueHours ?? Number.POSITIVE_INFINITY) - job.hours - now);
	return smithIndex(job) * Math.exp(-slack / (2 * meanHours));
}

/** The jobs' numbers in the order that keeps the weighted lateness low: at each step the one with the highest tardiness index. */
export function dueOrder(jobs: readonly QueuedJob[]): number[] {
	const meanHours = jobs.reduce((sum, job) => sum + job.hours, 0) / jobs.length;
	const rest = new Set(jobs.keys());
	const order: number[] = [];
	let now = 0;
	while (rest.size > 0) {
		const next = [...rest].reduce((best, i) => (tardinessIndex(at(jobs, i), now, meanHours) > tardinessIndex(at(jobs, best), now, meanHours) ? i : best));
		rest.delete(next);
		order.push(next);
		now += at(jobs, next).hours;
	}
	return order;
}

/** What an order costs: each job's cost of delay times the hour at which it is done. */
export function completionCost(jobs: readonly QueuedJob[], order: readonly number[]): number {
	return sumOver(jobs, order, (job, done) => job.costPerHour * done);
}

/** What an order costs where only the hours after the due one cost. */
export function tardinessCost(jobs: readonly QueuedJob[], order: readonly number[]): number {
	return sumOver(jobs, order, (job, done) => job.costPerHour * Math.max(0, done - (job.dueHours ?? Number.POSITIVE_INFINITY)));
}

function sumOver(jobs: readonly QueuedJob[], order: readonly number[], cost: (job: QueuedJob, done: number) => number): number {
	let now = 0;
	let sum = 0;
	for (const i of order) {
		now += at(jobs, i).hours;
		sum += cost(at(jobs, i), now);
	}
	return sum;
}

function at(jobs: readonly QueuedJob[], i: number): QueuedJob {
	return jobs[i] as QueuedJob;
}

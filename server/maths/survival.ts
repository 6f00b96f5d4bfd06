import { normal975 } from './normal.ts';
import type { Point } from './time-to-event.ts';

/** One that was followed until something ended it (cause 1, 2, …) or until one looked (cause 0); `count` stands for so many of the same. */
export interface Followed {
	readonly time: number;
	readonly cause?: number;
	/** When following began, where it was later than the beginning: it was not there to be seen end before. */
	readonly entry?: number;
	readonly count?: number;
}

/** What happened at a time at which something ended: how many were still followed just before, and how many ended of each cause (index 0: of any). */
export interface Moment {
	readonly time: number;
	readonly atRisk: number;
	readonly ended: readonly number[];
}

/** A step of a Kaplan–Meier curve with Greenwood's standard error and the log-log interval. */
export interface Step extends Point {
	readonly atRisk: number;
	readonly ended: number;
	readonly standardError: number;
}

/** The times at which something ended, with those still followed; entries after the beginning count from their entry on. */
export function moments(followed: readonly Followed[], causes = 1): Moment[] {
	// those that would have come in only at or after their end were never at risk
	const seen = followed.filter((it) => start(it) < it.time);
	const byTime = [...seen].sort((a, b) => a.time - b.time);
	const byEntry = [...seen].sort((a, b) => start(a) - start(b));
	const found: Moment[] = [];
	let [entered, atRisk] = [0, 0];
	for (let at = 0; at < byTime.length; ) {
		const time = (byTime[at] as Followed).time;
		for (; entered < byEntry.length && start(byEntry[entered] as Followed) < time; entered += 1) atRisk += byEntry[entered]?.count ?? 1;
		const ended = new Array<number>(causes + 1).fill(0);
		let left = 0;
		for (; byTime[at]?.time === time; at += 1) left += leave(byTime[at] as Followed, ended);
		if ((ended[0] as number) > 0) found.push({ time, atRisk, ended });
		atRisk -= left;
	}
	return found;
}

function start({ entry }: Followed): number {
	return entry ?? Number.NEGATIVE_INFINITY;
}

function leave({ count = 1, cause = 0 }: Followed, ended: number[]): number {
	if (cause > 0) {
		ended[0] = (ended[0] ?? 0) + count;
		ended[cause] = (ended[cause] ?? 0) + count;
	}
	return count;
}

/** The share that has not ended by each time at which one did (Kaplan & Meier 1958), late entries included. */
export function kaplanMeier(followed: readonly Followed[]): Step[] {
	let [surviving, variance] = [1, 0];
	return moments(followed.map((it) => ({ ...it, cause: (it.cause ?? 0) > 0 ? 1 : 0 }))).map(({ time, atRisk, ended }) => {
		const gone = ended[0] ?? 0;
		surviving *= 1 - gone / atRisk;
		variance += gone / (atRisk * (atRisk - gone));
		const standardError = surviving > 0 ? surviving * Math.sqrt(variance) : Number.NaN;
		return { time, atRisk, ended: gone, surviving, standardError, ...logLogBounds(surviving, Math.sqrt(variance)) };
	});
}

/** The share surviving at a time, with its interval. */
export function survivingAt(steps: readonly Step[], time: number): Point {
	const last = steps.findLast((it) => it.time <= time);
	return last ? { time, surviving: last.surviving, low: last.low, high: last.high } : { time, surviving: 1, low: 1, high: 1 };
}

/** The mean time within a horizon (the area under the curve until then) with its standard error. */
export function restrictedMean(steps: readonly Step[], horizon: number): { mean: number; standardError: number } {
	const inside = steps.filter((it) => it.time <= horizon);
	let [mean, variance, until] = [0, 0, horizon];
	for (const step of [...inside].reverse()) {
		mean += step.surviving * (until - step.time);
		const stay = step.atRisk - step.ended;
		if (stay > 0) variance += (mean * mean * step.ended) / (step.atRisk * stay);
		until = step.time;
	}
	return { mean: mean + until, standardError: Math.sqrt(variance) };
}

/** Bounds of a share by its logarithm's logarithm, which keeps them between nought and one; of none or all nothing can be said by this. */
export function logLogBounds(share: number, errorOfLogarithm: number): { low: number; high: number } {
	if (!(share > 0 && share < 1)) return { low: Number.NaN, high: Number.NaN };
	const spread = (normal975 * errorOfLogarithm) / Math.abs(Math.log(share));
	return { low: share ** Math.exp(spread), high: share ** Math.exp(-spread) };
}

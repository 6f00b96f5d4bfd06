/** So many after the same time: of them, how many had come to their end, and how many were still waiting when one looked. */
export interface Waited {
	readonly time: number;
	readonly ended: number;
	readonly waiting: number;
}

/** A point of a survival curve, with its interval (log-log, Kalbfleisch & Prentice). */
export interface Point {
	readonly time: number;
	readonly surviving: number;
	readonly low: number;
	readonly high: number;
}

const normal975 = 1.959963984540054;

/** Bounds of a surviving share by its logarithm's logarithm, which keeps them between nought and one. */
function bounds(surviving: number, variance: number): { low: number; high: number } {
	// Where none or all survive nothing can be said by this.
	if (surviving <= 0 || surviving >= 1) return { low: Number.NaN, high: Number.NaN };
	const logarithm = Math.log(surviving);
	const spread = (normal975 * Math.sqrt(variance)) / Math.abs(logarithm);
	return { low: surviving ** Math.exp(spread), high: surviving ** Math.exp(-spread) };
}

/** The share that has not ended by each time at which one did (Kaplan & Meier 1958): those that still wait count for as long as they have waited. */
export function survival(waited: readonly Waited[]): Point[] {
	const sorted = [...waited].sort((a, b) => a.time - b.time);
	let atRisk = sorted.reduce((sum, it) => sum + it.ended + it.waiting, 0);
	let surviving = 1;
	let variance = 0;
	const points: Point[] = [];
	for (let at = 0; at < sorted.length; ) {
		const time = sorted[at]?.time ?? 0;
		let [ended, gone] = [0, 0];
		for (; sorted[at]?.time === time; at += 1) {
			ended += sorted[at]?.ended ?? 0;
			gone += (sorted[at]?.ended ?? 0) + (sorted[at]?.waiting ?? 0);
		}
		if (ended > 0) {
			surviving *= 1 - ended / atRisk;
			variance += ended / (atRisk * (atRisk - ended));
			points.push({ time, surviving, ...bounds(surviving, variance) });
		}
		atRisk -= gone;
	}
	return points;
}

/** When half has ended, and between which times that is with 95 % (Brookmeyer & Crowley 1982); null where it is not known yet. */
export interface Median {
	readonly median: number | null;
	readonly low: number | null;
	readonly high: number | null;
}

/** The median of a survival curve with its interval. */
export function median(points: readonly Point[], share = 0.5): Median {
	const first = (below: (point: Point) => number): number | null => points.find((it) => below(it) <= share)?.time ?? null;
	return { median: first((it) => it.surviving), low: first((it) => it.low), high: first((it) => it.high) };
}

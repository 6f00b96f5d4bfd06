/** The 97.5 % quantile of the normal distribution. */
const z = 1.959963984540054;

/** A share of cases with its interval, all between 0 and 1. */
export interface Share {
	readonly share: number;
	readonly low: number;
	readonly high: number;
}

/** So many of so many, with the 95 % score interval (Wilson 1927), which keeps its promise for few cases and never leaves 0 to 1. Undefined without cases: there is nothing to say. */
export function shareOf(count: number, of: number): Share | undefined {
	if (!(of > 0)) return undefined;
	const share = count / of;
	const middle = (count + (z * z) / 2) / (of + z * z);
	const half = (z / (of + z * z)) * Math.sqrt((count * (of - count)) / of + (z * z) / 4);
	return { share, low: count === 0 ? 0 : Math.max(0, middle - half), high: count === of ? 1 : Math.min(1, middle + half) };
}

/** How a line is drawn through a series: over how many values (an odd span), flat (0) or sloping (1), and at every how-manieth value it is reckoned. */
export interface Smoothing {
	readonly span: number;
	readonly degree: 0 | 1;
	readonly every: number;
}

/** One spot of a series: the place (values stand at 0, 1, 2 …), and the first and last value that count there. */
interface Spot {
	readonly at: number;
	readonly first: number;
	readonly last: number;
}

type Fit = Pick<Smoothing, 'span' | 'degree'>;

// What is nearer than a thousandth of the reach counts whole, what is further than all but a thousandth not at all.
function tricube(distance: number, reach: number): number {
	if (distance > 0.999 * reach) return 0;
	return distance <= 0.001 * reach ? 1 : (1 - (distance / reach) ** 3) ** 3;
}

/** A weight sloped so that the weighted mean becomes the value at `at` of a straight line through them; left as it is where all lie together. */
function sloped(weights: readonly number[], { at, first }: Spot, length: number): readonly number[] {
	const centre = weights.reduce((sum, weight, i) => sum + weight * (first + i), 0);
	const spread = weights.reduce((sum, weight, i) => sum + weight * (first + i - centre) ** 2, 0);
	if (Math.sqrt(spread) <= 0.001 * (length - 1)) return weights;
	const slope = (at - centre) / spread;
	return weights.map((weight, i) => weight * (slope * (first + i - centre) + 1));
}

/**
 * The value of a locally weighted line through a series at one place, which may lie outside it (Cleveland 1979). Undefined where nothing near has a weight.
 * @param trust how far each value is to be believed, 0 to 1; all of them wholly where none is given
 */
export function loessAt(
	values: readonly number[],
	spot: Spot,
	{ span, degree, trust }: Fit & { readonly trust?: readonly number[] | undefined },
): number | undefined {
	const { at, first, last } = spot;
	const beyond = span > values.length ? Math.floor((span - values.length) / 2) : 0;
	const reach = Math.max(at - first, last - at) + beyond;
	const raw = Array.from({ length: last - first + 1 }, (_, i) => tricube(Math.abs(first + i - at), reach) * (trust?.[first + i] ?? 1));
	const sum = raw.reduce((all, it) => all + it, 0);
	if (!(sum > 0)) return;
	const even = raw.map((it) => it / sum);
	const weights = degree === 1 && reach > 0 ? sloped(even, spot, values.length) : even;
	return weights.reduce((all, weight, i) => all + weight * (values[first + i] ?? 0), 0);
}

/** A whole series smoothed; between the places reckoned, and to its last value, it runs straight. */
export function loess(values: readonly number[], { span, degree, every }: Smoothing, trust?: readonly number[]): number[] {
	const end = values.length - 1;
	if (end < 1) return [...values];
	const half = (span - 1) / 2;
	const reckoned = (at: number): number => {
		const first = span >= values.length ? 0 : Math.min(Math.max(0, at - half), values.length - span);
		return loessAt(values, { at, first, last: Math.min(end, first + span - 1) }, { span, degree, trust }) ?? values[at] ?? 0;
	};
	const step = Math.min(every, end);
	const places = Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step);
	if (places.at(-1) !== end) places.push(end);
	const known = places.map(reckoned);
	return values.map((_, i) => {
		const before = Math.min(Math.floor(i / step), places.length - 2);
		const [from = 0, to = 1, low = 0, high = 0] = [places[before], places[before + 1], known[before], known[before + 1]];
		return low + ((high - low) * (i - from)) / (to - from);
	});
}

/** The mean of every so many values that follow one another: the series becomes shorter by one less than that. */
export function movingAverage(values: readonly number[], length: number): number[] {
	let sum = values.slice(0, length).reduce((all, it) => all + it, 0);
	return values.slice(length - 1).map((value, i) => {
		if (i > 0) sum += value - (values[i - 1] ?? 0);
		return sum / length;
	});
}

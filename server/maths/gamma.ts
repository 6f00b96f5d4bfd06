// Lanczos's approximation (g = 7, nine terms): fifteen digits.
const LANCZOS = [
	0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905, -0.13857109526572012,
	9.984369578019572e-6, 1.5056327351493116e-7,
] as const;

/** The logarithm of the gamma function for x above 0. */
export function logGamma(x: number): number {
	if (x < 0.5) {
		return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
	}
	const shifted = x - 1 + 7.5;
	let sum: number = LANCZOS[0];
	for (let i = 1; i < LANCZOS.length; i++) {
		sum += (LANCZOS[i] as number) / (x - 1 + i);
	}
	return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(shifted) - shifted + Math.log(sum);
}

/** The derivative of logGamma for x above 0. */
export function digamma(x: number): number {
	let sum = 0;
	let raised = x;
	while (raised < 10) {
		sum -= 1 / raised;
		raised += 1;
	}
	const square = 1 / (raised * raised);
	const series = square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square / 132))));
	return sum + Math.log(raised) - 0.5 / raised - series;
}

/** The second derivative of logGamma for x above 0. */
export function trigamma(x: number): number {
	let sum = 0;
	let raised = x;
	while (raised < 12) {
		sum += 1 / (raised * raised);
		raised += 1;
	}
	const square = 1 / (raised * raised);
	const series = 1 / 6 - square * (1 / 30 - square * (1 / 42 - square * (1 / 30 - square * (5 / 66))));
	return sum + 1 / raised + square / 2 + (square / raised) * series;
}

/** The regularised lower incomplete gamma function P(shape, x): the probability that a gamma draw with scale 1 is at most x. */
export function gammaLower(shape: number, x: number): number {
	if (x <= 0) {
		return 0;
	}
	return x < shape + 1 ? lowerSeries(shape, x) : 1 - upperFraction(shape, x);
}

/** The regularised upper incomplete gamma function Q(shape, x) = 1 − P, with its relative accuracy kept where it is small. */
export function gammaUpper(shape: number, x: number): number {
	if (x <= 0) {
		return 1;
	}
	return x < shape + 1 ? 1 - lowerSeries(shape, x) : upperFraction(shape, x);
}

/** The x at which P(shape, x) reaches p: the quantile of a gamma draw with scale 1. */
export function gammaQuantile(p: number, shape: number): number {
	if (p <= 0 || p >= 1) {
		return p <= 0 ? 0 : Number.POSITIVE_INFINITY;
	}
	let low = 0;
	let high = Number.POSITIVE_INFINITY;
	let x = shape;
	for (let i = 0; i < 200; i++) {
		const excess = gammaLower(shape, x) - p;
		if (excess > 0) {
			high = x;
		} else {
			low = x;
		}
		const next = stepWithin(x - excess / density(shape, x), low, high);
		if (Math.abs(next - x) <= 1e-14 * x) {
			return next;
		}
		x = next;
	}
	return x;
}

// A Newton step that leaves the bracket is replaced by its middle; an open bracket is doubled.
function stepWithin(step: number, low: number, high: number): number {
	if (step > low && step < high) {
		return step;
	}
	return high === Number.POSITIVE_INFINITY ? low * 2 : (low + high) / 2;
}

function density(shape: number, x: number): number {
	return Math.exp((shape - 1) * Math.log(x) - x - logGamma(shape));
}

function lowerSeries(shape: number, x: number): number {
	let term = 1 / shape;
	let sum = term;
	for (let n = 1; term > sum * 1e-17; n++) {
		term *= x / (shape + n);
		sum += term;
	}
	return sum * Math.exp(shape * Math.log(x) - x - logGamma(shape));
}

// Lentz's way through the continued fraction.
function upperFraction(shape: number, x: number): number {
	const tiny = 1e-300;
	let b = x + 1 - shape;
	let c = 1 / tiny;
	let d = 1 / b;
	let product = d;
	for (let n = 1; n < 100_000; n++) {
		const a = -n * (n - shape);
		b += 2;
		d = 1 / nonZero(a * d + b, tiny);
		c = nonZero(b + a / c, tiny);
		product *= d * c;
		if (Math.abs(d * c - 1) < 1e-15) {
			break;
		}
	}
	return product * Math.exp(shape * Math.log(x) - x - logGamma(shape));
}

function nonZero(value: number, tiny: number): number {
	return Math.abs(value) < tiny ? tiny : value;
}

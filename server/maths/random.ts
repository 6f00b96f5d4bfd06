/** A stream of reproducible random draws: the same seed gives the same stream on every machine. */
export interface Random {
	/** A number in [0, 1). */
	next(): number;
	/** A whole number in [0, n). */
	int(n: number): number;
	between(a: number, b: number): number;
	normal(mean?: number, sd?: number): number;
	poisson(mean: number): number;
	exponential(rate: number): number;
	gamma(shape: number, scale: number): number;
	weibull(shape: number, scale: number): number;
	pick<T>(items: readonly T[]): T;
	/** One of the items, each with a chance in proportion to its weight. */
	weighted<T>(items: readonly (readonly [T, number])[]): T;
	chance(p: number): boolean;
	/** Another stream that depends on this one's seed and the label only, not on what has been drawn so far. */
	fork(label: string): Random;
}

/** Makes a stream of draws from a seed: a number or any text. For simulation and sample data, never for secrets. */
export function random(seed: number | string): Random {
	const key = String(seed);
	const next = generator(key);
	const normal = normals(next);
	return {
		next,
		int: (n) => Math.floor(next() * n),
		between: (a, b) => a + (b - a) * next(),
		normal: (mean = 0, sd = 1) => mean + sd * normal(),
		poisson: (mean) => poisson(mean, next, normal),
		exponential: (rate) => -Math.log1p(-next()) / rate,
		gamma: (shape, scale) => scale * gamma(shape, next, normal),
		weibull: (shape, scale) => scale * (-Math.log1p(-next())) ** (1 / shape),
		pick: (items) => items[Math.floor(next() * items.length)] as (typeof items)[number],
		weighted: (items) => weighted(items, next()),
		chance: (p) => next() < p,
		fork: (label) => random(`${key}/${label}`),
	};
}

// xmur3 turns text into 32-bit words, sfc32 (Chris Doty-Humphrey, PractRand) turns four of them into a stream; both are in the public domain.
function generator(seed: string): () => number {
	const word = hash(seed);
	let a = word();
	let b = word();
	let c = word();
	let counter = 1;
	const step = (): number => {
		const t = (a + b + counter) | 0;
		counter = (counter + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (c << 21) | (c >>> 11);
		c = (c + t) | 0;
		return t >>> 0;
	};
	for (let i = 0; i < 15; i++) {
		step();
	}
	// 53 bits: 32 of them would let 1 - next() take too few values in the far tails
	return () => ((step() >>> 5) * 67_108_864 + (step() >>> 6)) / 9_007_199_254_740_992;
}

function hash(text: string): () => number {
	let h = 1_779_033_703 ^ text.length;
	for (let i = 0; i < text.length; i++) {
		h = Math.imul(h ^ text.charCodeAt(i), 3_432_918_353);
		h = (h << 13) | (h >>> 19);
	}
	return () => {
		h = Math.imul(h ^ (h >>> 16), 2_246_822_507);
		h = Math.imul(h ^ (h >>> 13), 3_266_489_909);
		h ^= h >>> 16;
		return h | 0;
	};
}

// Marsaglia's polar method; the second of each pair is kept.
function normals(next: () => number): () => number {
	let spare: number | undefined;
	return () => {
		if (spare !== undefined) {
			const kept = spare;
			spare = undefined;
			return kept;
		}
		let u = 0;
		let v = 0;
		let s = 0;
		do {
			u = 2 * next() - 1;
			v = 2 * next() - 1;
			s = u * u + v * v;
		} while (s >= 1 || s === 0);
		const factor = Math.sqrt((-2 * Math.log(s)) / s);
		spare = v * factor;
		return u * factor;
	};
}

// Marsaglia & Tsang (2000); shapes below one are drawn one higher and brought down by a power of a uniform draw.
function gamma(shape: number, next: () => number, normal: () => number): number {
	if (shape < 1) {
		return gamma(shape + 1, next, normal) * (1 - next()) ** (1 / shape);
	}
	const d = shape - 1 / 3;
	const c = 1 / Math.sqrt(9 * d);
	for (;;) {
		const x = normal();
		const v = (1 + c * x) ** 3;
		if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
			return d * v;
		}
	}
}

// Knuth's product for small means. A large mean is halved by its median arrival (Ahrens & Dieter 1974), which stays exact.
function poisson(mean: number, next: () => number, normal: () => number): number {
	let count = 0;
	let rest = mean;
	while (rest > 30) {
		const m = Math.floor(rest * 0.875);
		const arrival = gamma(m, next, normal);
		if (arrival > rest) {
			return count + binomial(m - 1, rest / arrival, next);
		}
		count += m;
		rest -= arrival;
	}
	const limit = Math.exp(-rest);
	for (let product = 1 - next(); product > limit; product *= 1 - next()) {
		count++;
	}
	return count;
}

function binomial(n: number, p: number, next: () => number): number {
	let count = 0;
	for (let i = 0; i < n; i++) {
		count += next() < p ? 1 : 0;
	}
	return count;
}

function weighted<T>(items: readonly (readonly [T, number])[], share: number): T {
	let rest = share * items.reduce((sum, [, weight]) => sum + weight, 0);
	let last: T | undefined;
	for (const [item, weight] of items) {
		if (weight > 0) {
			last = item;
			rest -= weight;
			if (rest < 0) {
				break;
			}
		}
	}
	return last as T;
}

import { byDistance, type Places } from './neighbours.ts';
import { random } from './random.ts';

/** Places with what was counted there and what the counts are in proportion to (kilometre-years, births). */
export interface Scanned {
	readonly places: Places;
	readonly counts: readonly number[];
	readonly exposures: readonly number[];
	/** A circle holds at most this share of all exposure: half by custom, a tenth where a crew is to go there. */
	readonly mostShare?: number;
	readonly simulations?: number;
	readonly seed?: number | string;
}

/** A circle of places where more happened than should have: how much likelier that is than an even rate (in logarithms), and the chance of one like it anywhere. */
export interface Cluster {
	readonly centre: number;
	readonly members: readonly number[];
	readonly count: number;
	readonly expected: number;
	/** The rate inside as a multiple of the rate outside. */
	readonly relativeRate: number;
	readonly logLikelihoodRatio: number;
	readonly p: number;
}

interface Windows {
	readonly order: readonly Int32Array[];
	/** For every centre the logarithms of what is expected inside each of its circles, and outside. */
	readonly inside: readonly Float64Array[];
	readonly outside: readonly Float64Array[];
	readonly expected: readonly Float64Array[];
	/** An excess that is no more than this times the root of a ratio cannot have a higher one. */
	readonly spread: readonly Float64Array[];
	readonly total: number;
	readonly logarithms: Float64Array;
}

/** How much likelier `count` inside and the rest outside are at two rates than at one, in logarithms; nought where there is no excess inside. */
export function logLikelihoodRatio(count: number, expected: number, total: number): number {
	if (count <= expected) return 0;
	const rest = total - count;
	return count * Math.log(count / expected) + (rest > 0 ? rest * Math.log(rest / (total - expected)) : 0);
}

/** Circles with a rate higher than elsewhere, the likeliest first and none overlapping an earlier one (Kulldorff 1997, Poisson model). */
export function scan(scanned: Scanned): Cluster[] {
	const windows = prepare(scanned);
	const best = bestOfEach(windows, scanned.counts).sort((a, b) => b.ratio - a.ratio || a.centre - b.centre);
	const highest = simulated(windows, scanned);
	const taken = new Set<number>();
	const found: Cluster[] = [];
	for (const { centre, size, ratio } of best) {
		const members = Array.from(windows.order[centre]?.subarray(0, size) ?? []);
		if (ratio <= 0 || members.some((it) => taken.has(it))) continue;
		for (const member of members) taken.add(member);
		found.push({ ...described(windows, scanned.counts, { centre, members }), p: rarity(highest, ratio) });
	}
	return found;
}

function described(windows: Windows, counts: readonly number[], { centre, members }: { centre: number; members: readonly number[] }): Omit<Cluster, 'p'> {
	const count = members.reduce((sum, it) => sum + (counts[it] as number), 0);
	const expected = windows.expected[centre]?.[members.length - 1] ?? 0;
	const { total } = windows;
	const relativeRate = total > count ? count / expected / ((total - count) / (total - expected)) : Number.POSITIVE_INFINITY;
	return { centre, members, count, expected, relativeRate, logLikelihoodRatio: logLikelihoodRatio(count, expected, total) };
}

function prepare({ places, counts, exposures, mostShare = 0.5 }: Scanned): Windows {
	const total = counts.reduce((a, b) => a + b, 0);
	const exposed = exposures.reduce((a, b) => a + b, 0);
	const order = places.map((_, centre) => within(byDistance(places, centre), exposures, exposed * mostShare));
	const expected = order.map((circle) => running(Float64Array.from(circle, (place) => (total * (exposures[place] as number)) / exposed)));
	const logarithms = Float64Array.from({ length: total + 1 }, (_, count) => (count > 0 ? count * Math.log(count) : 0));
	return {
		order,
		expected,
		inside: expected.map((row) => row.map(Math.log)),
		outside: expected.map((row) => row.map((it) => Math.log(total - it))),
		// x ln(x/y) − x + y is at most (x − y)²/2y where x is the larger, and at most (x − y)²/y where it is the smaller
		spread: expected.map((row) => row.map((it) => 1 / Math.sqrt(0.5 / it + 1 / (total - it)))),
		total,
		logarithms,
	};
}

/** The nearest places that hold together no more than so much exposure. */
function within(order: Int32Array, exposures: readonly number[], most: number): Int32Array {
	let sum = 0;
	const size = order.findIndex((place) => {
		sum += exposures[place] as number;
		return sum > most;
	});
	return size < 0 ? order : order.slice(0, size);
}

function bestOfEach(windows: Windows, counts: readonly number[]): { centre: number; size: number; ratio: number }[] {
	const counted = Int32Array.from(counts);
	return windows.order.map((_, centre) => ({ centre, ...bestAround(windows, centre, { counts: counted, above: 0 }) }));
}

// This is the innermost loop of all simulations: no logarithm is taken in it, and a circle that cannot be the best costs one comparison.
function bestAround(windows: Windows, centre: number, { counts, above }: { counts: Int32Array; above: number }): { size: number; ratio: number } {
	const circle = windows.order[centre] as Int32Array;
	const means = windows.expected[centre] as Float64Array;
	const spread = windows.spread[centre] as Float64Array;
	let [count, size, ratio, root] = [0, 0, above, Math.sqrt(above)];
	for (let k = 0; k < circle.length; k++) {
		count += counts[circle[k] as number] as number;
		if (count <= (means[k] as number) + root * (spread[k] as number)) continue;
		const value = ratioOf(windows, { centre, k, count });
		if (value > ratio) {
			size = k + 1;
			ratio = value;
			root = Math.sqrt(value);
		}
	}
	return { size, ratio };
}

function ratioOf({ inside, outside, total, logarithms }: Windows, { centre, k, count }: { centre: number; k: number; count: number }): number {
	const rest = total - count;
	const within = (logarithms[count] as number) - count * (inside[centre]?.[k] as number);
	return within + (rest > 0 ? (logarithms[rest] as number) - rest * (outside[centre]?.[k] as number) : 0);
}

/** So many simulations go around one centre before the next: its circles stay at hand, and all of them are more than a processor keeps near. */
const together = 16;

/**
 * The highest ratio of each simulation in which all that was counted falls on the places by chance alone, in proportion to their exposure; none where nothing
 * was counted.
 */
export function highestByChance(scanned: Scanned): Float64Array {
	return simulated(prepare(scanned), scanned);
}

function simulated(windows: Windows, { exposures, simulations = 999, seed = 'scan' }: Scanned): Float64Array {
	const draw = drawing(exposures, { total: windows.total, seed });
	const highest = new Float64Array(windows.total > 0 ? simulations : 0);
	for (let first = 0; first < highest.length; first += together) {
		const batch = highest.subarray(first, first + together);
		const drawn = Array.from(batch, draw);
		for (const centre of windows.order.keys())
			drawn.forEach((counts, i) => {
				batch[i] = bestAround(windows, centre, { counts, above: batch[i] as number }).ratio;
			});
	}
	return highest;
}

// How rare a ratio as high is among the highest of each simulation.
const rarity = (highest: Float64Array, ratio: number): number => (1 + highest.filter((it) => it >= ratio).length) / (highest.length + 1);

/** Lets all that was counted fall on places by chance, in proportion to their exposure. */
function drawing(exposures: readonly number[], { total, seed }: { total: number; seed: number | string }): () => Int32Array {
	const draws = random(seed);
	const cumulative = running(Float64Array.from(exposures));
	const all = cumulative.at(-1) ?? 0;
	// where to begin to look: so that a step or two finds the place
	const guide = Int32Array.from(exposures, (_, i) => place(cumulative, (i / exposures.length) * all));
	return () => {
		const counts = new Int32Array(exposures.length);
		for (let k = 0; k < total; k++) {
			const share = draws.next();
			let hit = guide[Math.floor(share * exposures.length)] as number;
			while ((cumulative[hit] as number) <= share * all && hit < exposures.length - 1) hit++;
			counts[hit] = (counts[hit] as number) + 1;
		}
		return counts;
	};
}

function running(values: Float64Array): Float64Array {
	let sum = 0;
	return values.map((value) => {
		sum += value;
		return sum;
	});
}

function place(cumulative: Float64Array, at: number): number {
	let [low, high] = [0, cumulative.length - 1];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((cumulative[middle] as number) > at) high = middle;
		else low = middle + 1;
	}
	return low;
}

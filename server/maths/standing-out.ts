import { hotspots } from './hotspot.ts';
import { falseDiscoveryRate } from './many-tests.ts';
import { neighboursWithin, type Places } from './neighbours.ts';
import { scan } from './scan.ts';

/** Places of a grid with what was counted there and what the counts are in proportion to. */
interface Ground {
	readonly places: Places;
	readonly counts: readonly number[];
	readonly exposures: readonly number[];
	/** Towns drawn by chance to judge circles by. */
	readonly simulations?: number;
}

/** One place against what is to be expected there. */
export interface Standing {
	readonly index: number;
	readonly expected: number;
	/** Whether it stands out together with its neighbours, after allowing for how many were tested. */
	readonly hot: boolean;
	/** The circle it lies in that chance hardly makes: its number, how many times the rate elsewhere, its p. */
	readonly circle: { readonly number: number; readonly times: number; readonly p: number } | null;
}

/** Places of which less is to be expected say nothing by themselves. */
const leastExpected = 0.5;
/** Centres of neighbouring hexagons are 250 m apart. */
const besides = 260;
const odds = 0.05;

/** Neighbouring places taken together, as far as there are too many: `members` are indices of the places. */
interface Patch {
	readonly centre: readonly [number, number];
	readonly members: readonly number[];
}

/** Takes places together in squares, doubled from `side` metres until there are at most so many; as they are where there are no more. */
function patches(places: Places, { most, side }: { most: number; side: number }): Patch[] {
	if (places.length <= most) return places.map((centre, i) => ({ centre, members: [i] }));
	const squares = new Map<string, number[]>();
	places.forEach(([x, y], i) => {
		const key = `${Math.floor(x / side)}/${Math.floor(y / side)}`;
		squares.set(key, [...(squares.get(key) ?? []), i]);
	});
	if (squares.size > most) return patches(places, { most, side: side * 2 });
	return [...squares.values()].map((members) => {
		const mean = (axis: 0 | 1): number => members.reduce((sum, i) => sum + (places[i]?.[axis] ?? 0), 0) / members.length;
		return { centre: [mean(0), mean(1)] as const, members };
	});
}

/** Where circles of at most a tenth of all hold more than chance would put there; of very many places, of patches of them. */
function circlesOf({ places, counts, exposures, simulations = 999 }: Ground): Map<number, NonNullable<Standing['circle']>> {
	const grounds = patches(places, { most: 600, side: 500 });
	const sums = (of: readonly number[]): number[] => grounds.map(({ members }) => members.reduce((total, i) => total + (of[i] ?? 0), 0));
	const found = scan({
		places: grounds.map((it) => it.centre),
		counts: sums(counts),
		exposures: sums(exposures),
		...{ mostShare: 0.1, simulations, seed: 'standing out' },
	}).filter((it) => it.p <= odds);
	const within = (members: readonly number[]): number[] => members.flatMap((it) => grounds[it]?.members ?? []);
	return new Map(found.flatMap(({ members, relativeRate: times, p }, i) => within(members).map((place) => [place, { number: i + 1, times, p }] as const)));
}

/** Which places are worse than their exposure lets expect: with their neighbours (Gi* of observed over expected, Benjamini–Hochberg), and in circles (scan). */
export function standingOut(ground: Ground): Standing[] {
	const exposed = ground.exposures.reduce((sum, it) => sum + it, 0);
	const rate = exposed > 0 ? ground.counts.reduce((sum, it) => sum + it, 0) / exposed : 0;
	const judged = [...ground.places.keys()].filter((i) => rate * (ground.exposures[i] ?? 0) >= leastExpected);
	if (judged.length < 3) return [];
	const pick = <T>(list: readonly T[]): T[] => judged.map((i) => list[i] as T);
	const own: Ground = { places: pick(ground.places), counts: pick(ground.counts), exposures: pick(ground.exposures) };
	const expected = own.exposures.map((it) => rate * it);
	const spots = hotspots(
		own.counts.map((count, i) => count / (expected[i] ?? 1)),
		neighboursWithin(own.places, besides),
	);
	const adjusted = falseDiscoveryRate(spots.map(({ p }) => p));
	const circles = circlesOf({ ...ground, ...own });
	return judged.map((index, i) => ({
		index,
		expected: expected[i] ?? 0,
		hot: (spots[i]?.z ?? 0) > 0 && (adjusted[i] ?? 1) <= odds,
		circle: circles.get(i) ?? null,
	}));
}

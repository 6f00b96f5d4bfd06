import type { Spot, Stretch } from './network-kernel.ts';

/** How much of an event is felt at a distance (metres, not below nought) on either side of it, per metre; nothing beyond the reach. */
export interface Fading {
	readonly reach: number;
	readonly at: (distance: number) => number;
}

/** The fading that is least blurred for its spread (Epanechnikov 1969): nought from the half-width on. */
export const epanechnikov = (halfWidth: number): Fading => ({ reach: halfWidth, at: (distance) => (0.75 * (1 - (distance / halfWidth) ** 2)) / halfWidth });

/** Heat's fading: a normal curve of standard deviation `sigma`, followed until nothing can be seen of it any more. */
export const gaussian = (sigma: number): Fading => ({
	reach: 8 * sigma,
	at: (distance) => Math.exp(-0.5 * (distance / sigma) ** 2) / (sigma * Math.sqrt(2 * Math.PI)),
});

/** The ways into stretches from each junction: 2s into stretch s at its `from`, 2s + 1 at its `to`. */
function waysFrom(stretches: readonly Stretch[]): number[][] {
	const ways: number[][] = [];
	const add = (junction: number, way: number): void => {
		while (ways.length <= junction) ways.push([]);
		ways[junction]?.push(way);
	};
	stretches.forEach(({ from, to }, i) => {
		add(from, 2 * i);
		add(to, 2 * i + 1);
	});
	return ways;
}

interface Ground {
	readonly stretches: readonly Stretch[];
	readonly events: readonly (readonly Spot[])[];
	readonly ways: readonly (readonly number[])[];
	readonly fading: Fading;
}

/**
 * How dense events are along a network, per metre, without a step at any junction: of what comes to a junction of n streets each takes 2/n, and what is left
 * over (less than nothing where more than two meet) goes back; from a dead end all comes back (the equal-split continuous kernel, Okabe & Sugihara 2012). With
 * the normal curve this is how heat spreads along the network, exactly (McSwiggan, Baddeley & Nair 2017). The ways to be followed multiply with the reach:
 * for networks of a few streets. Metres.
 */
export function continuousDensity(stretches: readonly Stretch[], spots: readonly Spot[], fading: Fading): (spot: Spot) => number {
	const events = stretches.map((_, stretch) => spots.filter((it) => it.stretch === stretch));
	const ground: Ground = { stretches, events, ways: waysFrom(stretches), fading };
	return ({ stretch, at }) =>
		feltAlong(ground, 2 * stretch, { travelled: -at, share: 1 }) + feltAlong(ground, 2 * stretch + 1, { travelled: at - lengthOf(ground, stretch), share: 1 });
}

interface Come {
	/** Metres from the spot to where the way begins; before it where the walk begins in between. */
	readonly travelled: number;
	readonly share: number;
}

const lengthOf = ({ stretches }: Ground, stretch: number): number => stretches[stretch]?.length ?? Number.NaN;

function feltAlong(ground: Ground, way: number, { travelled, share }: Come): number {
	const here = share * metAlong(ground, way, travelled);
	const beyond = travelled + lengthOf(ground, way >> 1);
	if (beyond >= ground.fading.reach) return here;
	const street = ground.stretches[way >> 1];
	const on = ground.ways[(way & 1 ? street?.from : street?.to) ?? -1] ?? [];
	return on.reduce((sum, next) => {
		const part = 2 / on.length - (next === (way ^ 1) ? 1 : 0);
		return part === 0 ? sum : sum + feltAlong(ground, next, { travelled: beyond, share: share * part });
	}, here);
}

function metAlong(ground: Ground, way: number, travelled: number): number {
	return (ground.events[way >> 1] ?? []).reduce((sum, { at, weight = 1 }) => {
		const distance = travelled + (way & 1 ? lengthOf(ground, way >> 1) - at : at);
		if (distance < 0 || distance >= ground.fading.reach) return sum;
		// where the walk begins at an event, half of it lies either way
		return sum + weight * (distance === 0 && travelled <= 0 ? 0.5 : 1) * ground.fading.at(distance);
	}, 0);
}

/** The shortest way along the network from one spot to another in metres (Bellman 1958); infinite where there is none. */
export function networkDistance(stretches: readonly Stretch[], start: Spot, goal: Spot): number {
	const own = stretches[start.stretch];
	const far = new Map<number, number>();
	const reach = (junction: number | undefined, distance: number): boolean => {
		if (junction === undefined || distance >= (far.get(junction) ?? Number.POSITIVE_INFINITY)) return false;
		far.set(junction, distance);
		return true;
	};
	reach(own?.from, start.at);
	reach(own?.to, (own?.length ?? 0) - start.at);
	const shorten = ({ from, to, length }: Stretch): boolean => {
		const there = reach(to, (far.get(from) ?? Number.POSITIVE_INFINITY) + length);
		return reach(from, (far.get(to) ?? Number.POSITIVE_INFINITY) + length) || there;
	};
	while (stretches.filter(shorten).length > 0) {
		// each round has found a shorter way to some junction
	}
	const last = stretches[goal.stretch];
	const at = (junction: number | undefined): number => far.get(junction ?? -1) ?? Number.POSITIVE_INFINITY;
	const around = Math.min(at(last?.from) + goal.at, at(last?.to) + (last?.length ?? 0) - goal.at);
	return start.stretch === goal.stretch ? Math.min(around, Math.abs(start.at - goal.at)) : around;
}

/** A street or pipe between two junctions, named by their indices. */
export interface Stretch {
	readonly from: number;
	readonly to: number;
	readonly length: number;
}

/** Where on which stretch something happened, in metres from its `from`. */
export interface Spot {
	readonly stretch: number;
	readonly at: number;
	readonly weight?: number;
}

/** What comes into a stretch from one of its ends, or begins in it. */
interface Wave {
	/** The place where it begins and the direction it goes, along the stretch or against it. */
	readonly start: number;
	readonly forward: boolean;
	readonly travelled: number;
	readonly share: number;
}

/**
 * How dense events are along a network: each spreads along the streets for the bandwidth (Epanechnikov), and at a junction its weight is shared equally among
 * the streets that lead on (Okabe & Sugihara 2012), so that what happens round a corner counts and what is near only as the crow flies does not. The answer
 * gives the density per metre at any spot that is not a junction.
 */
export function networkKernel(stretches: readonly Stretch[], spots: readonly Spot[], bandwidth: number): (spot: Spot) => number {
	const leading = leadingOn(stretches);
	const waves: Wave[][] = stretches.map(() => []);
	for (const { stretch, at, weight = 1 } of spots) {
		const length = stretches[stretch]?.length ?? 0;
		waves[stretch]?.push({ start: at, forward: true, travelled: 0, share: weight }, { start: at, forward: false, travelled: 0, share: weight });
		const rest = [
			{ stretch, forward: true, travelled: length - at, share: weight },
			{ stretch, forward: false, travelled: at, share: weight },
		];
		for (let wave = rest.pop(); wave; wave = rest.pop()) rest.push(...passOn(wave, { stretches, leading, waves, bandwidth }));
	}
	return ({ stretch, at }) => (waves[stretch] ?? []).reduce((sum, wave) => sum + felt(wave, at, bandwidth), 0);
}

interface Travelling {
	readonly stretch: number;
	readonly forward: boolean;
	/** Metres from where it happened to the end of this stretch. */
	readonly travelled: number;
	readonly share: number;
}

interface Network {
	readonly stretches: readonly Stretch[];
	readonly leading: readonly (readonly number[])[];
	readonly waves: readonly Wave[][];
	readonly bandwidth: number;
}

// Shares what reaches the end of a stretch among those that lead on, and answers what goes on to their ends.
function passOn({ stretch, forward, travelled, share }: Travelling, { stretches, leading, waves, bandwidth }: Network): Travelling[] {
	if (travelled >= bandwidth) return [];
	const junction = (forward ? stretches[stretch]?.to : stretches[stretch]?.from) ?? -1;
	const onward = [...(leading[junction] ?? [])];
	// back by the same end is no way on, but a loop's other end is
	onward.splice(onward.indexOf(stretch), 1);
	return onward.map((next) => {
		const { from, length = 0 } = stretches[next] ?? {};
		const along = from === junction && !(next === stretch && !forward);
		waves[next]?.push({ start: along ? 0 : length, forward: along, travelled, share: share / onward.length });
		return { stretch: next, forward: along, travelled: travelled + length, share: share / onward.length };
	});
}

function leadingOn(stretches: readonly Stretch[]): number[][] {
	const leading: number[][] = [];
	stretches.forEach(({ from, to }, i) => {
		for (const junction of [from, to]) {
			const own = leading[junction];
			if (own) own.push(i);
			else leading[junction] = [i];
		}
	});
	return leading;
}

function felt({ start, forward, travelled, share }: Wave, at: number, bandwidth: number): number {
	const along = forward ? at - start : start - at;
	const distance = travelled + along;
	// where it begins, half of what goes each way
	if (along < 0 || distance >= bandwidth) return 0;
	const own = travelled === 0 && along === 0 ? 0.5 : 1;
	return (own * share * 0.75 * (1 - (distance / bandwidth) ** 2)) / bandwidth;
}

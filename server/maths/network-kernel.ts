/** A street or pipe between two junctions, named by their indices; it has a length. */
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

/** A network with what happened on it. */
export interface Happened {
	readonly stretches: readonly Stretch[];
	readonly spots: readonly Spot[];
	/** Metres along the network. */
	readonly bandwidth: number;
	/** What could have happened on each metre of each stretch, in any unit; 1 where it is not said. */
	readonly exposures?: readonly number[];
	/** Ways that carry a smaller share are not followed any further. */
	readonly leastShare?: number;
}

/** What is felt at a spot of a network. */
export interface Felt {
	/** Events per metre. */
	readonly density: number;
	/** The sum of the squares of what each event adds to it, from which follows how sure it is. */
	readonly squares: number;
	/** The mean of the exposure around, weighted as the events are; what lies beyond the ends of the network counts as none. */
	readonly exposure: number;
}

/** The network as the walks need it. Half-edge 2s leads into stretch s at its `from`, 2s + 1 at its `to`. */
interface Ground {
	readonly lengths: Float64Array;
	readonly exposures: Float64Array;
	/** The junction at which each half-edge begins; the half-edges of junction j stand in `leading` from `first[j]` on. */
	readonly junctions: Int32Array;
	readonly leading: Int32Array;
	readonly first: Int32Array;
	/** Events in the order of their stretches: those of stretch s from `eventsFrom[s]` on. */
	readonly eventsFrom: Int32Array;
	readonly at: Float64Array;
	readonly weight: Float64Array;
}

/** Sorts things into groups by counting: those of group g are `order` from `first[g]` to `first[g + 1]`. */
function grouped(groups: ArrayLike<number>, count: number): { first: Int32Array; order: Int32Array } {
	const first = new Int32Array(count + 1);
	for (let i = 0; i < groups.length; i++) first[(groups[i] as number) + 1] = (first[(groups[i] as number) + 1] as number) + 1;
	for (let group = 0; group < count; group++) first[group + 1] = (first[group + 1] as number) + (first[group] as number);
	const next = first.slice();
	const order = new Int32Array(groups.length);
	for (let i = 0; i < groups.length; i++) {
		const place = next[groups[i] as number] as number;
		order[place] = i;
		next[groups[i] as number] = place + 1;
	}
	return { first, order };
}

function groundOf({ stretches, spots, exposures }: Happened): Ground {
	const junctions = Int32Array.from(stretches.flatMap(({ from, to }) => [from, to]));
	const { first, order: leading } = grouped(
		junctions,
		junctions.reduce((most, it) => Math.max(most, it + 1), 0),
	);
	const { first: eventsFrom, order } = grouped(
		spots.map((it) => it.stretch),
		stretches.length,
	);
	return {
		lengths: Float64Array.from(stretches, (it) => it.length),
		exposures: Float64Array.from(stretches, (_, i) => exposures?.[i] ?? 1),
		junctions,
		leading,
		first,
		eventsFrom,
		at: Float64Array.from(order, (i) => spots[i]?.at ?? 0),
		weight: Float64Array.from(order, (i) => spots[i]?.weight ?? 1),
	};
}

/** Gathers what is felt at one spot after the other. */
class Walk {
	readonly #ground: Ground;
	readonly #bandwidth: number;
	readonly #leastShare: number;
	/** What each event adds, and those that add something. */
	readonly #added: Float64Array;
	readonly #touched: number[] = [];
	#exposure = 0;

	constructor(ground: Ground, { bandwidth, leastShare = 0 }: Pick<Happened, 'bandwidth' | 'leastShare'>) {
		this.#ground = ground;
		this.#bandwidth = bandwidth;
		this.#leastShare = leastShare;
		this.#added = new Float64Array(ground.at.length);
	}

	felt({ stretch, at }: Spot): Felt {
		const length = this.#ground.lengths[stretch] as number;
		this.#exposure = 0;
		this.#along(2 * stretch, -at, 1);
		this.#along(2 * stretch + 1, at - length, 1);
		let [density, squares] = [0, 0];
		for (let event = this.#touched.pop(); event !== undefined; event = this.#touched.pop()) {
			const [added, weight] = [this.#added[event] as number, this.#ground.weight[event] as number];
			density += weight * added;
			squares += weight * added * added;
			this.#added[event] = 0;
		}
		return { density, squares, exposure: this.#exposure };
	}

	/** Goes into a stretch by one of its ends, which lies so far from the spot (before it where the walk begins in between), and on from its other end. */
	#along(half: number, travelled: number, share: number): void {
		const { lengths, junctions, leading, first, exposures } = this.#ground;
		const stretch = half >> 1;
		const beyond = travelled + (lengths[stretch] as number);
		this.#exposure += share * (exposures[stretch] as number) * this.#between(Math.max(0, travelled), Math.min(beyond, this.#bandwidth));
		this.#meet(half, travelled, share);
		if (beyond >= this.#bandwidth) return;
		const end = half ^ 1;
		const junction = junctions[end] as number;
		const from = first[junction] as number;
		const to = first[junction + 1] as number;
		const each = share / (to - from - 1);
		if (each < this.#leastShare) return;
		// back by the same end is no way on, but a loop's other end is
		for (let i = from; i < to; i++) if (leading[i] !== end) this.#along(leading[i] as number, beyond, each);
	}

	#meet(half: number, travelled: number, share: number): void {
		const { eventsFrom, at, lengths } = this.#ground;
		const stretch = half >> 1;
		const last = eventsFrom[stretch + 1] as number;
		for (let event = eventsFrom[stretch] as number; event < last; event++) {
			const distance = travelled + (half & 1 ? (lengths[stretch] as number) - (at[event] as number) : (at[event] as number));
			// where the walk begins, half of what goes each way
			if (distance >= 0 && distance < this.#bandwidth) this.#add(event, distance, distance === 0 && travelled <= 0 ? 0.5 * share : share);
		}
	}

	#add(event: number, distance: number, share: number): void {
		const near = distance / this.#bandwidth;
		if (this.#added[event] === 0) this.#touched.push(event);
		this.#added[event] = (this.#added[event] as number) + (share * 0.75 * (1 - near * near)) / this.#bandwidth;
	}

	/** How much of an event falls between two distances on one side of it. */
	#between(near: number, far: number): number {
		return far > near ? this.#until(far) - this.#until(near) : 0;
	}

	#until(distance: number): number {
		const share = distance / this.#bandwidth;
		return share * (0.75 - 0.25 * share * share);
	}
}

/**
 * What is felt at any spot of a network: each event spreads along the streets for the bandwidth (Epanechnikov), and at a junction its weight is shared equally
 * among the streets that lead on (Okabe & Sugihara 2012), so that what happens round a corner counts and what is near only as the crow flies does not. A way and
 * its way back carry the same share, so the walk from the spot to the events gathers what walks from the events would bring; exposure is gathered on the same
 * ways, and is exact. Throws a RangeError for a stretch without a length.
 */
export function networkDensity(happened: Happened): (spot: Spot) => Felt {
	const without = happened.stretches.findIndex(({ length }) => !(length > 0));
	if (without >= 0) throw new RangeError(`stretch ${without} has no length`);
	const walk = new Walk(groundOf(happened), happened);
	return (spot) => walk.felt(spot);
}

/** How dense events are along a network, per metre, at any spot that is not a junction. */
export function networkKernel(stretches: readonly Stretch[], spots: readonly Spot[], bandwidth: number): (spot: Spot) => number {
	const felt = networkDensity({ stretches, spots, bandwidth });
	return (spot) => felt(spot).density;
}

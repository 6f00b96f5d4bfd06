/** An asset that a report may be about. The product of all numbers is in the unit of the background: reports per m² and day. */
export interface Candidate {
	/** How well the failure mode fits the asset's class, 0 to 1. */
	readonly weight: number;
	/** Reports about the asset per day (points), per day and metre (lines) or per day and m² (polygons). */
	readonly rate: number;
	/** What a photograph's bearing says, see bearingFactor; 1 without one. */
	readonly bearingFactor?: number;
	/** The location kernel of the pin: 1/m² (points), 1/m (lines), dimensionless (polygons). */
	readonly kernel: number;
}

/** The same for a fault with several reports: one kernel per pin. */
export interface SharedCandidate extends Omit<Candidate, 'kernel'> {
	readonly kernels: readonly number[];
}

/** A pin's position in metres with its scatter. */
export interface Pin {
	readonly x: number;
	readonly y: number;
	readonly sigma: number;
}

/** The probability of each candidate in the order given, and of none of them; all together are one. */
export interface Posterior {
	readonly probabilities: number[];
	readonly none: number;
}

/** Weighs the assets about one pin against each other and against a background of assets not in the register (reports per m² and day). */
export function posterior(candidates: readonly Candidate[], background: number): Posterior {
	return normalised(
		candidates.map(({ weight, rate, bearingFactor = 1, kernel }) => Math.log(weight * rate * bearingFactor) + Math.log(kernel)),
		Math.log(background),
	);
}

/**
 * Weighs the assets about several pins that are known to mean the same fault. In logarithms, as a product of many kernels leaves the range of doubles.
 * An asset that is not in the register may stand anywhere: for it the pins' own agreement counts (their Gaussians' product, integrated over the plane).
 */
export function sharedPosterior(candidates: readonly SharedCandidate[], background: number, pins: readonly Pin[]): Posterior {
	return normalised(
		candidates.map(({ weight, rate, bearingFactor = 1, kernels }) =>
			kernels.reduce((sum, kernel) => sum + Math.log(kernel), Math.log(weight * rate * bearingFactor)),
		),
		Math.log(background) + logAgreement(pins),
	);
}

/**
 * How much likelier a photograph with this bearing shows an asset in that direction (both in degrees from true north), against any direction.
 * A von Mises density with concentration kappa (8 is about 20°), kept at 0.2 at least as phones' compasses are now and then plainly wrong.
 */
export function bearingFactor(assetBearing: number, photoBearing: number, kappa = 8): number {
	const difference = ((assetBearing - photoBearing) * Math.PI) / 180;
	return 0.2 + (0.8 * Math.exp(kappa * (Math.cos(difference) - 1))) / scaledBessel(kappa);
}

/** How undecided a distribution is, in nats: 0 when certain. */
export function entropy(probabilities: readonly number[]): number {
	return probabilities.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);
}

function normalised(logs: readonly number[], logNone: number): Posterior {
	const top = logs.reduce((highest, log) => Math.max(highest, log), logNone);
	if (top === Number.NEGATIVE_INFINITY) {
		return { probabilities: logs.map(() => 0), none: 1 };
	}
	const masses = logs.map((log) => Math.exp(log - top));
	const none = Math.exp(logNone - top);
	const whole = masses.reduce((sum, mass) => sum + mass, none);
	return { probabilities: masses.map((mass) => mass / whole), none: none / whole };
}

// log ∫ Π N2(z_k; x, s_k² I) dx: the pins are taken in one after the other, each against the weighted mean of those before it.
function logAgreement([first, ...others]: readonly Pin[]): number {
	if (!first) {
		return 0;
	}
	let { x, y } = first;
	let variance = first.sigma ** 2;
	let sum = 0;
	for (const pin of others) {
		const own = pin.sigma ** 2;
		const both = variance + own;
		sum -= ((pin.x - x) ** 2 + (pin.y - y) ** 2) / (2 * both) + Math.log(2 * Math.PI * both);
		x += ((pin.x - x) * variance) / both;
		y += ((pin.y - y) * variance) / both;
		variance = (variance * own) / both;
	}
	return sum;
}

// exp(−κ) I0(κ), by its integral over the circle; the sum over even steps converges faster than any power.
function scaledBessel(kappa: number): number {
	const steps = 256;
	let sum = 0;
	for (let i = 0; i < steps; i++) {
		sum += Math.exp(kappa * (Math.cos((2 * Math.PI * i) / steps) - 1));
	}
	return sum / steps;
}

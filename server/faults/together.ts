import { sharedPosterior } from '../maths/posterior.ts';
import { type Context, catalogue } from '../municipality/index.ts';
import { all } from '../platform/sql.ts';
import { sightingsSql } from './queries.ts';
import { weightsOf } from './weights.ts';

/** A candidate as a sighting keeps it. */
export interface KeptCandidate {
	asset: number;
	ref: string;
	class: number;
	version: number;
	factor: number;
	k: number;
	p: number;
	metres: number;
	lon: number;
	lat: number;
}

interface Kept {
	mode: string;
	x: number;
	y: number;
	sigma: number;
	candidates: KeptCandidate[];
}

/** An asset that a pin did not even list lies beyond its reach: not impossible, but next to it. */
const unlisted = 1e-9;

/** The candidates of a fault weighed by all its pins at once (methods §1.5), best first: engineers see the posterior sharpen with each report. */
export async function together(context: Context, faultId: number): Promise<KeptCandidate[]> {
	return (await posteriorOf(context, faultId)).candidates;
}

/** The same, with the probability that it is on nothing the register has. */
export async function posteriorOf(context: Pick<Context, 'db' | 'town'>, faultId: number): Promise<{ candidates: KeptCandidate[]; none: number }> {
	const sightings = await all<Kept>(context.db, sightingsSql(faultId));
	const mode = catalogue.modes.get(sightings[0]?.mode ?? '')?.mode;
	if (!mode) return { candidates: [], none: 1 };
	const weights = await weightsOf(context.db, context.town);
	const about = weights.about(mode);
	const assets = [...new Map(sightings.flatMap((it) => it.candidates).map((it) => [it.asset, it])).values()];
	const shared = assets.map((it) => ({
		weight: about.get(it.class) ?? 0,
		rate: weights.rate(mode, it.class) * it.factor,
		kernels: sightings.map((pin) => pin.candidates.find((candidate) => candidate.asset === it.asset)?.k || unlisted),
	}));
	const { probabilities, none } = sharedPosterior(shared, weights.background(mode), sightings);
	return { candidates: assets.map((it, i) => ({ ...it, p: probabilities[i] ?? 0 })).sort((a, b) => b.p - a.p), none };
}

import { fitGumbel, gumbelAbove } from '../../../maths/gumbel.ts';
import { highestByChance, type Scanned, scan } from '../../../maths/scan.ts';
import vectors from '../../../maths/vectors/scan_nc_sids.json' with { type: 'json' };
import sids from '../../../maths/vectors/spatial_nc_sids.json' with { type: 'json' };
import { type Check, type Family, near, same } from '../check.ts';

const { name, cases74, births74, x, y } = sids.data;
const scanned: Scanned = { places: x.map((it, i) => [it, y[i] ?? 0] as const), counts: cases74, exposures: births74, seed: 1 };
const tolerance = 1e-8;
/** Of figures that chance has drawn: the last place is the rounding of a thousandth. */
const drawn = 0.01 + 1e-9;

function circles(): Check[] {
	const found = scan(scanned).slice(0, vectors.clusters.length);
	return [
		same(
			'clusters.members',
			found.map((it) => it.members.map((i) => name[i])),
			vectors.clusters.map((it) => [it.members].flat()),
		),
		same(
			'clusters.center, cases',
			found.map((it) => [name[it.centre], it.count]),
			vectors.clusters.map((it) => [it.center, it.cases]),
		),
		near(
			'clusters.expected',
			found.map((it) => it.expected),
			vectors.clusters.map((it) => it.expected),
			tolerance,
		),
		near(
			'clusters.llr',
			found.map((it) => it.logLikelihoodRatio),
			vectors.clusters.map((it) => it.llr),
			1e-9,
		),
		near(
			'clusters.rel_risk',
			found.map((it) => it.relativeRate),
			vectors.clusters.map((it) => it.rel_risk),
			tolerance,
		),
		near(
			'clusters.p',
			found.map((it) => it.p),
			vectors.clusters.map((it) => it.p),
			drawn,
		),
	];
}

/** The vector's draws, which are R's own and cannot be drawn again: what is compared is what they say of chance. */
const theirs = 999;
const ours = 1999;
/** The shares of the draws that lie below the vector's quantiles. */
const below = [0.5, 0.9, 0.95, 0.99];
/** So many standard errors two sets of draws may lie apart. */
const most = 3;

/** How high chance alone comes: in the quantiles of the draws, and in the distribution of extremes that is fitted to them. */
function byChance(): Check[] {
	const highest = highestByChance({ ...scanned, simulations: ours });
	const [found, told] = [fitGumbel(highest), { location: vectors.gumbel.mu, scale: vectors.gumbel.beta }];
	const draws = 1 / theirs + 1 / ours;
	const shares = vectors.sim_quantiles_llr.map((ratio) => highest.filter((it) => it < ratio).length / highest.length);
	const rare = vectors.sim_quantiles_llr.slice(1);
	return [
		near(
			'sim_quantiles_llr, in standard errors',
			shares.map((share, i) => (share - (below[i] ?? 0)) / Math.sqrt((below[i] ?? 0) * (1 - (below[i] ?? 0)) * draws)),
			below.map(() => 0),
			most,
		),
		// what the moments of so many draws leave open of the two (Gumbel 1958)
		near(
			'gumbel, in standard errors',
			[(found.location - told.location) / (told.scale * Math.sqrt(1.1678 * draws)), (found.scale - told.scale) / (told.scale * Math.sqrt(1.1 * draws))],
			[0, 0],
			most,
		),
		near(
			'gumbel, p',
			rare.map((ratio) => gumbelAbove(found, ratio)),
			rare.map((ratio) => gumbelAbove(told, ratio)),
			drawn,
		),
	];
}

export const scanFamily: Family = {
	id: 'scan',
	vectors: ['scan_nc_sids.json'],
	oracle: 'R (brute force; Kulldorff 1997)',
	checks: () => [...circles(), ...byChance()],
};

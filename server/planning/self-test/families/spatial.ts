import { exceedance, fitGammaPoisson, marshall, marshallLocal, relativeRate } from '../../../maths/empirical-bayes.ts';
import { hotSurroundings, hotspots } from '../../../maths/hotspot.ts';
import { falseDiscoveryRate } from '../../../maths/many-tests.ts';
import { localMoran, moran, moranOfRates } from '../../../maths/moran.ts';
import { neighboursWithin } from '../../../maths/neighbours.ts';
import { scan } from '../../../maths/scan.ts';
import scanned from '../../../maths/vectors/scan_nc_sids.json' with { type: 'json' };
import sids from '../../../maths/vectors/spatial_nc_sids.json' with { type: 'json' };
import { type Check, type Family, near, same } from '../check.ts';

const { name, cases74, births74, x, y, queen_neighbours_0based: queen } = sids.data;
const rates = cases74.map((it, i) => it / (births74[i] ?? 1));
const tolerance = 1e-8;

function likeness(): Check[] {
	const [all, each] = [moran(rates, queen), localMoran(rates, queen)];
	const [whole, local] = [sids.global_moran_W, sids.local_moran_W];
	return [
		near(
			'global_moran_W',
			[all.index, all.expected, all.variance, all.varianceNormal, all.z, all.p],
			[whole.I, whole.EI, whole.VI_rand, whole.VI_norm, whole.z, whole.p_greater],
			tolerance,
		),
		near('EBI_moran', [moranOfRates(cases74, births74, queen)], [sids.EBI_moran.I], tolerance),
		near(
			'local_moran_W.Ii',
			each.map((it) => it.index),
			local.Ii,
			tolerance,
		),
		near(
			'local_moran_W.Var_cond',
			each.map((it) => it.variance),
			local.Var_cond,
			tolerance,
		),
		near(
			'local_moran_W.p_cond',
			each.map((it) => it.p),
			local.p_cond,
			tolerance,
		),
		near('local_moran_W.p_fdr', falseDiscoveryRate(each.map((it) => it.p)), local.p_fdr, tolerance),
	];
}

function hot(): Check[] {
	const star = hotspots(rates, queen);
	const adjusted = falseDiscoveryRate(star.map((it) => it.p));
	const { points, threshold, y: values, Zs0_star_binary } = sids.pysal_published.G_local;
	const neighbours = neighboursWithin(
		points.map(([px = 0, py = 0]) => [px, py] as const),
		threshold,
	);
	return [
		near(
			'Gi_B',
			hotSurroundings(rates, queen).map((it) => it.z),
			sids.Gi_B,
			tolerance,
		),
		near(
			'Gi_star_B',
			star.map((it) => it.z),
			sids.Gi_star_B,
			tolerance,
		),
		near('Gi_star_p_BH', adjusted, sids.Gi_star_p_BH, tolerance),
		same(
			'Gi_star_significant.bh05',
			name.filter((_, i) => (adjusted[i] ?? 1) < 0.05),
			sids.Gi_star_significant.bh05,
		),
		near('pysal_published.Zs0_star_binary', [hotspots(values, neighbours)[0]?.z], [Zs0_star_binary], tolerance),
	];
}

function shrunk(): Check[] {
	const expected = sids.EB_gamma_poisson_ML;
	const fit = fitGammaPoisson(cases74, expected.E);
	const given = { shape: expected.alpha, rate: expected.beta };
	const areas = cases74.map((count, i) => relativeRate(given, count, expected.E[i] ?? Number.NaN));
	return [
		near('EB_global_marshall.est', marshall(cases74, births74), sids.EB_global_marshall.est, tolerance),
		near('EB_local_marshall.est', marshallLocal(cases74, births74, queen), sids.EB_local_marshall.est, tolerance),
		near('EB_gamma_poisson_ML.loglik', [fit.logLikelihood], [expected.loglik], tolerance),
		near(
			'EB_gamma_poisson_ML.post',
			areas.flatMap((it) => [it.mean, it.low, it.high]),
			areas.flatMap((_, i) => [expected.post_mean_RR[i], expected.post_q025[i], expected.post_q975[i]]),
			tolerance,
		),
		near(
			'EB_gamma_poisson_ML.p_exceed_1_5',
			cases74.map((count, i) => exceedance(given, count, expected.E[i] ?? Number.NaN, 1.5)),
			expected.p_exceed_1_5,
			tolerance,
		),
	];
}

function circles(): Check[] {
	const found = scan({ places: x.map((it, i) => [it, y[i] ?? 0] as const), counts: cases74, exposures: births74, seed: 1 }).slice(0, scanned.clusters.length);
	return [
		same(
			'clusters.members',
			found.map((it) => it.members.map((i) => name[i])),
			scanned.clusters.map((it) => [it.members].flat()),
		),
		near(
			'clusters.llr',
			found.map((it) => it.logLikelihoodRatio),
			scanned.clusters.map((it) => it.llr),
			1e-9,
		),
		near(
			'clusters.rel_risk',
			found.map((it) => it.relativeRate),
			scanned.clusters.map((it) => it.rel_risk),
			tolerance,
		),
		// drawn by chance: the last place of the tolerance is the rounding of a thousandth
		near(
			'clusters.p',
			found.map((it) => it.p),
			scanned.clusters.map((it) => it.p),
			0.01 + 1e-9,
		),
	];
}

export const hotspotFamily: Family = {
	id: 'hotspots',
	vectors: ['spatial_nc_sids.json'],
	oracle: `${sids.meta.oracle}; PySAL`,
	checks: () => [...likeness(), ...hot()],
};

export const shrinkage: Family = { id: 'shrinkage', vectors: ['spatial_nc_sids.json'], oracle: sids.meta.oracle, checks: shrunk };

export const scanFamily: Family = { id: 'scan', vectors: ['scan_nc_sids.json'], oracle: 'R (brute force; Kulldorff 1997)', checks: circles };

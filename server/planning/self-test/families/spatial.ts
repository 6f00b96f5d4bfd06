import { concentration } from '../../../maths/concentration.ts';
import { exceedance, fitGammaPoisson, marshall, marshallLocal, marshallPrior, relativeRate } from '../../../maths/empirical-bayes.ts';
import { hotSurroundings, hotspots } from '../../../maths/hotspot.ts';
import { dependentDiscoveryRate, falseDiscoveryRate, familyWise } from '../../../maths/many-tests.ts';
import { localMoran, moran, moranOfRates, shuffledLikeness } from '../../../maths/moran.ts';
import { neighboursWithin } from '../../../maths/neighbours.ts';
import corners from '../../../maths/vectors/sids_corners.json' with { type: 'json' };
import sids from '../../../maths/vectors/spatial_nc_sids.json' with { type: 'json' };
import { type Check, type Family, near, relative, same } from '../check.ts';

const { name, cases74, births74, cases79, births79, queen_neighbours_0based: queen } = sids.data;
const rates = cases74.map((it, i) => it / (births74[i] ?? 1));
const tolerance = 1e-8;

function likeness(): Check[] {
	const [all, whole] = [moran(rates, queen), sids.global_moran_W];
	return [
		near(
			'global_moran_W',
			[all.index, all.expected, all.variance, all.varianceNormal, all.z, all.p],
			[whole.I, whole.EI, whole.VI_rand, whole.VI_norm, whole.z, whole.p_greater],
			tolerance,
		),
		near('EBI_moran', [moranOfRates(cases74, births74, queen)], [sids.EBI_moran.I], tolerance),
	];
}

function likenessOfEach(): Check[] {
	const [each, local] = [localMoran(rates, queen), sids.local_moran_W];
	return [
		near(
			'local_moran_W.Ii',
			each.map((it) => it.index),
			local.Ii,
			tolerance,
		),
		near(
			'local_moran_W.E_cond, Var_cond, Z_cond',
			each.flatMap((it) => [it.expected, it.variance, it.z]),
			local.E_cond.flatMap((it, i) => [it, local.Var_cond[i], local.Z_cond[i]]),
			tolerance,
		),
		near(
			'local_moran_W.p_cond',
			each.map((it) => it.p),
			local.p_cond,
			tolerance,
		),
		near('local_moran_W.p_fdr', falseDiscoveryRate(each.map((it) => it.p)), local.p_fdr, tolerance),
		same(
			'local_moran_W.quadr',
			each.map((it) => it.kind),
			local.quadr.map((it) => it.toLowerCase()),
		),
		near(
			'local_moran_W.E_tot, Var_tot, Z_tot',
			shuffledLikeness(rates, queen).flatMap((it) => [it.expected, it.variance, it.z]),
			local.E_tot.flatMap((it, i) => [it, local.Var_tot[i], local.Z_tot[i]]),
			tolerance,
		),
	];
}

/** Neighbours that share a border: PySAL's own, of the same counties. */
function bordering(): number[][] {
	const apart = new Set(corners.corner_pairs_0based.flatMap(([a, b]) => [`${a}/${b}`, `${b}/${a}`]));
	return queen.map((around, i) => around.filter((j) => !apart.has(`${i}/${j}`)));
}

const side = 3;
/** The nine fields of a square of three by three, beside each other where they share a side. */
const square = Array.from({ length: side * side }, (_, i) =>
	Array.from({ length: side * side }, (_, j) => j).filter(
		(j) => Math.abs((i % side) - (j % side)) + Math.abs(Math.floor(i / side) - Math.floor(j / side)) === 1,
	),
);

function published(): Check[] {
	const { Moran_lat3x3_y1to9: field, Moran_sids_SIDR74, Moran_rate_SIDS79, EB_first5_SIDS74 } = sids.pysal_published;
	const fields = moran(
		square.map((_, i) => i + 1),
		square,
		'each',
	);
	// PySAL's file has the rates as written: per thousand births, six decimals
	const written = rates.map((it) => Number((1000 * it).toFixed(6)));
	return [
		near('pysal_published.Moran_lat3x3_y1to9', [fields.variance, fields.varianceNormal], [field.VI_rand, field.VI_norm], tolerance),
		near('pysal_published.Moran_sids_SIDR74', [moran(written, bordering()).index], [Moran_sids_SIDR74], tolerance),
		near('pysal_published.Moran_rate_SIDS79', [moranOfRates(cases79, births79, bordering())], [Moran_rate_SIDS79], tolerance),
		// published with seven decimals
		near('pysal_published.EB_first5_SIDS74', marshall(cases74, births74).slice(0, 5), EB_first5_SIDS74, 5e-8),
	];
}

function hot(): Check[] {
	const star = hotspots(rates, queen);
	const p = star.map((it) => it.p);
	const [discovered, dependent, strict] = [falseDiscoveryRate(p), dependentDiscoveryRate(p), familyWise(p)];
	const below = (adjusted: readonly number[]) => name.filter((_, i) => (adjusted[i] ?? 1) < 0.05);
	const { raw05, bh05, bonf05 } = sids.Gi_star_significant;
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
		near('Gi_star_p_two', p, sids.Gi_star_p_two, tolerance),
		near('Gi_star_p_BH', discovered, sids.Gi_star_p_BH, tolerance),
		near('Gi_star_p_BY', dependent, sids.Gi_star_p_BY, tolerance),
		near('Gi_star_p_bonferroni', strict, sids.Gi_star_p_bonferroni, tolerance),
		same('Gi_star_significant', [p, discovered, strict].map(below), [raw05, bh05, bonf05]),
	];
}

/** PySAL's own small example: six points, and how hot the first of them is. */
function example(): Check[] {
	const { points, threshold, y, G_global, G_p_norm, ...first } = sids.pysal_published.G_local;
	const neighbours = neighboursWithin(
		points.map(([px = 0, py = 0]) => [px, py] as const),
		threshold,
	);
	const [alone, star, all] = [hotSurroundings(y, neighbours)[0], hotspots(y, neighbours)[0], concentration(y, neighbours)];
	// where a row's weights are one together, PySAL still takes the variance of weights that are one each
	const asOneDrawn = (around: number, of: number) => Math.sqrt((of - around) / (around * (of - 1)));
	const around = neighbours[0]?.length ?? 0;
	return [
		near('pysal_published.G_local, binary', [alone?.z, star?.z], [first.Zs0_binary, first.Zs0_star_binary], tolerance),
		near(
			'pysal_published.G_local, row_std',
			[(alone?.z ?? 0) * asOneDrawn(around, y.length - 1), (star?.z ?? 0) * asOneDrawn(around + 1, y.length)],
			[first.Zs0_row_std, first.Zs0_star_row_std],
			tolerance,
		),
		// published with eight and six decimals
		near('pysal_published.G_global', [all.share], [G_global], 5e-9),
		near('pysal_published.G_p_norm', [all.p], [G_p_norm], 5e-7),
	];
}

function shrunk(): Check[] {
	const expected = sids.EB_gamma_poisson_ML;
	const fit = fitGammaPoisson(cases74, expected.E);
	const given = { shape: expected.alpha, rate: expected.beta };
	const prior = marshallPrior(cases74, births74);
	const { params, raw } = sids.EB_global_marshall;
	const areas = cases74.map((count, i) => relativeRate(given, count, expected.E[i] ?? Number.NaN));
	return [
		near('EB_global_marshall.est', marshall(cases74, births74), sids.EB_global_marshall.est, tolerance),
		near('EB_global_marshall.params', [prior.between, prior.mean], [params.a, params.b], tolerance),
		near('EB_marshall.raw', [...rates, ...rates], [...raw, ...sids.EB_local_marshall.raw], tolerance),
		near('EB_local_marshall.est', marshallLocal(cases74, births74, queen), sids.EB_local_marshall.est, tolerance),
		near('EB_gamma_poisson_ML.loglik', [fit.logLikelihood], [expected.loglik], tolerance),
		// R's search stops where the likelihood no longer changes, some digits short of the top
		relative('EB_gamma_poisson_ML.alpha, beta', [fit.shape, fit.rate], [expected.alpha, expected.beta], 1e-5),
		near('EB_gamma_poisson_ML.mean_RR', [given.shape / given.rate], [expected.mean_RR], tolerance),
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

export const hotspotFamily: Family = {
	id: 'hotspots',
	vectors: ['spatial_nc_sids.json', 'sids_corners.json'],
	oracle: `${sids.meta.oracle}; PySAL`,
	checks: () => [...likeness(), ...likenessOfEach(), ...published(), ...hot(), ...example()],
};

export const shrinkage: Family = { id: 'shrinkage', vectors: ['spatial_nc_sids.json'], oracle: sids.meta.oracle, checks: shrunk };

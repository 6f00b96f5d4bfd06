import { assetShrinkage } from '../../../maths/empirical-bayes.ts';
import type { Estimate } from '../../../maths/power-fit.ts';
import { crow, fitPowerLaw, misfit, trend } from '../../../maths/power-law.ts';
import { exposure, exposureRate } from '../../../maths/rates.ts';
import { poissonRegression, spreadRegression } from '../../../maths/regression.ts';
import { meanFailures } from '../../../maths/repeated.ts';
import mcf from '../../../maths/vectors/mcf_recurrent.json' with { type: 'json' };
import rates from '../../../maths/vectors/rates.json' with { type: 'json' };
import lives from '../../../maths/vectors/survival.json' with { type: 'json' };
import { fitWeibull } from '../../../maths/weibull.ts';
import { type Check, type Family, near, relative, same } from '../check.ts';
import { vectorRows } from '../rows.ts';

const pipes = () =>
	vectorRows('pipes_rates.csv').map((it) => ({
		id: Number(it['id']),
		material: it['material'] ?? '',
		exposed: Number(it['exposure_km_yr']),
		failures: Number(it['failures']),
		row: [1, ...['CI', 'HDPE', 'uPVC'].map((kind) => (kind === it['material'] ? 1 : 0)), Math.log(Number(it['diameter_mm']) / 110), Number(it['age_mid']) - 30],
		observed: { lengthKm: Number(it['length_m']) / 1000, installed: Number(it['installed']), ...(it['retired'] ? { retired: Number(it['retired']) } : {}) },
	}));

/** The years of the window in which the pipes' failures were counted. */
const [from, to] = [2010.5, 2025.5];

function crude(): Check[] {
	const all = pipes();
	const totals = rates.crude_rates_garwood.map(({ material }) => {
		const own = all.filter((it) => it.material === material);
		return [own.reduce((sum, it) => sum + it.failures, 0), own.reduce((sum, it) => sum + it.exposed, 0)];
	});
	const found = totals.map(([failures = 0, exposed = 0]) => exposureRate(failures, exposed, 100));
	// as if every pipe had been there all the time
	const wrong = Object.keys(rates.wrong_rate_if_full_window_used).map((material) => {
		const own = all.filter((it) => it.material === material && it.exposed > 0);
		return exposureRate(
			own.reduce((sum, it) => sum + it.failures, 0),
			own.reduce((sum, it) => sum + exposure({ lengthKm: it.observed.lengthKm }, from, to), 0),
			100,
		)?.rate;
	});
	return [
		near(
			'pipes_rates.exposure_km_yr',
			all.map((it) => exposure(it.observed, from, to)),
			all.map((it) => it.exposed),
			1e-6,
		),
		near(
			'crude_rates_garwood',
			found.flatMap((it) => [it?.rate, it?.low, it?.high]),
			rates.crude_rates_garwood.flatMap((it) => [it.per_100km_yr, it.lo, it.hi]),
			1e-7,
		),
		near(
			'crude_rates_garwood.failures, exposure_km_yr',
			totals.flat(),
			rates.crude_rates_garwood.flatMap((it) => [it.failures, it.exposure_km_yr]),
			1e-6,
		),
		near('wrong_rate_if_full_window_used', wrong, Object.values(rates.wrong_rate_if_full_window_used), 1e-7),
	];
}

function explained(): Check[] {
	const all = pipes().filter((it) => it.exposed > 0);
	const counted = { rows: all.map((it) => it.row), counts: all.map((it) => it.failures), exposures: all.map((it) => it.exposed) };
	const [poisson, spread] = [poissonRegression(counted), spreadRegression(counted)];
	const [one, other] = [rates.poisson_glm, rates.negbin_glm];
	const first = rates.eb_multiplier_first10;
	const expected = first.id.map((id) => spread?.fitted[all.findIndex((it) => it.id === id)] ?? Number.NaN);
	const corrected = first.y.map((count, i) => assetShrinkage(count, expected[i] ?? Number.NaN, spread?.theta ?? Number.NaN));
	return [
		near('poisson_glm.coef', poisson?.coefficients.map((it) => it.value) ?? [], Object.values(one.coef), 1e-7),
		near('poisson_glm.se', poisson?.coefficients.map((it) => it.standardError) ?? [], Object.values(one.se), 1e-7),
		near('poisson_glm.dispersion', [poisson?.deviance, poisson?.dispersion, poisson?.logLikelihood], [one.deviance, one.pearson_dispersion, one.loglik], 1e-6),
		near('negbin_glm.coef', spread?.coefficients.map((it) => it.value) ?? [], Object.values(other.coef), 1e-7),
		near('negbin_glm.se', spread?.coefficients.map((it) => it.standardError) ?? [], Object.values(other.se), 1e-7),
		near('negbin_glm.theta', [spread?.theta, spread?.logLikelihood], [other.theta, other.loglik], 1e-6),
		// R has it of the round before its last
		relative('negbin_glm.se_theta', [spread?.errorOfTheta], [other.se_theta], 1e-5),
		near('eb_multiplier_first10.mu', expected, first.mu, 1e-7),
		near(
			'eb_multiplier_first10',
			corrected.flatMap((it) => [it.multiplier, it.expected, it.weightOfModel]),
			first.y.flatMap((_, i) => [first.eb_multiplier[i], first.eb_expected_failures[i], first.weight_prior[i]]),
			1e-7,
		),
	];
}

/** How far an estimate lies from the truth that was simulated, in standard errors. */
const away = (found: Estimate | undefined, truth: number): number => Math.log((found?.value ?? Number.NaN) / truth) / (found?.errorOfLogarithm ?? Number.NaN);

function worn(): Check[] {
	const told = lives.weibull_left_truncated;
	const rows = vectorRows('weibull_left_truncated.csv').map((it) => ({ entry: Number(it['entry']), exit: Number(it['exit']), failed: it['event'] === '1' }));
	const late = fitWeibull(rows);
	const naive = fitWeibull(rows.map(({ exit, failed }) => ({ exit, failed })));
	const plain = fitWeibull(lives.km_aml.time.map((exit, i) => ({ exit, failed: lives.km_aml.event[i] === 1 })));
	return [
		same('weibull_left_truncated.n', [rows.length, late?.failures], [told.n, told.events]),
		relative(
			'weibull_left_truncated',
			[late?.shape.value, late?.scale.value, late?.logLikelihood],
			[told.expect.shape, told.expect.scale, told.expect.loglik],
			1e-6,
		),
		relative('weibull_left_truncated.se_log', [late?.shape.errorOfLogarithm, late?.scale.errorOfLogarithm], told.expect.se_log, 1e-4),
		relative(
			'weibull_left_truncated.wrong',
			[naive?.shape.value, naive?.scale.value],
			[told.wrong_if_truncation_ignored.shape, told.wrong_if_truncation_ignored.scale],
			1e-6,
		),
		relative(
			'weibull_left_truncated.wrong, survreg',
			[naive?.shape.value, naive?.scale.value],
			[told.wrong_if_truncation_ignored.survreg_shape, told.wrong_if_truncation_ignored.survreg_scale],
			1e-6,
		),
		near('weibull_left_truncated.truth, in standard errors', [away(late?.shape, told.truth.shape), away(late?.scale, told.truth.scale)], [0, 0], 3),
		relative(
			'weibull_aml',
			[plain?.shape.value, plain?.scale.value, plain?.logLikelihood],
			[lives.weibull_aml.expect.shape, lives.weibull_aml.expect.eta, lives.weibull_aml.expect.loglik],
			1e-7,
		),
	];
}

function again(): Check[] {
	const { t, T, ...one } = rates.power_law_nist;
	const [history, told] = [crow(t, T), trend(t, T)];
	const { systems, truth, expect: many } = rates.power_law_multi_left_truncated;
	const fit = fitPowerLaw(systems.map(({ entry, exit, t: failures }) => ({ entry, exit, failures })));
	const ids = [...new Set(mcf.intervals.map((it) => it.id))];
	const steps = meanFailures(
		ids.map((id) => {
			const own = mcf.intervals.filter((it) => it.id === id);
			return { exit: Math.max(...own.map((it) => it.stop)), failures: own.filter((it) => it.event === 1).map((it) => it.stop) };
		}),
	);
	return [
		relative(
			'power_law_nist',
			[history?.growth, history?.growthUnbiased, history?.factor, history?.paceNow],
			[one.beta_mle, one.beta_unbiased, one.lambda, one.intensity_at_T],
			1e-9,
		),
		relative('power_law_nist.trend', [told?.laplace, told?.militaryHandbook, told?.degreesOfFreedom], [one.laplace_u, one.mil_hdbk_chi2, one.mil_df], 1e-9),
		near('power_law_nist.cvm', [misfit(t, T)], [one.cvm], 1e-9),
		relative('power_law_multi_left_truncated', [fit?.shape.value, fit?.scale.value, fit?.logLikelihood], [many.beta, many.theta, many.loglik], 1e-6),
		relative('power_law_multi_left_truncated.se_log', [fit?.shape.errorOfLogarithm, fit?.scale.errorOfLogarithm], many.se_log, 1e-4),
		near('power_law_multi_left_truncated.truth, in standard errors', [away(fit?.shape, truth.beta), away(fit?.scale, truth.theta)], [0, 0], 3),
		same(
			'mcf_recurrent.time, n_risk, n_event',
			steps.map((it) => [it.age, it.atRisk, it.failures]),
			mcf.expect.time.map((age, i) => [age, mcf.expect.n_risk[i], mcf.expect.n_event[i]]),
		),
		near(
			'mcf_recurrent.MCF',
			steps.map((it) => it.mean),
			mcf.expect.MCF,
			1e-9,
		),
	];
}

const glm = rates.meta.oracle;

export const crudeRates: Family = { id: 'rates', vectors: ['rates.json', 'pipes_rates.csv'], oracle: glm, checks: crude };
export const regressions: Family = { id: 'regression', vectors: ['rates.json', 'pipes_rates.csv'], oracle: glm, checks: explained };
export const deterioration: Family = { id: 'deterioration', vectors: ['survival.json', 'weibull_left_truncated.csv'], oracle: 'R optim', checks: worn };
export const repeated: Family = { id: 'repeated', vectors: ['rates.json', 'mcf_recurrent.json'], oracle: `${glm}; R survival`, checks: again };

import { aalenJohansen } from '../../../maths/competing.ts';
import { coxRegression } from '../../../maths/cox.ts';
import { lifetimeRegression } from '../../../maths/lifetime-regression.ts';
import { logRank } from '../../../maths/log-rank.ts';
import { kaplanMeier, restrictedMean, survivingAt } from '../../../maths/survival.ts';
import { median } from '../../../maths/time-to-event.ts';
import vectors from '../../../maths/vectors/survival.json' with { type: 'json' };
import { type Check, type Family, near, same } from '../check.ts';

interface Data {
	readonly time: readonly number[];
	readonly event: readonly number[];
	readonly entry?: readonly number[];
	readonly group?: readonly string[];
}

const followed = ({ time, event, entry, group }: Data) =>
	time.map((it, i) => ({ time: it, cause: event[i] ?? 0, group: group?.[i] ?? '', ...(entry && { entry: entry[i] ?? 0 }) }));

const tolerance = 1e-8;

function curve(): Check[] {
	const { expect: expected, ...data } = vectors.km_aml;
	const steps = kaplanMeier(followed(data));
	return [
		same(
			'km_aml.time, n_risk, n_event',
			steps.map((it) => [it.time, it.atRisk, it.ended]),
			expected.time.map((time, i) => [time, expected.n_risk[i], expected.n_event[i]]),
		),
		near(
			'km_aml.surv',
			steps.map((it) => it.surviving),
			expected.surv,
			tolerance,
		),
		near(
			'km_aml.std_err',
			steps.map((it) => it.standardError),
			expected.std_err,
			tolerance,
		),
		near(
			'km_aml.lower_loglog',
			steps.map((it) => it.low),
			expected.lower_loglog,
			tolerance,
		),
		near(
			'km_aml.upper_loglog',
			steps.map((it) => it.high),
			expected.upper_loglog,
			tolerance,
		),
	];
}

function summaries(): Check[] {
	const { expect: expected, ...data } = vectors.km_aml;
	const steps = kaplanMeier(followed(data));
	const mean = restrictedMean(steps, 48);
	const quantiles = expected.quantile_p.map((p) => median(steps, 1 - p));
	return [
		near(
			'km_aml.quantile',
			quantiles.flatMap((it) => [it.median, it.low, it.high]),
			expected.quantile.flatMap((it, i) => [it, expected.q_lower[i], expected.q_upper[i]]),
			tolerance,
		),
		near('km_aml.rmst_tau48', [mean.mean, mean.standardError], expected.rmst_tau48, tolerance),
	];
}

function lateEntry(): Check[] {
	const { expect: expected, ...data } = vectors.km_left_truncated;
	const steps = kaplanMeier(followed(data));
	return [
		same(
			'km_left_truncated.time, n_risk, n_event',
			steps.map((it) => [it.time, it.atRisk, it.ended]),
			expected.time.map((time, i) => [time, expected.n_risk[i], expected.n_event[i]]),
		),
		near(
			'km_left_truncated.surv',
			steps.map((it) => it.surviving),
			expected.surv,
			tolerance,
		),
		near(
			'km_left_truncated.std_err',
			steps.map((it) => it.standardError),
			expected.std_err,
			tolerance,
		),
	];
}

function causes(): Check[] {
	const { time, state, at, expect: expected, naive_1_minus_KM_fixed: naive } = vectors.aalen_johansen;
	const standing = aalenJohansen(
		time.map((it, i) => ({ time: it, cause: state[i] ?? 0 })),
		{ causes: 2, at },
	);
	const alone = kaplanMeier(time.map((it, i) => ({ time: it, cause: state[i] === 1 ? 1 : 0 })));
	return [
		near(
			'aalen_johansen.pstate',
			standing.flatMap((it) => [it.open, ...it.ended.map(({ share }) => share)]),
			expected.pstate.flat(),
			tolerance,
		),
		near(
			'aalen_johansen.naive',
			at.map((it) => 1 - survivingAt(alone, it).surviving),
			naive,
			tolerance,
		),
	];
}

function groups(): Check[] {
	const two = logRank(followed(vectors.km_aml));
	const { time, status, celltype, ...veteran } = vectors.logrank_veteran;
	const four = logRank(followed({ time, event: status, group: celltype }));
	const aml = vectors.logrank_aml;
	return [
		near(
			'logrank_aml',
			[two.chiSquared, two.degreesOfFreedom, two.p, ...two.observed, ...two.expected],
			[aml.chisq, aml.df, aml.p, ...aml.obs, ...aml.exp],
			tolerance,
		),
		near('peto_aml', [logRank(followed(vectors.km_aml), 1).chiSquared], [vectors.peto_aml.chisq], tolerance),
		near('logrank_veteran', [four.chiSquared, four.p, four.degreesOfFreedom], [veteran.chisq, veteran.p, veteran.df], tolerance),
		near('logrank_veteran.obs, exp', [...four.observed, ...four.expected], [...veteran.obs, ...veteran.exp], tolerance),
	];
}

/** What makes things end sooner: by proportional hazards, and by a Weibull model of the whole life. */
function explained(): Check[] {
	const { entry, time, event } = vectors.km_left_truncated;
	const { group, ...cox } = vectors.cox_delayed_entry;
	const hazards = coxRegression(time.map((it, i) => ({ time: it, cause: event[i] ?? 0, entry: entry[i] ?? 0, row: [group[i] ?? Number.NaN] })));
	const [coefficient] = hazards?.coefficients ?? [];
	const { expect: veteran, ...data } = vectors.weibull_aft_veteran;
	const lives = lifetimeRegression(data.time.map((exit, i) => ({ exit, failed: data.status[i] === 1, row: [1, data.karno[i] ?? Number.NaN] })));
	const aml = vectors.weibull_aml.expect;
	const plain = lifetimeRegression(vectors.km_aml.time.map((exit, i) => ({ exit, failed: vectors.km_aml.event[i] === 1, row: [1] })));
	return [
		near(
			'cox_delayed_entry',
			[coefficient?.value, coefficient?.standardError, hazards?.logLikelihoodOfNone, hazards?.logLikelihood],
			[cox.coef, cox.se, ...cox.loglik],
			tolerance,
		),
		near(
			'weibull_aft_veteran',
			[...(lives?.coefficients ?? []), lives?.scale, 1 / (lives?.scale ?? Number.NaN), lives?.logLikelihood],
			[veteran.intercept, veteran.karno, veteran.scale, veteran.shape, veteran.loglik],
			tolerance,
		),
		near('weibull_aft_veteran.vcov', lives?.covariance.flat() ?? [], veteran.vcov.flat(), tolerance),
		near('weibull_aml', [plain?.coefficients[0], plain?.scale, plain?.logLikelihood], [aml.intercept, aml.scale, aml.loglik], tolerance),
	];
}

export const survival: Family = {
	id: 'survival',
	vectors: ['survival.json'],
	oracle: vectors.meta.oracle,
	checks: () => [...curve(), ...summaries(), ...lateEntry(), ...causes(), ...groups(), ...explained()],
};

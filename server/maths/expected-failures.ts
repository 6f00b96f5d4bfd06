import { fitGammaPoisson, relativeRate } from './empirical-bayes.ts';

/** An asset that may fail, with what is known of its past. */
export interface Failing {
	/** What it is compared with: its material and the decade it was laid in. */
	readonly cohort: string;
	/** Kilometres of a line; 1 of anything else. */
	readonly km: number;
	/** Years in service while its failures were being recorded. */
	readonly years: number;
	readonly failures: number;
}

/** No more assets than this teach how much assets differ; of more, every so many-th. */
const teaching = 20_000;

const sum = (values: readonly number[]): number => values.reduce((total, it) => total + it, 0);

/** Rates of cohorts, failures for each km and year, pulled towards that of all, the more the less there was to see. */
function cohortRates(assets: readonly Failing[]): Map<string, number> {
	const seen = new Map<string, { failures: number; kmYears: number }>();
	for (const { cohort, failures, km, years } of assets) {
		const it = seen.get(cohort) ?? { failures: 0, kmYears: 0 };
		seen.set(cohort, { failures: it.failures + failures, kmYears: it.kmYears + km * years });
	}
	const cohorts = [...seen].filter(([, it]) => it.kmYears > 0);
	const whole = sum(cohorts.map(([, it]) => it.failures)) / sum(cohorts.map(([, it]) => it.kmYears));
	if (!(whole > 0)) return new Map();
	const expected = cohorts.map(([, it]) => it.kmYears * whole);
	const counts = cohorts.map(([, it]) => it.failures);
	const prior = cohorts.length > 1 ? fitGammaPoisson(counts, expected) : { shape: 1e6, rate: 1e6 };
	return new Map(cohorts.map(([cohort], i) => [cohort, whole * relativeRate(prior, counts[i] ?? 0, expected[i] ?? 0).mean]));
}

/** Failures a year that each asset is to be expected to have: its cohort's, moved by its own past as far as that says anything. */
export function expectedFailures(assets: readonly Failing[]): number[] {
	const rates = cohortRates(assets);
	const expected = assets.map(({ cohort, km, years }) => (rates.get(cohort) ?? 0) * km * years);
	const step = Math.max(1, Math.ceil(assets.length / teaching));
	const taught = [...assets.keys()].filter((i) => i % step === 0 && (expected[i] ?? 0) > 0);
	const failed = taught.some((i) => (assets[i]?.failures ?? 0) > 0);
	const prior = failed
		? fitGammaPoisson(
				taught.map((i) => assets[i]?.failures ?? 0),
				taught.map((i) => expected[i] ?? 0),
			)
		: { shape: 1e6, rate: 1e6 };
	return assets.map(({ cohort, km, failures }, i) => (rates.get(cohort) ?? 0) * km * relativeRate(prior, failures, expected[i] ?? 0).mean);
}

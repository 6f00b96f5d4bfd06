import { readiness, reportingRates } from '../../../maths/reporting-rate.ts';
import vectors from '../../../maths/vectors/underreporting.json' with { type: 'json' };
import { type Check, type Family, near, relative } from '../check.ts';
import { vectorRows } from '../rows.ts';

/** So many days a fault lives that nobody reports. */
const lifeDays = 21;

const { expect: expected, truth } = vectors;

const faults = () =>
	vectorRows(vectors.data_file).map((it) => ({ place: it['ward'] ?? '', days: Number(it['duration_days']), duplicates: Number(it['duplicates']) }));

function ready(): Check[] {
	const all = reportingRates(faults(), { lifeDays });
	const found = expected.ward.map((ward) => all.filter((it) => 'perDay' in it).find((it) => it.place === ward));
	const away = found.map((it, i) => Math.abs(Math.log((it?.perDay ?? Number.NaN) / (truth[i]?.lambda ?? Number.NaN)) / (it?.errorOfLogarithm ?? 0)));
	return [
		near(
			'underreporting.lambda',
			found.map((it) => it?.perDay),
			expected.lambda,
			1e-9,
		),
		near(
			'underreporting.p_ever_reported_life21',
			found.map((it) => it?.everReported),
			expected.p_ever_reported_life21,
			1e-9,
		),
		relative(
			'underreporting.mean_delay_days',
			found.map((it) => it?.delay),
			expected.mean_delay_days,
			1e-9,
		),
		// R has it of the round before its last
		relative(
			'underreporting.se_log',
			found.map((it) => it?.errorOfLogarithm),
			expected.se_log,
			1e-4,
		),
		// in standard errors
		near(
			'underreporting.truth',
			away,
			away.map(() => 0),
			3,
		),
	];
}

/** How many faults there were with those that nobody reported, and each ward's share of them. */
function unseen(): Check[] {
	const all = faults();
	const totals = truth.map(({ ward, observed }) => {
		const own = all.filter((it) => it.place === ward);
		const [days, duplicates] = [own.reduce((sum, it) => sum + it.days, 0), own.reduce((sum, it) => sum + it.duplicates, 0)];
		const said = readiness({ place: ward, seen: observed, days, duplicates }, { lifeDays });
		return 'faults' in said ? said.faults : Number.NaN;
	});
	const shares = (of: readonly number[]) => of.map((it) => it / of.reduce((sum, one) => sum + one, 0));
	return [
		near('underreporting.implied_incidents', totals, expected.implied_incidents, 1e-6),
		near('corrected_share', shares(totals), vectors.corrected_share, 1e-9),
		near('naive_observed_incidents_share', shares(truth.map((it) => it.observed)), vectors.naive_observed_incidents_share, 1e-9),
		near('true_share', shares(truth.map((it) => it.incidents)), vectors.true_share, 1e-9),
	];
}

export const reporting: Family = {
	id: 'reporting',
	vectors: ['underreporting.json', 'underreporting_incidents.csv'],
	oracle: vectors.meta.oracle,
	checks: () => [...ready(), ...unseen()],
};

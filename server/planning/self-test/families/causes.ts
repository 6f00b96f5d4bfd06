import { affectedChance, inferCause } from '../../../maths/cause-inference.ts';
import { feederCauses } from '../../../maths/feeder-causes.ts';
import vectors from '../../../maths/vectors/feeder_inference.json' with { type: 'json' };
import { type Check, type Family, near, same } from '../check.ts';

const tolerance = 1e-9;

const parent: Readonly<Record<string, string | null>> = vectors.tree.parent;
const phase: Readonly<Record<string, string>> = vectors.tree.phase;
const lamps = Object.keys(phase);
const numbers = (names: readonly string[]): number[] => names.map((it) => lamps.indexOf(it));

function common(): Check[] {
	const { priors } = vectors;
	const causes = feederCauses(
		{ before: numbers(lamps.map((it) => parent[it] ?? '')), phase: lamps.map((it) => phase[it] ?? '') },
		{ section: priors.segment, sectionPhase: priors.segment_phase_each, box: priors.kiosk, boxPhase: priors.kiosk_phase_each },
		lamps,
	);
	return vectors.cases.flatMap(({ name, reported, confirmed_working, params, top5, lamp_prob_dark }) => {
		const found = inferCause({
			causes,
			count: lamps.length,
			evidence: { reported: numbers(reported), working: numbers(confirmed_working) },
			shares: { affectedReports: params.q1, otherReports: params.q0, affectedWell: params.qw1, otherWell: params.qw0 },
		});
		const dark = affectedChance(found, lamps.length);
		const first = found.slice(0, top5.length);
		return [
			same(
				`${name}: hypotheses, n_affected`,
				first.map((it) => [it.names.toSorted(), it.affected.length]),
				top5.map((it) => [it.hypotheses.toSorted(), it.n_affected]),
			),
			near(
				`${name}: posterior, log_joint`,
				first.flatMap((it) => [it.posterior, it.logJoint]),
				top5.flatMap((it) => [it.posterior, it.log_joint]),
				tolerance,
			),
			near(
				`${name}: lamp_prob_dark`,
				numbers(Object.keys(lamp_prob_dark)).map((it) => dark[it]),
				Object.values(lamp_prob_dark),
				tolerance,
			),
		];
	});
}

export const causesFamily: Family = { id: 'causes', vectors: ['feeder_inference.json'], oracle: vectors.meta.oracle, checks: common };

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { affectedChance, type Cause, inferCause } from '../../../server/maths/cause-inference.ts';
import { feederCauses } from '../../../server/maths/feeder-causes.ts';
import vectors from '../../../server/maths/vectors/feeder_inference.json' with { type: 'json' };

const parent: Record<string, string | null> = vectors.tree.parent;
const phase: Record<string, string> = vectors.tree.phase;
const lamps = Object.keys(phase);
const { priors } = vectors;
const causes = feederCauses(
	{ before: lamps.map((it) => lamps.indexOf(parent[it] ?? '')), phase: lamps.map((it) => phase[it] ?? '') },
	{ section: priors.segment, sectionPhase: priors.segment_phase_each, box: priors.kiosk, boxPhase: priors.kiosk_phase_each },
	lamps,
);
const numbers = (names: readonly string[]): number[] => names.map((it) => lamps.indexOf(it));

describe('what is common to dark lamps', () => {
	test.each(vectors.cases)('$name', ({ reported, confirmed_working, params, top5, lamp_prob_dark }) => {
		const found = inferCause({
			causes,
			count: lamps.length,
			evidence: { reported: numbers(reported), working: numbers(confirmed_working) },
			shares: { affectedReports: params.q1, otherReports: params.q0, affectedWell: params.qw1, otherWell: params.qw0 },
		});
		for (const [i, expected] of top5.entries()) {
			expect([...(found[i]?.names ?? [])].sort()).toEqual([...expected.hypotheses].sort());
			expect(found[i]?.affected).toHaveLength(expected.n_affected);
			expect(found[i]?.posterior).toBeCloseTo(expected.posterior, 9);
			expect(found[i]?.logJoint).toBeCloseTo(expected.log_joint, 9);
		}
		const chance = affectedChance(found, lamps.length);
		for (const [name, expected] of Object.entries(lamp_prob_dark)) expect(chance[lamps.indexOf(name)]).toBeCloseTo(expected, 9);
	});

	test('posteriors add up to one, causes that affect the same are one, and a lamp seen to shine never makes a cause that holds it likelier', () => {
		const cause = fc.record({ prior: fc.double({ min: 0.001, max: 0.1, noNaN: true }), affected: fc.uniqueArray(fc.nat(7), { maxLength: 8 }) });
		fc.assert(
			fc.property(fc.array(cause, { minLength: 1, maxLength: 6 }), fc.uniqueArray(fc.nat(7)), fc.nat(7), (drawn, reported, seen) => {
				const all: Cause[] = drawn.map((it, i) => ({ ...it, name: String(i) }));
				const shares = { affectedReports: 0.35, otherReports: 0.01, affectedWell: 0.001, otherWell: 0.05 };
				const infer = (working: number[]) => inferCause({ causes: all, count: 8, evidence: { reported, working }, shares });
				const found = infer([]);
				expect(found.reduce((sum, { posterior }) => sum + posterior, 0)).toBeCloseTo(1, 9);
				expect(new Set(found.map(({ affected }) => affected.join())).size).toBe(found.length);
				const after = new Map(infer([seen]).map((it) => [it.affected.join(), it.posterior]));
				for (const { affected, posterior } of found) if (affected.includes(seen)) expect(after.get(affected.join())).toBeLessThanOrEqual(posterior + 1e-12);
			}),
		);
	});
});

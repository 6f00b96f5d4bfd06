import { expect, test } from 'vitest';
import { weighBranch } from '../../../server/maths/branch-causes.ts';
import type { Branch } from '../../../server/maths/branch-layout.ts';
import { calibrationError } from '../../../server/maths/calibration.ts';
import { random } from '../../../server/maths/random.ts';
import { drawNight, scoreNight } from '../../../server/maths/simulated-causes.ts';
import vectors from '../../../server/maths/vectors/feeder_inference.json' with { type: 'json' };

const parent: Record<string, string | null> = vectors.tree.parent;
const phase: Record<string, string> = vectors.tree.phase;
const lamps = Object.keys(phase);
const { priors, closed_loop: expected } = vectors;

const feeder: Branch = {
	sections: lamps.map((it) => ({ before: lamps.indexOf(parent[it] ?? ''), whole: priors.segment, byPhase: priors.segment_phase_each })),
	taps: lamps.map((it, section) => ({ section, phase: phase[it] ?? '', alone: 0.01, said: 'nothing' })),
	source: { whole: priors.kiosk, byPhase: priors.kiosk_phase_each },
};

test('simulated nights on the feeder of the vectors are understood as well as by exact enumeration', () => {
	const draw = random('nights');
	const scores = Array.from({ length: 600 }, () => drawNight(feeder, draw, { share: 0.35 })).flatMap((night) => {
		if (night.reporters < 2) return [];
		return scoreNight(night, weighBranch({ ...feeder, taps: night.taps }, { shares: [0.35], affectedWell: 0.001, otherWell: 0.05 })) ?? [];
	});
	const mean = (of: (it: (typeof scores)[number]) => number): number => scores.reduce((sum, it) => sum + of(it), 0) / scores.length;
	expect(scores.length).toBeGreaterThan(200);
	expect(Math.abs(mean(({ right }) => Number(right)) - expected.top1)).toBeLessThan(0.08);
	expect(Math.abs(mean(({ likeliest }) => likeliest) - expected.mean_jaccard_top1)).toBeLessThan(0.08);
	expect(Math.abs(mean(({ ofThree }) => Number(ofThree === 1)) - expected.top3)).toBeLessThan(0.08);
	expect(Math.abs(mean(({ likeliest }) => Number(likeliest >= 0.75)) - expected.share_jaccard_ge_075)).toBeLessThan(0.08);
	const error = calibrationError(
		scores.map(({ said }) => said),
		scores.map(({ right }) => right),
	);
	// Some three hundred cases in ten bins: the error of the sample itself is about 0.04.
	expect(error).toBeLessThan(0.08);
}, 60_000);

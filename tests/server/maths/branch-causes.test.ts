import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { affectedBy, commonCauses, type Habits, weighBranch, worthTesting } from '../../../server/maths/branch-causes.ts';
import type { Branch, Tap } from '../../../server/maths/branch-layout.ts';
import { inferCause } from '../../../server/maths/cause-inference.ts';
import vectors from '../../../server/maths/vectors/feeder_inference.json' with { type: 'json' };

const parent: Record<string, string | null> = vectors.tree.parent;
const phase: Record<string, string> = vectors.tree.phase;
const lamps = Object.keys(phase);
const { priors } = vectors;

/** The feeder of the vectors: a section of cable before each lamp. */
const feeder = (said: (lamp: string) => Tap['said'], alone: number): Branch => ({
	sections: lamps.map((it) => ({ before: lamps.indexOf(parent[it] ?? ''), whole: priors.segment, byPhase: priors.segment_phase_each })),
	taps: lamps.map((it, section) => ({ section, phase: phase[it] ?? '', alone, said: said(it) })),
	source: { whole: priors.kiosk, byPhase: priors.kiosk_phase_each },
});

const named = ({ section, phase: lost }: { section: number; phase: string }): string => {
	if (section < 0) return lost ? `kiosk-phase:${lost}` : 'kiosk';
	return lost ? `phase:${lamps[section]}:${lost}` : `seg:${lamps[section]}`;
};

describe('what is common to reports in a part of a network', () => {
	test.each(vectors.cases)('is weighed as by exact enumeration: $name', ({ reported, confirmed_working, params, top5 }) => {
		const said = (lamp: string): Tap['said'] =>
			(reported as string[]).includes(lamp) ? 'reported' : (confirmed_working as string[]).includes(lamp) ? 'well' : 'nothing';
		const habits: Habits = { shares: [params.q1], affectedWell: params.qw1, otherWell: params.qw0 };
		const { causes, independent } = weighBranch(feeder(said, params.q0), habits);
		for (const expected of top5) {
			if (expected.hypotheses.includes('independent')) expect(independent).toBeCloseTo(expected.posterior, 9);
			else {
				const found = causes.find(({ failing }) => failing.map(named).sort().join() === [...expected.hypotheses].sort().join());
				expect(found?.posterior).toBeCloseTo(expected.posterior, 9);
				expect(found?.affected).toHaveLength(expected.n_affected);
			}
		}
	});

	test('is weighed as cause by cause, whatever the tree', () => {
		const tap = fc.record({
			place: fc.nat(),
			phase: fc.constantFrom('R', 'W'),
			alone: fc.double({ min: 0.01, max: 0.3, noNaN: true }),
			said: fc.constantFrom('reported', 'well', 'nothing'),
		});
		fc.assert(
			fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 9 }), fc.array(tap, { minLength: 1, maxLength: 14 }), (drawn, hung) => {
				const before = drawn.map((it, i) => (i === 0 ? -1 : (it % (i + 1)) - 1));
				const branch: Branch = {
					sections: before.map((it) => ({ before: it, whole: 0.002, byPhase: 0 })),
					taps: hung.map(({ place, alone: _, ...it }) => ({ ...it, alone: 0.02, section: place % before.length }) as Tap),
					source: null,
				};
				const above = (section: number): number[] => (section < 0 ? [] : [section, ...above(before[section] ?? -1)]);
				const beyond = before.map((_, section) => branch.taps.flatMap((it, i) => (above(it.section).includes(section) ? [i] : [])));
				const common = beyond.flatMap((affected, i) => (affected.length > 0 ? [{ name: String(i), prior: 0.002, affected }] : []));
				const those = (said: Tap['said']): number[] => branch.taps.flatMap((it, i) => (it.said === said ? [i] : []));
				const exact = inferCause({
					causes: [...common, { name: 'independent', prior: 1 - 0.002 * common.length, affected: [] }],
					count: branch.taps.length,
					evidence: { reported: those('reported'), working: those('well') },
					shares: { affectedReports: 0.3, otherReports: 0.02, affectedWell: 0.001, otherWell: 0.05 },
				});
				const found = weighBranch(branch, { shares: [0.3], affectedWell: 0.001, otherWell: 0.05 });
				const sorted = (it: readonly number[]): string => [...it].sort((a, b) => a - b).join();
				const bySet = new Map(found.causes.map((it) => [sorted(it.affected), it.posterior]));
				for (const it of exact) expect(it.affected.length === 0 ? found.independent : bySet.get(sorted(it.affected))).toBeCloseTo(it.posterior, 9);
			}),
		);
	});

	test('a report that is not linked yet is weighed over all it may be about; one that can only be about one is as if it were linked', () => {
		const tap = (section: number, said: Tap['said'] = 'nothing'): Tap => ({ section, phase: '', alone: 0.1, said });
		const section = { before: -1, whole: 0.1, byPhase: 0 };
		const two: Branch = { sections: [section, section], taps: [tap(0), tap(0), tap(1)], source: null };
		const habits: Habits = { shares: [0.5], affectedWell: 0.001, otherWell: 0.05 };
		const vague = [
			{ tap: 0, p: 0.5 },
			{ tap: 1, p: 0.25 },
		];
		const { causes, independent } = weighBranch({ ...two, vague: [vague] }, habits);
		// By hand: two silent ones (5/9)² · (1/4 + 3/4 · 9) = 175/81 for the first section, 5/9 for the other; times their priors, beside 0.8 for neither.
		expect(causes.map(({ posterior }) => posterior)).toEqual([expect.closeTo(175 / 868, 12), expect.closeTo(45 / 868, 12)]);
		expect(independent).toBeCloseTo(648 / 868, 12);
		expect(causes.map((it) => [it.reported, it.vague])).toEqual([
			[1, [0]],
			[0, []],
		]);
		const sure = weighBranch({ ...two, vague: [[{ tap: 0, p: 1 }]] }, habits);
		const linked = weighBranch({ ...two, taps: [tap(0, 'reported'), tap(0), tap(1)] }, habits);
		expect(sure.independent).toBeCloseTo(linked.independent, 12);
		expect(weighBranch({ ...two, taps: [tap(0, 'reported'), tap(0), tap(1)], vague: [[{ tap: 0, p: 1 }]] }, habits)).toMatchObject({
			independent: expect.closeTo(linked.independent, 12),
		});
	});

	test('two at once are not taken for one further up, and one further up is not taken for two', () => {
		const whole = 1e-4;
		const sections = [-1, 0, 0, 0].map((before) => ({ before, whole, byPhase: 0 }));
		const taps = (said: (section: number, i: number) => boolean): Branch['taps'] =>
			[10, 10, 40].flatMap((count, at) =>
				Array.from({ length: count }, (_, i) => ({
					section: at + 1,
					phase: '',
					alone: 0.001,
					said: said(at + 1, i) ? ('reported' as const) : ('nothing' as const),
				})),
			);
		const shares = { shares: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], affectedWell: 0.001, otherWell: 0.05 };
		const belief = { odds: 3, reports: 3, causes: 3 };
		const failed = (branch: Branch) => commonCauses(branch, shares, belief).map(({ causes }) => causes[0]?.failing.map(({ section }) => section));
		const two = { sections, source: null, taps: taps((section, i) => section < 3 && i < 6) };
		expect(weighBranch(two, shares).causes[0]?.failing).toEqual([{ section: 0, phase: '' }]);
		expect(failed(two).flat().sort()).toEqual([1, 2]);
		// The other two thirds of what hangs there are dark as well: then it is the one on which all hang.
		expect(failed({ sections, source: null, taps: taps((_, i) => i % 3 === 0) })).toEqual([[0]]);
	});

	test('two at once are told apart, the explained says nothing more, and the lamp to look at is one on which the likely ones differ', () => {
		const dark = new Set(['A10', 'A11', 'A12', 'A8', 'C8', 'C9', 'C10']);
		const lit = new Set(['A2', 'B3', 'C2']);
		const branch = feeder((lamp) => (dark.has(lamp) ? 'reported' : lit.has(lamp) ? 'well' : 'nothing'), 0.01);
		const habits: Habits = { shares: [0.2, 0.4, 0.6], affectedWell: 0.001, otherWell: 0.05 };
		const found = commonCauses(branch, habits, { odds: 3, reports: 3, causes: 3 });
		expect(found).toHaveLength(2);
		const ends = found.map(({ causes }) => new Set((causes[0]?.affected ?? []).map((it) => lamps[it]?.[0])));
		expect(ends.map((it) => [...it].join()).sort()).toEqual(['A', 'C']);
		const [first] = found;
		const tested = first && worthTesting(first, branch.taps);
		const chance = first && affectedBy(first).get(tested ?? -1);
		expect(dark.has(lamps[tested ?? -1] ?? '')).toBe(false);
		expect(chance).toBeGreaterThan(0.05);
		expect(chance).toBeLessThan(0.95);
		expect(
			commonCauses(
				feeder((lamp) => (dark.has(lamp) ? 'explained' : 'nothing'), 0.01),
				habits,
				{ odds: 3, reports: 3, causes: 3 },
			),
		).toEqual([]);
	});
});

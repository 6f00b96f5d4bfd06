import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backingUp } from '../../../server/maths/backing-up.ts';
import { weighBranch } from '../../../server/maths/branch-causes.ts';
import { type Branch, layOut, type Tap } from '../../../server/maths/branch-layout.ts';
import { drainsThrough } from '../../../server/maths/drains-through.ts';

const sorted = (it: readonly number[]): number[] => [...it].sort((a, b) => a - b);

describe('what all must drain through', () => {
	test('is the next pipe in a tree, and below a fork the first where its ways have met again; a ring is left out', () => {
		// 5 → 4 → 1 → 0, 4 → 2 → 1 as well; 7 → 8 → 7 runs in a ring and 9 joins it.
		const links = [
			{ from: 1, to: 0 },
			{ from: 4, to: 1 },
			{ from: 2, to: 1 },
			{ from: 4, to: 2 },
			{ from: 5, to: 4 },
			{ from: 7, to: 8 },
			{ from: 8, to: 7 },
			{ from: 9, to: 7 },
		];
		const { through, from, order } = drainsThrough(links, 0);
		expect([...through.slice(0, 5)]).toEqual([-1, 0, 0, 2, 0]);
		expect([from.get(4), from.get(5), from.get(9)]).toEqual([0, 4, undefined]);
		expect(sorted(order)).toEqual([0, 1, 2, 3, 4]);
	});

	test('is what cuts a node off when it is taken away, whatever the network', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.nat()), { minLength: 1, maxLength: 14 }), (drawn) => {
				const links = drawn.map(([from, n]) => ({ from, to: n % from }));
				const drains = (without: number): Set<number> => {
					const met = new Set([0]);
					for (let grew = true; grew; ) {
						grew = false;
						links.forEach(({ from, to }, i) => {
							if (i === without || met.has(from) || !met.has(to)) return;
							met.add(from);
							grew = true;
						});
					}
					return met;
				};
				const { through, from } = drainsThrough(links, 0);
				for (const node of drains(-1)) {
					const must = links.flatMap((_, i) => (drains(i).has(node) ? [] : [i]));
					const found: number[] = [];
					for (let at = from.get(node) ?? -1; at >= 0; at = through[at] ?? -1) found.push(at);
					expect(sorted(found)).toEqual(must);
				}
			}),
		);
	});
});

describe('how far it backs up', () => {
	// By hand, metres above the outlet: floors of the upper ends 0.5, 1, 2.4, 0.9, 1.2; lids 2.5, 2.2, 4.4, 2, none.
	const reaches = [
		{ before: -1, rise: 0.5, opening: 2.5 },
		{ before: 0, rise: 0.5, opening: 1.7 },
		{ before: 1, rise: 1.4, opening: 3.4 },
		{ before: 0, rise: 0.4, opening: 1.5 },
		{ before: 3, rise: 0.3, opening: Number.POSITIVE_INFINITY },
	];

	test('is to the lowest lid above: what has its floor higher stays dry', () => {
		expect(backingUp(reaches)).toEqual([[2], [2], [], [], []]);
		// With a deeper manhole on the second it spills at 2 all the same from the first; behind the second alone the water rises to 2.6.
		const deep = reaches.map((it, i) => (i === 1 ? { ...it, opening: 2.1 } : it));
		expect(backingUp(deep)).toEqual([[2], [], [], [], []]);
	});

	test('leaves out of what a section affects what it spares, in its sums and in its taps', () => {
		const spared = backingUp(reaches);
		const branch: Branch = {
			sections: reaches.map(({ before }, i) => ({ before, whole: 0.01, byPhase: 0, spared: spared[i] ?? [] })),
			taps: reaches.map((_, section): Tap => ({ section, phase: '', alone: 0.01, said: section === 2 ? 'nothing' : 'reported' })),
			source: null,
		};
		const layout = layOut(branch);
		const all = layout.beyond(0);
		expect(all && sorted(layout.taps(all))).toEqual([0, 1, 3, 4]);
		expect(all && layout.sums([(_, tap) => tap])(all)).toEqual([8]);
		const [best] = weighBranch(branch, { shares: [0.5], affectedWell: 0.001, otherWell: 0.05 }).causes;
		expect(best?.failing).toEqual([{ section: 0, phase: '' }]);
		expect(best?.reported).toBe(4);
	});
});

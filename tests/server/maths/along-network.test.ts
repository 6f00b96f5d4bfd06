import { describe, expect, test } from 'vitest';
import { crowdedByChance, crowding, densitySteps, type Watched } from '../../../server/maths/along-network.ts';
import { lineGraph } from '../../../server/maths/line-graph.ts';
import { networkDensity } from '../../../server/maths/network-kernel.ts';
import { random } from '../../../server/maths/random.ts';

describe('the pieces that lines make', () => {
	const lines = [
		{ path: [[0, 0] as const, [100, 0] as const, [100, 100] as const], length: 400 },
		// stands on the middle of the first, and touches the beginning of the last
		{ path: [[50, 0.2] as const, [50, 300] as const], length: 300 },
		{ path: [[50, 300.3] as const, [350, 300] as const], length: 300 },
		// only crosses
		{ path: [[20, -50] as const, [20, 50] as const], length: 100 },
	];

	test('are cut where another ends on them, as the line is measured, and are joined where ends meet', () => {
		const pieces = lineGraph(lines, 0.5);
		expect(pieces.map(({ line, from, to }) => [line, from, to])).toEqual([
			[0, 0, 100],
			[0, 100, 400],
			[1, 0, 300],
			[2, 0, 300],
			[3, 0, 100],
		]);
		const [before, after, down, on] = pieces;
		expect(before?.toNode).toBe(after?.fromNode);
		expect(before?.toNode).toBe(down?.fromNode);
		expect(down?.toNode).toBe(on?.fromNode);
		expect(new Set(pieces.flatMap(({ fromNode, toNode }) => [fromNode, toNode])).size).toBe(7);
	});
});

describe('exposure along a network', () => {
	const cross = [
		{ from: 0, to: 1, length: 100 },
		{ from: 1, to: 2, length: 100 },
		{ from: 1, to: 3, length: 100 },
		{ from: 1, to: 4, length: 100 },
	];

	test('is the mean of what is around, and counts as none beyond an end', () => {
		const felt = networkDensity({ stretches: cross, spots: [], bandwidth: 50, exposures: [7, 7, 7, 7] });
		expect(felt({ stretch: 0, at: 90 }).exposure).toBeCloseTo(7, 12);
		// at a dead end half of what an event brings is lost
		expect(felt({ stretch: 0, at: 0 }).exposure).toBeCloseTo(3.5, 12);
	});

	test('is what events spread evenly would bring', () => {
		const exposures = [1, 3, 5, 0];
		const spots = cross.flatMap(({ length }, stretch) =>
			Array.from({ length: length * 20 }, (_, i) => ({ stretch, at: (i + 0.5) / 20, weight: (exposures[stretch] ?? 0) / 20 })),
		);
		const felt = networkDensity({ stretches: cross, spots, bandwidth: 80, exposures });
		for (const at of [10.3, 55.1, 97.7]) {
			const { density, exposure } = felt({ stretch: 0, at });
			expect(density).toBeCloseTo(exposure, 4);
		}
	});

	test('refuses a stretch without a length', () => {
		expect(() => networkDensity({ stretches: [{ from: 0, to: 1, length: 0 }], spots: [], bandwidth: 50 })).toThrow(RangeError);
	});
});

describe('events that come close together', () => {
	test('are as likely by chance as a Poisson count so high, where each weighs the same', () => {
		// five events of weight 2 where 1.5 of such are to be expected: P(at least 5 | 1.5)
		expect(crowdedByChance({ density: 10, squares: 20 }, 3)).toBeCloseTo(0.018575936, 8);
		expect(crowdedByChance({ density: 0, squares: 0 }, 3)).toBe(1);
	});

	/** Streets of 100 m blocks; every metre watched as long. */
	function town(blocks: number, seed: string, faults: number): Watched[] {
		const draws = random(seed);
		const lines: Watched[] = [];
		for (let i = 0; i <= blocks; i++)
			for (let j = 0; j < blocks; j++) {
				lines.push({
					path: [
						[j * 100, i * 100],
						[(j + 1) * 100, i * 100],
					],
					length: 100,
					exposure: 10,
					events: [],
					name: `along ${i}`,
				});
				lines.push({
					path: [
						[i * 100, j * 100],
						[i * 100, (j + 1) * 100],
					],
					length: 100,
					exposure: 10,
					events: [],
					name: `across ${i}`,
				});
			}
		const events = lines.map((): number[] => []);
		for (let k = 0; k < faults; k++) events[Math.floor(draws.next() * lines.length)]?.push(draws.next() * 100);
		return lines.map((it, i) => ({ ...it, events: events[i] ?? [] }));
	}

	test('are found where they were put, round no corner, with what was counted there', () => {
		const lines = town(8, 'planted', 60).map((it, i) => (i === 10 || i === 12 ? { ...it, events: [...it.events, 20, 40, 60, 80, 99.5] } : it));
		const [first] = crowding(lines, { bandwidth: 150 }).stretches;
		expect(first).toMatchObject({ hot: true });
		expect(first?.runs.map(({ line }) => line)).toEqual(expect.arrayContaining([10, 12]));
		expect(first?.count).toBeGreaterThanOrEqual(10);
		expect(first?.expected).toBeCloseTo(((first?.exposure ?? 0) * 70) / (lines.length * 1000), 9);
	});

	test('are graded on every piece where anything is felt, joined where the step is the same', () => {
		const long = { path: [[0, 0] as const, [1000, 0] as const], length: 1000, exposure: 10, name: 'one' };
		const far = { path: [[0, 900] as const, [1000, 900] as const], length: 1000, exposure: 10, name: 'other' };
		const { graded } = crowding(
			[
				{ ...long, events: [500, 500, 500] },
				{ ...far, events: [] },
			],
			{ bandwidth: 200 },
		);
		// Three on two kilometres are 0.0015 for each metre; Epanechnikov's kernel makes of three 0.75/200 · (1 − (d/200)²) · 3, in the middles of the pieces
		// (25, 75, 125 and 175 m away) 7.4, 6.4, 4.6 and 1.8 times as much. Nothing is felt farther away, nor on the other line.
		expect(graded.map(({ line, from, to, step }) => [line, from, to, step])).toEqual([
			[0, 300, 350, 2],
			[0, 350, 650, 4],
			[0, 650, 700, 2],
		]);
		expect(graded[1]?.times).toBeCloseTo(7.5 * (1 - (25 / 200) ** 2), 9);
		expect(densitySteps[4]).toBeLessThan(7.5 * (1 - (125 / 200) ** 2));
	});

	test('are called more than chance in few towns where there is only chance', () => {
		const found = Array.from({ length: 30 }, (_, i) => crowding(town(8, `chance ${i}`, 150), { bandwidth: 150 }).stretches.some(({ hot }) => hot));
		expect(found.filter(Boolean).length).toBeLessThanOrEqual(3);
	});
});

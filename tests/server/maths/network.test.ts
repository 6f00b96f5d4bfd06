import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { turnedAway } from '../../../server/maths/away-from-sources.ts';
import { cutLine } from '../../../server/maths/cut-line.ts';
import { disjoint } from '../../../server/maths/disjoint.ts';
import { hangsOn } from '../../../server/maths/hangs-on.ts';
import { hopsFromSources, isolate, type Segments } from '../../../server/maths/isolation.ts';
import { type End, joinEnds } from '../../../server/maths/join-ends.ts';

type Pair = readonly [number, number];

/** The smallest number that each of so many things is joined to, found by handing numbers on until nothing changes. */
function smallest(size: number, pairs: readonly Pair[]): number[] {
	const label = Array.from({ length: size }, (_, i) => i);
	const both = [...pairs, ...pairs.map(([a, b]): Pair => [b, a])];
	for (let round = 0; round < size; round++) for (const [a, b] of both) label[a] = Math.min(label[a] as number, label[b] as number);
	return label;
}

const meet = (a: End, b: End): boolean => (a.name !== null && b.name !== null ? a.name === b.name : Math.hypot(a.x - b.x, a.y - b.y) <= 0.5);

describe('joining', () => {
	test('groups are those of a flood over the same pairs, numbered by their smallest, whatever the order', () => {
		const size = 12;
		const pair = fc.tuple(fc.nat(size - 1), fc.nat(size - 1));
		fc.assert(
			fc.property(fc.array(pair, { maxLength: 20 }), (pairs) => {
				const [one, other] = [disjoint(size), disjoint(size)];
				for (const [a, b] of pairs) one.join(a, b);
				for (const [a, b] of [...pairs].reverse()) other.join(b, a);
				const expected = smallest(size, pairs);
				expect(expected.map((_, i) => one.groupOf(i))).toEqual(expected);
				expect(expected.map((_, i) => other.groupOf(i))).toEqual(expected);
			}),
		);
	});

	test('ends are one node exactly where a chain of small gaps or equal names leads, and two names are never joined by their place alone', () => {
		const end = fc.record({ x: fc.integer({ min: 0, max: 12 }), y: fc.integer({ min: 0, max: 4 }), name: fc.constantFrom(null, null, 'a', 'b') });
		fc.assert(
			fc.property(fc.array(end, { maxLength: 14 }), (drawn) => {
				const ends: End[] = drawn.map((it, at) => ({ ...it, x: it.x / 4, y: it.y / 4, at }));
				const found = disjoint(ends.length);
				joinEnds(ends, 0.5, found);
				const pairs = ends.flatMap((a) => ends.filter((b) => meet(a, b)).map((b): Pair => [a.at, b.at]));
				expect(ends.map(({ at }) => found.groupOf(at))).toEqual(smallest(ends.length, pairs));
			}),
		);
	});
});

describe('cutting', () => {
	test('the pieces of a line follow one another, are as long as the line, and part at each valve', () => {
		const cuts = fc.array(fc.double({ min: -1, max: 12, noNaN: true }), { maxLength: 6 });
		fc.assert(
			fc.property(cuts, (places) => {
				const pieces = cutLine({ length: 10, ends: [0, 1], cuts: places.map((at, i) => ({ at, near: 2 + 2 * i, far: 3 + 2 * i })) });
				expect(pieces).toHaveLength(places.length + 1);
				expect(pieces[0]).toMatchObject({ from: 0, fromNode: 0 });
				expect(pieces.at(-1)).toMatchObject({ to: 10, toNode: 1 });
				for (const [i, piece] of pieces.slice(1).entries()) {
					expect(piece.from).toBe(pieces[i]?.to);
					expect(piece.fromNode).toBe((pieces[i]?.toNode ?? 0) + 1);
				}
				expect(pieces.every(({ from, to }) => to >= from)).toBe(true);
			}),
		);
	});
});

/** Whether a source reaches a segment when some gates are closed and some segments are out: walked anew for each question, gate by gate. */
const reaches = (segments: Segments, to: number, { closed, out }: { closed: ReadonlySet<number>; out: ReadonlySet<number> }): boolean => {
	const seen = new Set<number>();
	const walk = (at: number): boolean => {
		if (seen.has(at) || out.has(at)) return false;
		seen.add(at);
		if (segments.sources.includes(at)) return true;
		return segments.gates.some((gate, i) => {
			if (closed.has(i) || !gate.open) return false;
			if (gate.near === at) return walk(gate.far);
			return gate.far === at && walk(gate.near);
		});
	};
	return walk(to);
};

const drawn = fc.integer({ min: 2, max: 9 }).chain((count) =>
	fc.record({
		count: fc.constant(count),
		gates: fc.array(fc.record({ near: fc.nat(count - 1), far: fc.nat(count - 1), open: fc.boolean().map((it) => it || count % 2 === 0) }), { maxLength: 14 }),
		sources: fc.uniqueArray(fc.nat(count - 1), { maxLength: 2 }),
	}),
);
const question = drawn.chain((segments) => fc.tuple(fc.constant(segments), fc.nat(segments.count - 1), fc.subarray(segments.gates.map((_, i) => i))));
const none: ReadonlySet<number> = new Set();

describe('shutting a segment off', () => {
	test('with what it says closed no source reaches what is shut off, and leaving out any one of them lets water in', () => {
		fc.assert(
			fc.property(question, ([segments, segment, stuck]) => {
				const found = isolate(segments, segment, new Set(stuck));
				const outside = { ...segments, sources: segments.sources.filter((it) => !found.shut.includes(it)) };
				const closed = new Set(found.close);
				for (const it of found.shut) expect(reaches(outside, it, { closed, out: none })).toBe(false);
				for (const left of found.close) {
					const rest = new Set(found.close.filter((it) => it !== left));
					expect(found.shut.some((it) => reaches(outside, it, { closed: rest, out: none }))).toBe(true);
				}
				expect([...found.close, ...found.drain].some((it) => stuck.includes(it))).toBe(false);
			}),
			{ numRuns: 500 },
		);
	});

	test('calls dry exactly what had a source and has no way to one left', () => {
		fc.assert(
			fc.property(question, ([segments, segment, stuck]) => {
				const { shut, dry } = isolate(segments, segment, new Set(stuck));
				const out = new Set(shut);
				const expected = Array.from({ length: segments.count }, (_, i) => i).filter(
					(it) => !out.has(it) && reaches(segments, it, { closed: none, out: none }) && !reaches(segments, it, { closed: none, out }),
				);
				expect(dry).toEqual(expected);
			}),
			{ numRuns: 500 },
		);
	});

	test('what hangs on a segment is what falls dry with it', () => {
		fc.assert(
			fc.property(question, ([segments, segment]) => {
				const on = hangsOn(segments);
				const hangs = (it: number): boolean => it >= 0 && (on[it] === segment || hangs(on[it] ?? -1));
				const all = Array.from({ length: segments.count }, (_, i) => i);
				expect(all.filter(hangs)).toEqual(isolate(segments, segment).dry);
			}),
			{ numRuns: 2000 },
		);
	});

	test('counts the valves between a source and each segment', () => {
		const gate = (near: number, far: number, open = true) => ({ near, far, open });
		const segments = { count: 5, gates: [gate(0, 1), gate(2, 1), gate(0, 2), gate(2, 3, false), gate(3, 4)], sources: [0] };
		expect([...hopsFromSources(segments)]).toEqual([0, 1, 1, -1, -1]);
		expect(isolate(segments, 2)).toMatchObject({ shut: [2], close: [1, 2], drain: [], closed: [3], dry: [] });
		expect(isolate(segments, 0)).toMatchObject({ shut: [0], close: [], drain: [0, 2], dry: [1, 2] });
	});
});

describe('leading away', () => {
	test('a tree that was drawn any way round leads from its source to its leaves', () => {
		const tree = fc.array(fc.tuple(fc.nat(1000), fc.boolean()), { minLength: 1, maxLength: 20 });
		fc.assert(
			fc.property(tree, (branches) => {
				const links = branches.map(([up, turned], i) => {
					const [parent, child] = [up % (i + 1), i + 1];
					return turned ? { fromNode: child, toNode: parent } : { fromNode: parent, toNode: child };
				});
				const turned = turnedAway({ nodes: branches.length + 1, links, sources: [0] });
				expect(branches.map(([, was], i) => was === turned.has(i))).not.toContain(false);
			}),
		);
	});
});

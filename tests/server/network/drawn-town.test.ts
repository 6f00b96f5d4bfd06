import { describe, expect, test } from 'vitest';
import type { Asset } from '../../../seeds/town/register.ts';
import { isolate, type Segments } from '../../../server/maths/isolation.ts';
import { random } from '../../../server/maths/random.ts';
import { assemble } from '../../../server/network/assemble.ts';
import type { Built, PieceRow } from '../../../server/network/model.ts';
import { networks } from '../../../server/network/rules.ts';
import { drawnWater } from './drawn.ts';

const [water] = networks;
if (!water) throw new Error('there is a network of water');

/** The same town as pipes and nodes by their names alone (Walski): a pipe and a node touch unless a valve that turns sits between them. */
function byNames({ pipes, valves }: Pick<ReturnType<typeof drawnWater>, 'pipes' | 'valves'>) {
	const [shuts, touches] = [new Map<string, string[]>(), new Map<string, string[]>()];
	const put = (to: Map<string, string[]>, a: string, b: string) => {
		to.set(a, [...(to.get(a) ?? []), b]);
		to.set(b, [...(to.get(b) ?? []), a]);
	};
	const turning = new Set(valves.filter((it) => it.attributes['operable'] === true).map((it) => `${it.attributes['link']} ${it.attributes['node']}`));
	for (const pipe of pipes)
		for (const end of ['from_node', 'to_node']) {
			const node = String(pipe.attributes[end]);
			put(touches, pipe.key, node);
			if (!turning.has(`${pipe.key} ${node}`)) put(shuts, pipe.key, node);
		}
	return { shuts, touches };
}

const flooded = (of: Map<string, string[]>, starts: readonly string[], out: ReadonlySet<string> = new Set()): Set<string> => {
	const seen = new Set(starts.filter((it) => !out.has(it)));
	for (const at of seen) for (const it of of.get(at) ?? []) if (!out.has(it)) seen.add(it);
	return seen;
};

/** The longest piece of each pipe: of a pipe with a valve near its end, what is not the stub between valve and node. */
function mainPieces({ pieces }: Built): Map<number, PieceRow> {
	const main = new Map<number, PieceRow>();
	for (const it of pieces) {
		const known = main.get(it.line);
		if (!known || it.to - it.from > known.to - known.from) main.set(it.line, it);
	}
	return main;
}

function segmentsOf({ segments, valves, sources }: Built): { whole: Segments; at: (id: number) => number } {
	const index = new Map(segments.map(({ id }, i) => [id, i]));
	const at = (id: number): number => index.get(id) as number;
	const gates = valves.map(({ near, far, closed }) => ({ near: at(near), far: at(far), open: !closed }));
	return { at, whole: { count: segments.length, gates, sources: sources.map(({ segment }) => at(segment)) } };
}

describe.each(['small', 'town'] as const)('the water of the drawn town (%s)', (size) => {
	const drawn = drawnWater(size);
	const built = assemble(drawn.material, water);
	const main = mainPieces(built);
	const names = byNames(drawn);
	const segmentOf = (pipe: Asset): number => main.get(pipe.id)?.segment ?? -1;

	test('its segments are those of a flood over pipes and nodes by their names', () => {
		const seen = new Map<number, string>();
		for (const pipe of drawn.pipes) {
			const found = drawn.pipes.filter((it) => segmentOf(it) === segmentOf(pipe)).map(({ key }) => key);
			const known = seen.get(segmentOf(pipe));
			const joined = known ?? found.join();
			seen.set(segmentOf(pipe), joined);
			if (known !== undefined) continue;
			const expected = flooded(names.shuts, [pipe.key]);
			expect(found).toEqual(drawn.pipes.filter(({ key }) => expected.has(key)).map(({ key }) => key));
		}
		expect(seen.size).toBeGreaterThan(size === 'town' ? 500 : 20);
	});

	test('500 random pipes: nothing is called dry that a reservoir still reaches, and nothing that none reaches is left out', () => {
		const { whole, at } = segmentsOf(built);
		const sources = drawn.reservoirs.map((it) => String(it.attributes['node']));
		const before = flooded(names.touches, sources);
		const pick = random(`isolation ${size}`);
		let dried = 0;
		for (let i = 0; i < 500; i++) {
			const pipe = pick.pick(drawn.pipes);
			const found = isolate(whole, at(segmentOf(pipe)));
			const out = flooded(names.shuts, [pipe.key]);
			const after = flooded(names.touches, sources, out);
			const dry = new Set(found.dry);
			const called = drawn.pipes.filter((it) => dry.has(at(segmentOf(it)))).map(({ key }) => key);
			expect(called.filter((key) => after.has(key))).toEqual([]);
			expect(called).toEqual(drawn.pipes.filter(({ key }) => before.has(key) && !after.has(key) && !out.has(key)).map(({ key }) => key));
			dried += called.length;
		}
		expect(dried).toBeGreaterThan(0);
	});

	test('every pipe is fed, every connection hangs on a pipe, and the pieces are as long as the pipes', () => {
		expect(built.segments.filter(({ fed }) => !fed)).toEqual([]);
		expect(built.taps).toHaveLength(drawn.material.taps.length);
		const laid = drawn.material.lines.reduce((sum, { length }) => sum + length, 0);
		expect(built.pieces.reduce((sum, { from, to }) => sum + to - from, 0)).toBeCloseTo(laid, 3);
		expect(new Set(built.segments.map(({ part }) => part)).size).toBe(1);
	});
});

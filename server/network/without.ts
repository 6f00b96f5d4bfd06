import type { Knex } from 'knex';
import { isolate, type Segments } from '../maths/isolation.ts';
import { all } from '../platform/sql.ts';
import { type GateRow, gatesSql, idsOfSql, type Stretch, segmentsSql } from './queries.ts';

/** What to close, by the numbers of valves and segments. */
export interface Plan {
	shut: readonly number[];
	dry: readonly number[];
	close: readonly number[];
	drain: readonly number[];
	closed: readonly number[];
	stuck: readonly number[];
}

/** All that hangs together with a segment, as the maths wants it. */
interface Whole {
	segments: Segments;
	ids: readonly number[];
	gates: readonly GateRow[];
	index: ReadonlyMap<number, number>;
}

async function wholeOf(db: Knex, part: number): Promise<Whole> {
	const rows = await all<{ id: number; source: boolean }>(db, segmentsSql(part));
	const gates = await all<GateRow>(db, gatesSql(part));
	const index = new Map(rows.map(({ id }, i) => [id, i]));
	const at = (id: number): number => index.get(id) ?? 0;
	return {
		gates,
		index,
		ids: rows.map(({ id }) => id),
		segments: {
			count: rows.length,
			gates: gates.map(({ near, far, closed }) => ({ near: at(near), far: at(far), open: !closed })),
			sources: rows.flatMap(({ source }, i) => (source ? [i] : [])),
		},
	};
}

/** Gates by how near what lies beside them is to a source: closing those first stops most of the water soonest. */
function bySource(numbers: readonly number[], { segments }: Whole, { hops, shut }: { hops: Int32Array; shut: ReadonlySet<number> }): number[] {
	const far = (number: number): number => {
		const { near = 0, far: other = 0 } = segments.gates[number] ?? {};
		const hop = hops[shut.has(near) ? other : near] ?? -1;
		return hop < 0 ? Number.MAX_SAFE_INTEGER : hop;
	};
	return [...numbers].sort((one, other) => far(one) - far(other) || one - other);
}

/** What to close when some valves were found not to turn: what lies beyond those is shut off as well, so all that hangs together is looked at. */
export async function planWithout(db: Knex, stretch: Stretch, references: readonly string[]): Promise<Plan> {
	const whole = await wholeOf(db, stretch.part);
	const named = new Set((await all<{ id: number }>(db, idsOfSql(references))).map(({ id }) => id));
	const stuck = new Set(whole.gates.flatMap(({ id }, number) => (named.has(id) ? [number] : [])));
	const found = isolate(whole.segments, whole.index.get(stretch.segment) ?? 0, stuck);
	const shut = new Set(found.shut);
	const useless = whole.segments.gates.flatMap(({ near, far }, number) =>
		shut.has(near) && shut.has(far) && (whole.gates[number]?.turns === false || stuck.has(number)) ? [number] : [],
	);
	const valves = (numbers: readonly number[]): number[] => bySource(numbers, whole, { hops: found.hops, shut }).flatMap((it) => whole.gates[it]?.id ?? []);
	const segments = (numbers: readonly number[]): number[] => numbers.flatMap((it) => whole.ids[it] ?? []);
	return {
		shut: segments(found.shut),
		dry: segments(found.dry),
		close: valves(found.close),
		drain: valves(found.drain),
		closed: valves(found.closed),
		stuck: valves(useless),
	};
}

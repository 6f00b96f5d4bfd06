import type { Knex } from 'knex';
import { isolate, type Segments } from '../maths/isolation.ts';
import { all, one } from '../platform/sql.ts';
import type { Isolation } from './contract.ts';
import {
	type GateRow,
	gatesSql,
	idsOfSql,
	type LinesRow,
	type Stretch,
	segmentLinesSql,
	segmentsSql,
	segmentTapsSql,
	type TapsRow,
	type ValveRow,
	valvesSql,
} from './queries.ts';
import { linesView, tapsView, valveView } from './show.ts';

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

/** Gates by how near what lies beyond them is to a source: closing those first stops most of the water soonest. */
const bySource = (numbers: readonly number[], { segments }: Whole, hops: Int32Array): number[] => {
	const far = (number: number): number => {
		const gate = segments.gates[number];
		const [a, b] = [hops[gate?.near ?? 0] ?? -1, hops[gate?.far ?? 0] ?? -1];
		return Math.min(a < 0 ? Number.POSITIVE_INFINITY : a, b < 0 ? Number.POSITIVE_INFINITY : b);
	};
	return [...numbers].sort((one, other) => far(one) - far(other) || one - other);
};

type Shown = (numbers: readonly number[]) => Promise<Isolation['close']>;

const shower =
	(db: Knex, { gates }: Whole, language: string): Shown =>
	async (numbers) => {
		const ids = numbers.flatMap((number) => gates[number]?.id ?? []);
		return (await all<ValveRow>(db, valvesSql(ids))).map((row) => valveView(row, language));
	};

/** Numbers of the gates that somebody found not to turn. */
async function stuckGates(db: Knex, { gates }: Whole, references: readonly string[]): Promise<Set<number>> {
	if (references.length === 0) return new Set();
	const named = new Set((await all<{ id: number }>(db, idsOfSql(references))).map(({ id }) => id));
	return new Set(gates.flatMap(({ id }, number) => (named.has(id) ? [number] : [])));
}

interface Wish {
	stretch: Stretch;
	without: readonly string[];
	language: string;
}

/** What to close to shut a stretch off, what cannot be used, and who goes without at least. */
export async function isolationOf(db: Knex, { stretch, without, language }: Wish): Promise<Omit<Isolation, 'parts' | 'builtAt'>> {
	const whole = await wholeOf(db, stretch.part);
	const stuck = await stuckGates(db, whole, without);
	const found = isolate(whole.segments, whole.index.get(stretch.segment) ?? 0, stuck);
	const shown = shower(db, whole, language);
	const idsOf = (numbers: readonly number[]): number[] => numbers.flatMap((it) => whole.ids[it] ?? []);
	const within = new Set(found.shut);
	const useless = whole.segments.gates.flatMap(({ near, far }, number) => {
		const inside = within.has(near) && within.has(far);
		return inside && (whole.gates[number]?.turns === false || stuck.has(number)) ? [number] : [];
	});
	const [shut, dry] = [idsOf(found.shut), idsOf(found.dry)];
	return {
		fed: stretch.fed !== false,
		close: await shown(bySource(found.close, whole, found.hops)),
		drain: await shown(found.drain),
		closed: await shown(found.closed),
		stuck: await shown(useless),
		shut: linesView(await one<LinesRow>(db, segmentLinesSql(shut)), language),
		dry: linesView(await one<LinesRow>(db, segmentLinesSql(dry)), language),
		taps: tapsView(await one<TapsRow>(db, segmentTapsSql([...shut, ...dry])), language),
	};
}

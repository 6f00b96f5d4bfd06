import type { Knex } from 'knex';
import { all, one } from '../platform/sql.ts';
import type { Isolation } from './contract.ts';
import {
	type EdgeRow,
	edgesSql,
	hangingSql,
	type LinesRow,
	type Stretch,
	segmentLinesSql,
	segmentTapsSql,
	type TapsRow,
	type ValveRow,
	valvesSql,
} from './queries.ts';
import { linesView, tapsView, valveView } from './show.ts';
import { type Plan, planWithout } from './without.ts';

/** What to close around one segment, as the register has it: what was worked out when the network was built says all of it. */
async function planOf(db: Knex, segment: number): Promise<Plan> {
	const dry = (await all<{ id: number }>(db, hangingSql(segment))).map(({ id }) => id);
	const valves = await all<EdgeRow>(db, edgesSql(segment, dry));
	const ids = (wanted: (valve: EdgeRow) => boolean): number[] => valves.filter(wanted).map(({ id }) => id);
	return {
		shut: [segment],
		dry,
		close: ids((it) => !it.inside && !it.closed && it.fed),
		drain: ids((it) => !it.inside && !it.closed && !it.fed),
		closed: ids((it) => !it.inside && it.closed),
		stuck: ids((it) => it.inside && it.turns === false),
	};
}

interface Wish {
	stretch: Stretch;
	/** Numbers of valves that were found not to turn. */
	without: readonly string[];
	language: string;
}

/** What to close to shut a stretch off, what cannot be used, and who goes without at least. */
export async function isolationOf(db: Knex, { stretch, without, language }: Wish): Promise<Omit<Isolation, 'parts' | 'builtAt'>> {
	const plan = without.length > 0 ? await planWithout(db, stretch, without) : await planOf(db, stretch.segment);
	const shown = async (ids: readonly number[]): Promise<Isolation['close']> => (await all<ValveRow>(db, valvesSql(ids))).map((row) => valveView(row, language));
	return {
		fed: stretch.fed !== false,
		close: await shown(plan.close),
		drain: await shown(plan.drain),
		closed: await shown(plan.closed),
		stuck: await shown(plan.stuck),
		shut: linesView(await one<LinesRow>(db, segmentLinesSql(plan.shut)), language),
		dry: linesView(await one<LinesRow>(db, segmentLinesSql(plan.dry)), language),
		taps: tapsView(await one<TapsRow>(db, segmentTapsSql([...plan.shut, ...plan.dry])), language),
	};
}

import type { Knex } from 'knex';
import { all } from '../platform/sql.ts';
import { type LineRow, linesSql, type SourceRow, sourcesSql, type TapRow, type TeeRow, tapsSql, teesSql, type ValveRow, valvesSql } from './read-queries.ts';
import { type Network, reachM, sourceReachM } from './rules.ts';

/** All that a network is made of, as the register has it. */
export interface Material {
	lines: LineRow[];
	tees: TeeRow[];
	valves: ValveRow[];
	taps: TapRow[];
	sources: SourceRow[];
}

/** Reads what a network is made of. */
export async function readMaterial(db: Knex, network: Network): Promise<Material> {
	const valves: ValveRow[] = [];
	const taps: TapRow[] = [];
	const sources: SourceRow[] = [];
	for (const part of network.valves) valves.push(...(await all<ValveRow>(db, valvesSql(network, part, reachM))));
	for (const part of network.taps) taps.push(...(await all<TapRow>(db, tapsSql(network, part, reachM))));
	for (const part of network.sources) sources.push(...(await all<SourceRow>(db, sourcesSql(network, part, sourceReachM))));
	return { lines: await all<LineRow>(db, linesSql(network)), tees: await all<TeeRow>(db, teesSql(network)), valves, taps, sources };
}

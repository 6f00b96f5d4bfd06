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

/** The rows of several classes, one class after the other: too many to be handed on as arguments. */
async function rowsOf<P, Row>(parts: readonly P[], read: (part: P) => Promise<Row[]>): Promise<Row[]> {
	const rows: Row[][] = [];
	for (const part of parts) rows.push(await read(part));
	return rows.flat();
}

/** Reads what a network is made of. */
export async function readMaterial(db: Knex, network: Network): Promise<Material> {
	return {
		lines: await all<LineRow>(db, linesSql(network)),
		tees: await all<TeeRow>(db, teesSql(network)),
		valves: await rowsOf(network.valves, (part) => all<ValveRow>(db, valvesSql(network, part, reachM))),
		taps: await rowsOf(network.taps, (part) => all<TapRow>(db, tapsSql(network, part, reachM))),
		sources: await rowsOf(network.sources, (part) => all<SourceRow>(db, sourcesSql(network, part, sourceReachM))),
	};
}

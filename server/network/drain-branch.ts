import type { Knex } from 'knex';
import { backingUp, type Reach } from '../maths/backing-up.ts';
import { type Drained, drainsThrough } from '../maths/drains-through.ts';
import { all } from '../platform/sql.ts';
import type { SpotRow } from './branch-queries.ts';
import { type DrainingRow, drainingSql, type StandingRow, standingSql, stationsAtSql } from './drain-queries.ts';
import type { Hung, NetworkBranch, Section } from './model.ts';
import { assumed, type Network, standsAtM } from './rules.ts';

/** Manholes are hardly deeper than so many metres, and water stands no higher above a blockage: further down none is looked for, nor further up what it reaches. */
const about = { steps: 24, head: 4, stretches: 1200 } as const;

interface StationRow {
	asset: number;
	line: number;
}

/** Where a manhole stands: on what it drains through, and how high its floor lies above the lower end of that, metres. */
interface Place {
	section: number;
	height: number;
	node: number | null;
}

/** What drains to a node, as it was read, and how it hangs together. */
interface Draining {
	readonly rows: readonly DrainingRow[];
	/** After the rows, the stations: what ends at one goes through it. */
	readonly stations: readonly (StationRow & { node: number })[];
	readonly drained: Drained;
	/** The number of each link as a section, and the other way round. */
	readonly sectionOf: ReadonlyMap<number, number>;
}

const lengthOf = ({ fromM, toM }: DrainingRow): number => toM - fromM;
const riseOf = (row: DrainingRow): number => ((row.slope ?? assumed.slope) / 100) * lengthOf(row);

/** The node before a station stands for all that flows to it. */
const before = (station: number): number => -station;

function drainingTo(root: number, rows: readonly DrainingRow[], found: readonly StationRow[]): Draining {
	const end = new Map<number, DrainingRow>();
	for (const row of rows) if (row.ordinal >= (end.get(row.line)?.ordinal ?? -1)) end.set(row.line, row);
	const at = new Map<number, StationRow & { node: number }>();
	for (const it of found) {
		const node = end.get(it.line)?.toNode;
		if (node !== undefined && !at.has(node)) at.set(node, { ...it, node });
	}
	const stations = [...at.values()];
	const into = (node: number): number => {
		const station = at.get(node);
		return station ? before(station.asset) : node;
	};
	const links = [
		...rows.map(({ fromNode, toNode }) => ({ from: fromNode, to: into(toNode) })),
		...stations.map(({ asset, node }) => ({ from: before(asset), to: node })),
	];
	const drained = drainsThrough(links, root);
	return { rows, stations, drained, sectionOf: new Map(drained.order.map((link, section) => [link, section])) };
}

/** Where what is on a stretch stands: at its ends on the node there, which drains through what leads on. */
function placeOf({ at }: StandingRow, link: number, { rows, stations, drained, sectionOf }: Draining): Place | undefined {
	const row = rows[link] as DrainingRow;
	const own = sectionOf.get(link);
	if (at - row.fromM > standsAtM && row.toM - at > standsAtM)
		return own === undefined ? undefined : { section: own, height: riseOf(row) * ((row.toM - at) / lengthOf(row)), node: null };
	const node = at - row.fromM <= standsAtM ? row.fromNode : row.toNode;
	const station = stations.find((it) => it.node === node);
	const on = drained.from.get(station ? before(station.asset) : node);
	const section = on === undefined ? undefined : sectionOf.get(on);
	if (on === undefined || section === undefined) return undefined;
	const through = rows[on];
	return { section, height: through ? riseOf(through) : 0, node };
}

interface Standing extends StandingRow, Place {}

function standingOn(draining: Draining, standing: readonly StandingRow[]): Standing[] {
	const link = new Map(draining.rows.map((row, i) => [`${row.line}/${row.ordinal}`, i]));
	return standing.flatMap((it) => {
		const on = link.get(`${it.line}/${it.ordinal}`);
		const place = on === undefined ? undefined : placeOf(it, on, draining);
		return place ? [{ ...it, ...place }] : [];
	});
}

/** The lines as what hangs on the network: houses along them back up, and are reported as the line that they are on. Each once, where most of it lies. */
function linesOf({ rows, sectionOf }: Draining): Hung[] {
	const longest = new Map<number, { section: number; row: DrainingRow; lengthM: number }>();
	rows.forEach((row, link) => {
		const section = sectionOf.get(link);
		const known = longest.get(row.line);
		if (section === undefined) return;
		const lengthM = (known?.lengthM ?? 0) + lengthOf(row);
		longest.set(row.line, known && lengthOf(known.row) >= lengthOf(row) ? { ...known, lengthM } : { section, row, lengthM });
	});
	return [...longest].map(([asset, { section, row, lengthM }]) => ({ asset, section, customers: 0, lengthM, levelUnknown: row.slope === null }));
}

function sectionsOf({ rows, stations, drained, sectionOf }: Draining, standing: readonly Standing[]): Section[] {
	const opening = drained.order.map(() => Number.POSITIVE_INFINITY);
	for (const { section, height, depth } of standing) opening[section] = Math.min(opening[section] as number, height + (depth ?? assumed.depth));
	const at = new Map(standing.flatMap(({ node, asset }) => (node === null ? [] : [[node, asset] as const])));
	const on = (link: number): number => sectionOf.get(drained.through[link] ?? -1) ?? -1;
	const reaches = drained.order.map((link, section): Reach => {
		const row = rows[link];
		return { before: on(link), rise: row ? riseOf(row) : 0, opening: opening[section] as number };
	});
	const spared = backingUp(reaches);
	return drained.order.map((link, section) => {
		const row = rows[link];
		const more = { before: on(link), spared: spared[section] ?? [] };
		if (row)
			return { kind: 'pipe', line: row.line, lengthM: lengthOf(row), ends: { full: at.get(row.fromNode) ?? null, clear: at.get(row.toNode) ?? null }, ...more };
		const station = stations[link - rows.length];
		return { kind: 'station', line: station?.asset ?? 0, lengthM: undefined, ends: { full: at.get(station?.node ?? 0) ?? null, clear: null }, ...more };
	});
}

/** The sections on the way down: what any of them backs up into is looked at as far as it can be. */
function onTheWay({ rows, stations, sectionOf }: Draining): Set<number> {
	const nodes = new Set(rows.flatMap(({ onWay, fromNode, toNode }) => (onWay ? [fromNode, toNode] : [])));
	const links = [...rows.map(({ onWay }) => onWay), ...stations.map(({ node }) => nodes.has(node))];
	return new Set(links.flatMap((on, link) => (on ? (sectionOf.get(link) ?? []) : [])));
}

/**
 * What drains through some way below an asset: pipe after pipe, with the manholes and lines that stand full when it is blocked. The tree of the other networks,
 * turned round: what is beyond a section is what drains through it. `head` is the number of all that hangs together, as each asset has a part of its own.
 */
export async function drainBranch(db: Knex, { segment, fromNode }: Pick<SpotRow, 'segment' | 'fromNode'>, network: Network): Promise<NetworkBranch> {
	const rows = await all<DrainingRow>(db, drainingSql(network, { node: fromNode, ...about }));
	const root = rows[0]?.root ?? fromNode;
	const lines = [...new Set(rows.map(({ line }) => line))];
	const draining = drainingTo(root, rows, await all<StationRow>(db, stationsAtSql(lines, network)));
	const standing = standingOn(draining, await all<StandingRow>(db, standingSql(lines, network)));
	const sections = sectionsOf(draining, standing);
	const manholes = standing.map(({ asset, section, depth }): Hung => ({ asset, section, customers: 0, levelUnknown: depth === null }));
	return {
		utility: network.utility,
		head: segment,
		source: null,
		sections,
		taps: [...manholes, ...linesOf(draining)].sort((a, b) => a.section - b.section),
		whole: onTheWay(draining),
		onLine: new Map(sections.map(({ line }, section) => [line, section])),
	};
}

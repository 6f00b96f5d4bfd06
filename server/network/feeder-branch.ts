import type { Knex } from 'knex';
import { all, one } from '../platform/sql.ts';
import { aboveSql, type BelowRow, belowSql, type HungRow, hungSql, type LinkRow, type SpotRow, sourceAtSql } from './branch-queries.ts';
import type { Hung, NetworkBranch, Section } from './model.ts';

/** A branch has so many stretches at most. */
const mostStretches = 20_000;

/** The nearest source above a node, and the nodes that lead to it, from the node up. */
async function upTo(db: Knex, node: number): Promise<{ source: number | null; path: number[] }> {
	const { source: own } = await one<{ source: number | null }>(db, sourceAtSql(node));
	if (own !== null) return { source: own, path: [node] };
	const links = await all<LinkRow>(db, aboveSql(node, 'electricity'));
	const above = new Map(links.map((it) => [it.toNode, it]));
	const path = [node];
	const met = new Set(path);
	for (let link = above.get(node); link && !met.has(link.fromNode); link = above.get(link.fromNode)) {
		path.push(link.fromNode);
		met.add(link.fromNode);
		if (link.source !== null) return { source: link.source, path };
	}
	return { source: null, path };
}

/** All stretches beyond the first of these nodes from above that has not too many. */
async function widest(db: Knex, path: readonly number[]): Promise<{ root: number; rows: BelowRow[] }> {
	for (let at = path.length - 1; at > 0; at >>= 1) {
		const root = path[at] as number;
		const rows = await all<BelowRow>(db, belowSql(root, 'electricity', mostStretches + 1));
		if (rows.length <= mostStretches) return { root, rows };
	}
	return { root: path[0] as number, rows: await all<BelowRow>(db, belowSql(path[0] as number, 'electricity', mostStretches)) };
}

/** How far from the beginning of a stretch, as it leads away from the source, something hangs on it. */
const away = ({ fromM, toM, turned }: BelowRow, at: number): number => (turned ? toM - at : at - fromM);

interface Growing {
	sections: Section[];
	taps: Hung[];
	onLine: Map<number, number>;
}

/** Cuts a stretch into the sections before each lamp, and one after the last if something lies beyond; answers the last of them. */
function addStretch(into: Growing, row: BelowRow, { before, hung, leads }: { before: number; hung: readonly HungRow[]; leads: boolean }): number {
	const { line, fromM, toM } = row;
	let [last, from] = [before, 0];
	const add = (to: number): void => {
		into.sections.push({ kind: 'section', before: last, line, lengthM: Math.max(0, to - from) });
		last = into.sections.length - 1;
		from = to;
		if (!into.onLine.has(line)) into.onLine.set(line, last);
	};
	const lamps = hung.map((it) => ({ ...it, away: away(row, it.at) })).sort((a, b) => a.away - b.away || a.asset - b.asset);
	for (const lamp of lamps) {
		add(lamp.away);
		into.taps.push({ asset: lamp.asset, section: last, customers: lamp.customers });
	}
	if (leads || lamps.length === 0) add(toM - fromM);
	return last;
}

function grouped<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
	const groups = new Map<Key, Row[]>();
	for (const row of rows) {
		const known = groups.get(keyOf(row));
		if (known) known.push(row);
		else groups.set(keyOf(row), [row]);
	}
	return groups;
}

/** Walks from a node over all stretches, each node once, and cuts them into sections. */
function grow(root: number, rows: readonly BelowRow[], hung: readonly HungRow[]): Growing {
	const onStretch = grouped(hung, ({ line, ordinal }) => `${line}/${ordinal}`);
	const beyond = grouped(rows, (it) => it.fromNode);
	const into: Growing = { sections: [], taps: [], onLine: new Map() };
	const met = new Set([root]);
	const left = [{ node: root, before: -1 }];
	for (let at = left.pop(); at; at = left.pop())
		for (const row of beyond.get(at.node) ?? []) {
			const leads = !met.has(row.toNode) && beyond.has(row.toNode);
			const before = addStretch(into, row, { before: at.before, hung: onStretch.get(`${row.line}/${row.ordinal}`) ?? [], leads });
			met.add(row.toNode);
			if (leads) left.push({ node: row.toNode, before });
		}
	return into;
}

/** What a box feeds: from section to section of cable, each lamp on its own. */
export async function feederBranch(db: Knex, { fromNode }: SpotRow): Promise<NetworkBranch> {
	const up = await upTo(db, fromNode);
	const { root, rows } = await widest(db, up.path);
	const hung = await all<HungRow>(db, hungSql([...new Set(rows.map(({ line }) => line))], 'electricity'));
	const source = root === up.path.at(-1) ? up.source : null;
	return { utility: 'electricity', head: source ?? root, source, ...grow(root, rows, hung) };
}

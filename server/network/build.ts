import type { Knex } from 'knex';
import type { Utility } from '../../gis-layers/index.ts';
import type { Job, Subscriptions } from '../platform/jobs.ts';
import { all, one } from '../platform/sql.ts';
import { assemble } from './assemble.ts';
import {
	aloneSql,
	builtSql,
	countFreshSql,
	currentSql,
	dropSql,
	emptySql,
	fillSql,
	forgetIssuesSql,
	freshSql,
	type Kept,
	keepCrossingsSql,
	keepIssuesSql,
	keepMissesSql,
	laterSql,
	pieceTable,
	segmentTable,
	sourceTable,
	takeOverSql,
	tapTable,
	valveTable,
} from './keep-queries.ts';
import type { Built } from './model.ts';
import { readMaterial } from './read.ts';
import { type Network, networkClasses, networks } from './rules.ts';

/** Rows sent at a time. */
const batch = 20_000;

const rowsOf = ({ utility }: Network, built: Built): [Kept, unknown[][]][] => [
	[segmentTable, built.segments.map((it) => [it.id, utility, it.part, it.fed, it.hangsOn, it.hops])],
	[pieceTable, built.pieces.map((it) => [it.line, it.ordinal, utility, it.segment, it.fromNode, it.toNode, it.from, it.to, it.turned])],
	[valveTable, built.valves.map((it) => [it.id, utility, it.line, it.at, it.near, it.far, it.closed, it.turns])],
	[tapTable, built.taps.map((it) => [it.id, utility, it.line, it.ordinal, it.at, it.segment, it.customers, it.critical])],
	[sourceTable, built.sources.map((it) => [it.id, utility, it.node, it.segment])],
];

async function lay(db: Knex, kept: Kept, rows: readonly (readonly unknown[])[]): Promise<void> {
	await all(db, freshSql(kept));
	await all(db, emptySql(kept));
	for (let i = 0; i < rows.length; i += batch) {
		const some = rows.slice(i, i + batch);
		await all(
			db,
			fillSql(
				kept,
				kept.columns.map((_, column) => some.map((row) => row[column])),
			),
		);
	}
	await all(db, countFreshSql(kept));
}

/** Keeps a network that was put together: what is as it was is left alone. */
async function keep(db: Knex, network: Network, built: Built): Promise<void> {
	const tables = rowsOf(network, built);
	for (const [kept, rows] of tables) await lay(db, kept, rows);
	for (const [kept] of tables) await all(db, takeOverSql(kept, network.utility));
	for (const [kept] of [...tables].reverse()) await all(db, dropSql(kept, network.utility));
	await all(db, forgetIssuesSql(network.utility));
	await all(db, keepIssuesSql(network.utility, built.issues));
	if (network.flow === 'radial') return;
	await all(db, keepMissesSql(network, built.deadEnds));
	await all(db, keepCrossingsSql(network));
}

/** Builds a network from the register as it stands. In a transaction. */
async function build(db: Knex, network: Network): Promise<void> {
	const from = performance.now();
	await all(db, aloneSql(network.utility));
	const material = await readMaterial(db, network);
	await keep(db, network, assemble(material, network));
	const metres = material.lines.reduce((sum, { length }) => sum + length, 0);
	await all(db, builtSql(network.utility, { tookMs: performance.now() - from, lines: material.lines.length, metres }));
}

/** Builds networks from the register as it stands, all of them if none is named. */
export async function buildNetworks(db: Knex, utilities?: readonly Utility[]): Promise<void> {
	const wanted = networks.filter(({ utility }) => utilities?.includes(utility) ?? true);
	for (const network of wanted) await db.transaction((transaction) => build(transaction, network));
}

/** Builds what was never built, or was by older rules. */
export async function buildMissing(db: Knex): Promise<void> {
	const current = new Set((await all<{ utility: Utility }>(db, currentSql)).map(({ utility }) => utility));
	const missing = networks.map(({ utility }) => utility).filter((it) => !current.has(it));
	if (missing.length > 0) await buildNetworks(db, missing);
}

const jobOf = (utility: Utility): string => `network.${utility}`;

/** Builds a network anew after a change of a class that it is made of. Of several changes in a row the last one does it for all. */
async function follow(db: Knex, job: Job, network: Network): Promise<void> {
	const layer = job.details['layer'];
	if (typeof layer === 'string' && layer !== '' && !networkClasses(network.utility).includes(layer)) return;
	const { later } = await one<{ later: boolean }>(db, laterSql(job.id, job.name));
	if (!later) await build(db, network);
}

export const subscriptions: Subscriptions = {
	'register.changed': Object.fromEntries(networks.map((network) => [jobOf(network.utility), (db: Knex, job: Job) => follow(db, job, network)] as const)),
};

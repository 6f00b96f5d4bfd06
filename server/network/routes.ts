import type { Knex } from 'knex';
import { findAsset } from '../assets/index.ts';
import { type Context, catalogue } from '../municipality/index.ts';
import type { Serve } from '../platform/http.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { all, maybeOne, one } from '../platform/sql.ts';
import { listNetworkIssues, readIsolation, readNetworkPlace, readNetworkQuality, readTrace, type Utility } from './contract.ts';
import { isolationOf } from './isolation.ts';
import {
	issuesSql,
	type LinesRow,
	type NetworkIssueRow,
	type PlaceRow,
	type QualityRow,
	qualitySql,
	type Stretch,
	sourceSql,
	stretchesSql,
	type TapsRow,
	type Traced,
	tappedSql,
	tracedLinesSql,
	tracedSourcesSql,
	tracedTapsSql,
} from './queries.ts';
import { networkClasses as classesOf, type Flow, type Network, networks, standsAtM } from './rules.ts';
import { linesView, placeView, tapsView, titleOf } from './show.ts';

const pieceLength = ({ fromM, toM }: Stretch): number => toM - fromM;

type Asset = Exclude<Awaited<ReturnType<typeof findAsset>>, undefined>;

async function assetOf(db: Knex, reference: string): Promise<Asset> {
	const asset = await findAsset(db, { reference });
	if (!asset) throw notFound('asset');
	return asset;
}

/** The network of some kinds in which the assets of a class are lines, or hang on them; `feeds`: or feed them. */
const networkOf = (number: number, flows: readonly Flow[], feeds = false): Network | undefined => {
	const those = networks.filter(({ flow }) => flows.includes(flow));
	const has = (parts: readonly Pick<Network['line'], 'home'>[]): boolean => parts.some(({ home }) => home.number === number);
	return those.find(({ line }) => has([line])) ?? those.find(({ taps }) => has(taps)) ?? those.find(({ sources }) => feeds && has(sources));
};

/** The network in which an asset is a line or hangs on one, and the stretches that are its. */
async function stretchesOf(db: Knex, asset: Asset, flows: readonly Flow[]): Promise<{ network: Network; stretches: Stretch[]; line: boolean }> {
	const network = networkOf(asset.class, flows);
	if (!network) throw notFound('question about this kind of asset');
	const line = network.line.home.number === asset.class;
	const stretches = await all<Stretch>(db, line ? stretchesSql(asset.id) : tappedSql(asset.id, [network.utility]));
	if (stretches.length > 0) return { network, stretches, line };
	if (asset.status !== 'in-service') throw notFound('asset in service');
	throw new Problem('not-ready', 'The network does not hold this asset yet, or it lies on no line.');
}

/** The stretch at a place along the line; the longest where no place was named. */
function chosen(stretches: readonly Stretch[], at: number | undefined): Stretch {
	const longest = [...stretches].sort((a, b) => pieceLength(b) - pieceLength(a))[0] as Stretch;
	return at === undefined ? longest : (stretches.find((it) => at <= it.toM && pieceLength(it) > 0) ?? longest);
}

/** Where a trace begins: with the whole line that was asked for; with the node alone for what stands on one, as a manhole does. */
function beginning(stretches: readonly Stretch[], direction: 'upstream' | 'downstream'): Omit<Traced, 'utility'> {
	const downstream = direction === 'downstream';
	const { line, fromM, toM, at, fromNode, toNode } = (downstream ? stretches[0] : stretches.at(-1)) as Stretch;
	if (at !== null && at - fromM <= standsAtM) return { own: null, node: fromNode, downstream };
	if (at !== null && toM - at <= standsAtM) return { own: null, node: toNode, downstream };
	return { own: { line, fromM }, node: downstream ? toNode : fromNode, downstream };
}

const flowing = ['radial', 'along'] as const;

/** Where a trace begins: from a source at the node that it feeds. */
async function tracedFrom(db: Knex, asset: Asset, direction: 'upstream' | 'downstream'): Promise<Traced & { builtAt: Date }> {
	const source = networkOf(asset.class, flowing, true) && (await maybeOne<{ node: number; builtAt: Date; utility: Utility }>(db, sourceSql(asset.id)));
	if (source) return { ...source, own: null, downstream: direction === 'downstream' };
	const { network, stretches } = await stretchesOf(db, asset, flowing);
	return { ...beginning(stretches, direction), utility: network.utility, builtAt: (stretches[0] as Stretch).builtAt };
}

/** Answers questions about the networks that the register makes. */
export function routes(serve: Serve<Context>): void {
	serve(readNetworkPlace, async ({ db }, { reference }) => {
		const { class: number, status } = await assetOf(db, reference);
		if (status !== 'in-service') return { asks: [] };
		return {
			asks: [...(networkOf(number, ['looped']) ? (['isolation'] as const) : []), ...(networkOf(number, flowing, true) ? (['trace'] as const) : [])],
		};
	});

	serve(readIsolation, async ({ db }, { reference, at, without, language }) => {
		const { stretches, line } = await stretchesOf(db, await assetOf(db, reference), ['looped']);
		const stretch = chosen(stretches, at);
		const parts = stretches.filter((it) => pieceLength(it) > 0).map((it) => ({ fromM: it.fromM, toM: it.toM, this: it.segment === stretch.segment }));
		return {
			builtAt: stretch.builtAt.toISOString(),
			parts: line ? parts : [],
			...(await isolationOf(db, { stretch, without, language })),
		};
	});

	serve(readTrace, async ({ db }, { reference, direction, language }) => {
		const { builtAt, ...traced } = await tracedFrom(db, await assetOf(db, reference), direction);
		return {
			builtAt: builtAt.toISOString(),
			around: classesOf(traced.utility),
			lines: linesView(await one<LinesRow>(db, tracedLinesSql(traced)), language),
			taps: tapsView(await one<TapsRow>(db, tracedTapsSql(traced)), language),
			sources: (await all<PlaceRow>(db, tracedSourcesSql(traced))).map((row) => placeView(row, language)),
		};
	});

	serve(readNetworkQuality, async ({ db }) => {
		const rows = await all<QualityRow>(db, qualitySql);
		const line = (utility: Utility): string => classesOf(utility)[0] ?? '';
		return { networks: rows.map(({ builtAt, ...row }) => ({ ...row, line: line(row.utility), builtAt: builtAt.toISOString() })) };
	});

	serve(listNetworkIssues, async ({ db }, { utility, kind, after, limit, language }) => {
		const rows = await all<NetworkIssueRow>(db, issuesSql(utility, kind, { after, limit: limit + 1 }));
		const issues = rows.slice(0, limit).map(({ class: number, ...row }) => ({
			...row,
			class: catalogue.byNumber.get(number)?.id ?? '',
			title: titleOf(number, row.reference, language),
		}));
		return { issues, next: rows.length > limit ? after + limit : null };
	});
}

import type { Knex } from 'knex';
import { findAsset } from '../assets/index.ts';
import { type Context, catalogue } from '../municipality/index.ts';
import type { Serve } from '../platform/http.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { all, one } from '../platform/sql.ts';
import { listNetworkIssues, readIsolation, readNetworkQuality, readTrace } from './contract.ts';
import { isolationOf } from './isolation.ts';
import {
	issuesSql,
	type LinesRow,
	type NetworkIssueRow,
	type PlaceRow,
	type QualityRow,
	qualitySql,
	type Stretch,
	stretchesSql,
	type TapsRow,
	type Traced,
	tappedSql,
	tracedLinesSql,
	tracedSourcesSql,
	tracedTapsSql,
} from './queries.ts';
import { type Flow, type Network, networks, standsAtM } from './rules.ts';
import { linesView, placeView, tapsView, titleOf } from './show.ts';

const pieceLength = ({ fromM, toM }: Stretch): number => toM - fromM;

/** The network in which an asset is a line or hangs on one, and the stretches that are its. */
async function stretchesOf(db: Knex, reference: string, flows: readonly Flow[]): Promise<{ network: Network; stretches: Stretch[]; line: boolean }> {
	const asset = await findAsset(db, { reference });
	if (!asset) throw notFound('asset');
	const those = networks.filter(({ flow }) => flows.includes(flow));
	const own = those.find((it) => it.line.home.number === asset.class);
	const network = own ?? those.find(({ taps }) => taps.some(({ home }) => home.number === asset.class));
	if (!network) throw notFound('question about this kind of asset');
	const stretches = await all<Stretch>(db, own ? stretchesSql(asset.id) : tappedSql(asset.id, [network.utility]));
	if (stretches.length > 0) return { network, stretches, line: own !== undefined };
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

/** Answers questions about the networks that the register makes. */
export function routes(serve: Serve<Context>): void {
	serve(readIsolation, async ({ db }, { reference, at, without, language }) => {
		const { stretches, line } = await stretchesOf(db, reference, ['looped']);
		const stretch = chosen(stretches, at);
		const parts = stretches.filter((it) => pieceLength(it) > 0).map((it) => ({ fromM: it.fromM, toM: it.toM, this: it.segment === stretch.segment }));
		return {
			builtAt: stretch.builtAt.toISOString(),
			parts: line ? parts : [],
			...(await isolationOf(db, { stretch, without, language })),
		};
	});

	serve(readTrace, async ({ db }, { reference, direction, language }) => {
		const { network, stretches } = await stretchesOf(db, reference, ['radial', 'along']);
		const traced = { ...beginning(stretches, direction), utility: network.utility };
		return {
			builtAt: (stretches[0] as Stretch).builtAt.toISOString(),
			lines: linesView(await one<LinesRow>(db, tracedLinesSql(traced)), language),
			taps: tapsView(await one<TapsRow>(db, tracedTapsSql(traced)), language),
			sources: (await all<PlaceRow>(db, tracedSourcesSql(traced))).map((row) => placeView(row, language)),
		};
	});

	serve(readNetworkQuality, async ({ db }) => {
		const rows = await all<QualityRow>(db, qualitySql);
		return { networks: rows.map(({ builtAt, ...row }) => ({ ...row, builtAt: builtAt.toISOString() })) };
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

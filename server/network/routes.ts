import type { Knex } from 'knex';
import { type Context, catalogue } from '../municipality/index.ts';
import type { Serve } from '../platform/http.ts';
import { all, maybeOne, one } from '../platform/sql.ts';
import { listNetworkIssues, readIsolation, readNetworkPlace, readNetworkQuality, readTrace, type Utility } from './contract.ts';
import { isolateAt } from './isolate-at.ts';
import {
	issuesSql,
	type LinesRow,
	type NetworkIssueRow,
	type PlaceRow,
	type QualityRow,
	qualitySql,
	type Stretch,
	sourceSql,
	type TapsRow,
	type Traced,
	tracedLinesSql,
	tracedSourcesSql,
	tracedTapsSql,
} from './queries.ts';
import { networkClasses as classesOf, standsAtM } from './rules.ts';
import { linesView, placeView, tapsView, titleOf } from './show.ts';
import { type Asset, assetOf, networkOf, stretchesOf } from './stretches.ts';

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

	serve(readIsolation, ({ db }, wish) => isolateAt(db, wish));

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

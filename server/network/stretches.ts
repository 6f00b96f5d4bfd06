import type { Knex } from 'knex';
import { findAsset } from '../assets/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { all } from '../platform/sql.ts';
import { type Stretch, stretchesSql, tappedSql } from './queries.ts';
import { type Flow, type Network, networks } from './rules.ts';

/** How long a stretch is, metres. */
export const pieceLength = ({ fromM, toM }: Stretch): number => toM - fromM;

export type Asset = Exclude<Awaited<ReturnType<typeof findAsset>>, undefined>;

/** An asset, or 404. */
export async function assetOf(db: Knex, reference: string): Promise<Asset> {
	const asset = await findAsset(db, { reference });
	if (!asset) throw notFound('asset');
	return asset;
}

/** The network of some kinds in which the assets of a class are lines, or hang on them; `feeds`: or feed them. */
export const networkOf = (number: number, flows: readonly Flow[], feeds = false): Network | undefined => {
	const those = networks.filter(({ flow }) => flows.includes(flow));
	const has = (parts: readonly Pick<Network['line'], 'home'>[]): boolean => parts.some(({ home }) => home.number === number);
	return those.find(({ line }) => has([line])) ?? those.find(({ taps }) => has(taps)) ?? those.find(({ sources }) => feeds && has(sources));
};

/** The network in which an asset is a line or hangs on one, and the stretches that are its. */
export async function stretchesOf(db: Knex, asset: Asset, flows: readonly Flow[]): Promise<{ network: Network; stretches: Stretch[]; line: boolean }> {
	const network = networkOf(asset.class, flows);
	if (!network) throw notFound('question about this kind of asset');
	const line = network.line.home.number === asset.class;
	const stretches = await all<Stretch>(db, line ? stretchesSql(asset.id) : tappedSql(asset.id, [network.utility]));
	if (stretches.length > 0) return { network, stretches, line };
	if (asset.status !== 'in-service') throw notFound('asset in service');
	throw new Problem('not-ready', 'The network does not hold this asset yet, or it lies on no line.');
}

/** The stretch at a place along the line; the longest where no place was named. */
export function chosen(stretches: readonly Stretch[], at: number | undefined): Stretch {
	const longest = [...stretches].sort((a, b) => pieceLength(b) - pieceLength(a))[0] as Stretch;
	return at === undefined ? longest : (stretches.find((it) => at <= it.toM && pieceLength(it) > 0) ?? longest);
}

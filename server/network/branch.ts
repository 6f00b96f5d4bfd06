import type { Knex } from 'knex';
import { all, maybeOne } from '../platform/sql.ts';
import { hangingSql, type OnSegmentRow, onSegmentsSql, type SpotRow, segmentSizesSql, spotSql, throughSql } from './branch-queries.ts';
import { drainBranch } from './drain-branch.ts';
import { stationSpotSql } from './drain-queries.ts';
import { feederBranch } from './feeder-branch.ts';
import type { NetworkBranch } from './model.ts';
import { networks } from './rules.ts';

/** A branch has so many sections at most: what is larger is looked at from a place further down. */
const mostSections = 3000;

/** The segment furthest up on which a segment hangs and not too much else does, with all that hangs on it. */
async function widest(db: Knex, segment: number): Promise<{ id: number; before: number | null }[]> {
	const through = (await all<{ id: number }>(db, throughSql(segment))).map(({ id }) => id);
	const look = (at: number) => all<{ id: number; before: number | null }>(db, hangingSql(through[at] ?? segment, mostSections + 1));
	let found = await look(through.length - 1);
	if (found.length <= mostSections) return found;
	let [low, high] = [0, through.length - 1];
	while (low < high - 1) {
		const middle = (low + high) >> 1;
		if ((await look(middle)).length <= mostSections) low = middle;
		else high = middle;
	}
	found = await look(low);
	return found.length <= mostSections ? found : [{ id: segment, before: null }];
}

/** The section in which most of each line lies. */
function homes(sections: readonly (readonly [line: number, metres: number][])[]): Map<number, number> {
	const longest = new Map<number, { section: number; metres: number }>();
	sections.forEach((lines, section) => {
		for (const [line, metres] of lines) if (metres > (longest.get(line)?.metres ?? -1)) longest.set(line, { section, metres });
	});
	return new Map([...longest].map(([line, { section }]) => [line, section]));
}

/** All that falls dry together: the valve segments that hang on one another. */
async function waterBranch(db: Knex, { segment }: SpotRow): Promise<NetworkBranch> {
	const rows = await widest(db, segment);
	const index = new Map(rows.map(({ id }, i) => [id, i]));
	const ids = rows.map(({ id }) => id);
	const sizes = new Map(
		(await all<{ id: number; lengthM: number; lines: [line: number, metres: number][] }>(db, segmentSizesSql(ids))).map((it) => [it.id, it]),
	);
	const taps = await all<OnSegmentRow>(db, onSegmentsSql(ids));
	const sections = rows.map(({ id, before }) => ({
		kind: 'segment' as const,
		before: before === null ? -1 : (index.get(before) ?? -1),
		line: sizes.get(id)?.lines[0]?.[0] ?? 0,
		lengthM: sizes.get(id)?.lengthM ?? 0,
	}));
	return {
		utility: 'water',
		head: ids[0] ?? segment,
		source: null,
		sections,
		taps: taps.map(({ asset, segment: on, customers }) => ({ asset, section: index.get(on) ?? 0, customers })),
		onLine: homes(rows.map(({ id }) => sizes.get(id)?.lines ?? [])),
	};
}

/** Where in a network of sewers or drains a pump station is. */
async function stationSpot(db: Knex, assetId: number): Promise<SpotRow | undefined> {
	for (const network of networks.filter(({ stations }) => stations.length > 0)) {
		const spot = await maybeOne<SpotRow>(db, stationSpotSql(assetId, network));
		if (spot) return spot;
	}
	return undefined;
}

/** The part of a network that an asset is in, whose troubles may have a common cause; undefined where it is in none. */
export async function branchAround(db: Knex, assetId: number): Promise<NetworkBranch | undefined> {
	const spot =
		(await maybeOne<SpotRow>(
			db,
			spotSql(
				assetId,
				networks.map(({ utility }) => utility),
			),
		)) ?? (await stationSpot(db, assetId));
	const network = networks.find(({ utility }) => utility === spot?.utility);
	if (!spot || !network) return undefined;
	if (network.flow === 'along') return drainBranch(db, spot, network);
	return network.flow === 'looped' ? waterBranch(db, spot) : feederBranch(db, spot);
}

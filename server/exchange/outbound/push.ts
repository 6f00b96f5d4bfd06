import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { plainTitle } from '../../faults/index.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { linkTo, ownName } from '../parcel.ts';
import { againAt } from '../pauses.ts';
import { type Change, Refused } from '../systems/index.ts';
import { toldToStaff } from '../tell.ts';
import { FaultTold } from '../telling.ts';
import { type ToldRow, toldSql } from '../telling-queries.ts';
import type { Mapping } from './contract.ts';
import { type DueFault, type HeldSystem, nextFaultSql, notSentSql, sentSql, triedSql } from './queries.ts';
import { connectionOf, kinds, type Speaking } from './reach.ts';

const textOf = (it: unknown): string | null => (typeof it === 'string' && it !== '' ? it : typeof it === 'number' ? String(it) : null);

/** An asset as they know it: by our reference, or by the number of theirs that the register keeps. */
const assetOf = (row: ToldRow, { asset }: Mapping): string | null => (asset === 'reference' ? row.asset : textOf(row.attributes?.[asset]));

function chainageOf(row: ToldRow, { unit }: Mapping): number | null {
	if (row.chainage === null) return null;
	return unit === 'km' ? Number((row.chainage / 1000).toFixed(4)) : row.chainage;
}

/** How a fault stands, in their words; undefined where they have no word for it. */
function changeOf(row: ToldRow, due: DueFault, { mapping, site }: { mapping: Mapping; site: Speaking }): Change | undefined {
	const state = mapping.states[row.state];
	if (state === undefined || state === '') return undefined;
	const asset = assetOf(row, mapping);
	return {
		...{
			id: ownName(row.code, site),
			version: due.wanted,
			remoteId: due.remoteId,
			sentBefore: due.tried > 0,
			state,
			asset,
			chainage: chainageOf(row, mapping),
		},
		previousAsset: due.tried > 0 && due.sentAsset !== asset ? due.sentAsset : due.beforeAsset,
		mergedInto: row.mergedInto === null ? null : { id: ownName(row.mergedInto, site), remoteId: due.mergedRemote },
		title: plainTitle(row.mode, site.town.municipality.languages[0] ?? 'en'),
		fault: FaultTold.parse(toldToStaff(row, linkTo(row.code, site))),
	};
}

/** Fingerprint of what they would hear: not of how often it was said. */
const hashOf = ({ version: _version, sentBefore: _before, remoteId: _remote, previousAsset: _previous, ...it }: Change): string =>
	createHash('sha256').update(JSON.stringify(it)).digest('base64url').slice(0, 22);

/** Tells a system how the next fault stands. Says whether there was one; throws where the system is not well. */
export async function pushOne(db: Knex, held: HeldSystem, site: Speaking): Promise<boolean> {
	const due = await maybeOne<DueFault>(db, nextFaultSql(held.id, site.now()));
	if (!due) return false;
	const row = await one<ToldRow>(db, toldSql([due.faultId]));
	const change = changeOf(row, due, { mapping: held.mapping, site });
	const of = { systemId: held.id, faultId: due.faultId, version: due.wanted };
	const hash = change && hashOf(change);
	if (!change || hash === undefined || hash === due.sentMark) {
		await all(db, sentSql({ ...of, now: site.now(), content: null }));
		return true;
	}
	await all(db, triedSql({ ...of, state: change.state, asset: change.asset, chainage: change.chainage }));
	const again = againAt(due.attempts + 1, { now: site.now(), random: site.random });
	try {
		const { remoteId } = await (kinds.get(held.kind) as NonNullable<ReturnType<typeof kinds.get>>).push(change, connectionOf(db, held, site));
		await all(db, sentSql({ ...of, now: site.now(), content: { hash, remoteId } }));
	} catch (error) {
		const refused = error instanceof Refused;
		await all(db, notSentSql({ ...of, trouble: (error as Error).message.slice(0, 500), again, refused: refused ? site.now() : null }));
		if (!refused) throw error;
	}
	return true;
}

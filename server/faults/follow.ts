import type { Knex } from 'knex';
import { happened } from '../platform/events.ts';
import type { Subscriptions } from '../platform/jobs.ts';
import { all, maybeOne } from '../platform/sql.ts';
import { allStaleSql, staleByChangeSql } from './clocks/queries.ts';
import { heirSql, loosenSql, occupiedSql, orphanSql, rechainSql, type Stranded, settleOnSql, strandedSql } from './follow-queries.ts';
import { merge } from './merge.ts';
import { rankAgainSql } from './order/queries.ts';
import { followDivision } from './wards.ts';

/** Puts one open fault where its asset now is, or on what took its place; two of a family that meet there are one. */
async function settle(db: Knex, it: Stranded, changeId: number): Promise<void> {
	const heir = it.inService ? { id: it.assetId, reference: it.reference } : await maybeOne<{ id: number; reference: string }>(db, heirSql(it.id));
	if (!heir) {
		await all(db, orphanSql(it.id));
		await happened(db, { kind: 'fault.orphaned', faultId: it.id, assetId: it.assetId, details: { asset: it.reference, change: changeId } });
		return;
	}
	const other = await maybeOne<{ code: string }>(db, occupiedSql({ id: it.id, assetId: heir.id }));
	if (other) {
		await merge({ db, now: new Date(), actor: { personId: null } }, it.code, other.code);
		return;
	}
	await all(db, settleOnSql({ id: it.id, assetId: heir.id }));
	await happened(db, { kind: 'fault.followed', faultId: it.id, assetId: heir.id, details: { from: it.reference, asset: heir.reference, change: changeId } });
}

/** Lets faults follow their assets after a change of the register: every open fault hangs on what is in service there, if anything is. */
export async function follow(db: Knex, changeId: number): Promise<void> {
	const stranded = await all<Stranded>(db, strandedSql(changeId));
	await all(db, loosenSql(stranded.map(({ id }) => id)));
	for (const it of stranded) await settle(db, it, changeId);
	await all(db, rechainSql(changeId));
}

export const subscriptions: Subscriptions = {
	'municipality.changed': {
		'faults.wards': async (db, { details }) => {
			if (typeof details['wards'] === 'number') await followDivision(db);
		},
		'faults.clocks': async (db, { details }) => {
			if (details['setting'] === 'standards') await all(db, allStaleSql);
		},
		'faults.order': async (db, { details }) => {
			if (details['setting'] === 'delay-cost' || details['setting'] === 'delay-price') await all(db, rankAgainSql);
		},
	},
	'register.changed': {
		'faults.follow': async (db, { details }) => {
			if (typeof details['change'] === 'number') await follow(db, details['change']);
		},
		'faults.clocks': async (db, { details }) => {
			if (typeof details['change'] === 'number') await all(db, staleByChangeSql(details['change']));
		},
	},
};

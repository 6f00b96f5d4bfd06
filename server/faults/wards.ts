import type { Knex } from 'knex';
import { followWards } from '../assets/index.ts';
import { divisionOf, followRoles } from '../municipality/index.ts';
import { happened } from '../platform/events.ts';
import { one } from '../platform/sql.ts';
import { followWardsSql } from './ward-queries.ts';

/** How much went over to the wards of a new division. */
export interface Followed {
	assets: number;
	faults: number;
	roles: number;
}

/**
 * Once a new division into wards holds, assets in service, open faults and the roles that are held for wards go over to it; what is retired or over stays
 * with the ward of its day. Asked again it does nothing. Each class in a statement of its own: a million assets are not held at once.
 */
export async function followDivision(db: Knex): Promise<Followed> {
	const { today } = await divisionOf(db);
	const followed = {
		faults: (await one<{ moved: number }>(db, followWardsSql(today))).moved,
		roles: await followRoles(db, today),
		assets: await followWards(db, today),
	};
	if (Object.values(followed).some((it) => it > 0)) await happened(db, { kind: 'municipality.changed', details: { wardsFollowed: followed } });
	return followed;
}

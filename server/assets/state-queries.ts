import { type Sql, sql } from '../platform/sql.ts';

/** The instant that is meant by a day (its last, where the municipality is) or by an instant. Both have been checked for their form. */
const instantSql = (at: string): Sql =>
	at.length === 10
		? sql`(select (${at}::date + 1)::timestamp at time zone municipality.zone - interval '1 microsecond' from municipality)`
		: sql`${at}::timestamptz`;

/** The register as of a moment, to be called `asset`; without one, as it is. Usable wherever `asset` is read: from ${registerAt(at)} as asset. */
export const registerAt = (at: string | undefined): Sql =>
	at === undefined ? sql`asset` : sql`(select asset_state.* from asset_state where asset_state.valid @> ${instantSql(at)})`;

/** The same of what anyone may know. */
export const publicRegisterAt = (at: string | undefined): Sql =>
	at === undefined ? sql`public_asset` : sql`(select public_asset_state.* from public_asset_state where public_asset_state.valid @> ${instantSql(at)})`;

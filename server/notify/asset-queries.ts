import { type Sql, sql } from '../platform/sql.ts';

/**
 * Those who follow the asset of a fault follow the fault from now on, and are the ones to be told that it is there; whoever follows or has reported the fault
 * already, or whose address has, is not told twice. Followers of an asset go with it to what took its place. Only where the public may know of such assets.
 */
export const joinFollowersSql = (faultId: number, houseModes: readonly string[]): Sql => sql`
	with recursive kin as (
		select asset.id from fault join asset on asset.id = fault.asset_id join asset_class on asset_class.number = asset.class
		where fault.id = ${faultId} and fault.open and fault.held_at is null and asset_class.secrecy = 'public' and fault.failure_mode <> all (${houseModes}::text[])
		union
		select link.asset_id from kin join asset_lineage as link on link.successor_id = kin.id and link.undone_at is null),
	wishing as (
		select distinct on (follows.address_hash) follows.contact_id, follows.address_hash, follows.tracking
		from kin
		join asset_follower as follows on follows.asset_id = kin.id and follows.stopped_at is null
		join contact on contact.id = follows.contact_id and contact.erased_at is null
		where not exists (
			select from follower join contact as other on other.id = follower.contact_id
			where follower.fault_id = ${faultId} and lower(other.email) = lower(contact.email))
		order by follows.address_hash, follows.id),
	fresh as (
		insert into follower (fault_id, contact_id, kind, reporter_hash)
		select ${faultId}::bigint, wishing.contact_id, 'asset', wishing.address_hash from wishing
		on conflict do nothing
		returning follower.contact_id, follower.tracking)
	select contact.id as "contactId", contact.language, contact.email, contact.phone, fresh.tracking, null as report, wishing.tracking as following
	from fresh join wishing on wishing.contact_id = fresh.contact_id join contact on contact.id = fresh.contact_id
	order by contact.id`;

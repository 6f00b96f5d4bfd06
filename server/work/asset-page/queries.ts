import { type Sql, sql } from '../../platform/sql.ts';

/** The asset that bears, or bore, a number: its reference, else the register's key, the present before the past, what is in service before what is retired. */
export const resolveSql = (named: string, classes: readonly number[]): Sql => sql`
	with spoken as (select upper(${named}::text) as reference, ${named}::text as key)
	select found.id
	from (
		select asset.id, asset.status, asset.class, 0 as age from spoken join asset on asset.reference = spoken.reference
		union all
		select asset.id, asset.status, asset.class, 1 from spoken join asset on asset.class = any (${classes}::smallint[]) and asset.key = spoken.key
		union all
		select asset.id, asset.status, asset.class, 2 from spoken join asset_version as past on past.reference = spoken.reference join asset on asset.id = past.asset_id
		union all
		select asset.id, asset.status, asset.class, 3
		from spoken join asset_version as past on past.class = any (${classes}::smallint[]) and past.key = spoken.key join asset on asset.id = past.asset_id
	) as found
	where found.status <> 'withdrawn' and found.class = any (${classes}::smallint[])
	order by found.age, found.status = 'in-service' desc, found.class, found.id
	limit 1`;

/** Ids of the public open faults of an asset, but for troubles of one house: those are shown as an area, never by their asset. */
export const openFaultsSql = (assetId: number, houseModes: readonly string[]): Sql => sql`
	select public_fault.id from public_fault
	where public_fault.asset_id = ${assetId} and public_fault.open and public_fault.failure_mode <> all (${houseModes}::text[])
	order by public_fault.sort_at desc, public_fault.id desc
	limit 20`;

/** What was repaired on some assets, by day. */
export const repairedSql = (assetIds: readonly number[], houseModes: readonly string[]): Sql => sql`
	select public_fault.code, public_fault.failure_mode as mode, public_fault.fixed_on as "on", (count(*) over ())::int as times
	from public_fault
	where public_fault.asset_id = any (${assetIds}::bigint[]) and public_fault.state in ('fixed', 'closed') and public_fault.fixed_on is not null
	  and public_fault.failure_mode <> all (${houseModes}::text[])
	order by public_fault.fixed_on desc, public_fault.id desc
	limit 5`;

/** What residents have said of an asset and nobody has decided yet. */
export const proposedSql = (assetId: number): Sql => sql`
	select proposal.kind, (min(proposal.made_at) at time zone municipality.zone)::date as "on"
	from asset_proposal as proposal cross join municipality
	where proposal.asset_id = ${assetId} and proposal.state = 'open' and proposal.kind <> 'edit'
	group by proposal.kind, municipality.zone
	order by 2, 1`;

/** Somebody follows an asset, once for each address. */
export const insertFollowerSql = (it: { assetId: number; addressHash: string; email: string; language: string }): Sql => sql`
	with there as (
		select asset_follower.id from asset_follower
		where asset_follower.asset_id = ${it.assetId} and asset_follower.address_hash = ${it.addressHash} and asset_follower.stopped_at is null),
	contact as (
		insert into contact (email, language, reporter_hash)
		select ${it.email}, ${it.language}, ${it.addressHash} where not exists (select from there)
		returning contact.id)
	insert into asset_follower (asset_id, contact_id, address_hash)
	select ${it.assetId}::bigint, contact.id, ${it.addressHash} from contact
	on conflict do nothing
	returning asset_follower.id`;

export const stopFollowerSql = (tracking: string): Sql => sql`
	update asset_follower set stopped_at = coalesce(asset_follower.stopped_at, now()) where asset_follower.tracking = ${tracking}::uuid returning asset_follower.id`;

import { type Sql, sql } from '../../platform/sql.ts';
import type { HoldGround } from './contract.ts';

export interface HoldRow {
	id: number;
	faultId: number | null;
	assetId: number | null;
	fault: string | null;
	asset: string | null;
	ground: HoldGround;
	reason: string;
	until: string;
	stands: boolean;
	placedBy: string;
	placedAt: Date;
	liftedBy: string | null;
	liftedAt: Date | null;
	version: number;
}

const holds = (which: Sql): Sql => sql`
	select hold.id, hold.fault_id as "faultId", hold.asset_id as "assetId", fault.code as fault, asset.reference as asset, hold.ground, hold.reason, hold.until_day::text as until,
	       coalesce((select true from standing_hold where standing_hold.id = hold.id), false) as stands, placer.name as "placedBy", hold.placed_at as "placedAt", lifter.name as "liftedBy",
	       hold.lifted_at as "liftedAt", hold.version
	from legal_hold as hold
	join person as placer on placer.id = hold.placed_by
	left join person as lifter on lifter.id = hold.lifted_by
	left join fault on fault.id = hold.fault_id
	left join asset on asset.id = hold.asset_id
	where ${which}
	order by hold.id desc
	limit 500`;

export const holdsSql = holds(sql`true`);
export const holdSql = (id: number): Sql => holds(sql`hold.id = ${id}`);

/** The standing holds of a fault that somebody may see. */
export const faultHoldsSql = (faultId: number): Sql =>
	holds(sql`hold.id in (select held_fault.hold_id from held_fault where held_fault.fault_id = ${faultId})`);

export interface NewHold {
	faultId: number | null;
	assetId: number | null;
	contacts: readonly number[];
	ground: HoldGround;
	reason: string;
	until: string;
	personId: number | null;
}

export const placeHoldSql = (it: NewHold): Sql => sql`
	with placed as (
		insert into legal_hold (fault_id, asset_id, ground, reason, until_day, placed_by)
		values (${it.faultId}::bigint, ${it.assetId}::bigint, ${it.ground}, ${it.reason}, ${it.until}::date, ${it.personId}::bigint)
		returning legal_hold.id
	),
	held as (insert into legal_hold_person (hold_id, contact_id) select placed.id, contact.id from placed cross join unnest(${[...it.contacts]}::bigint[]) as contact (id))
	select placed.id from placed`;

export interface HoldChange {
	id: number;
	/** What is left out stays. */
	ground?: HoldGround | undefined;
	reason?: string | undefined;
	until?: string | undefined;
	lifted?: boolean | undefined;
	personId: number | null;
	version: number;
}

/** Changes a hold that nobody has changed in between. */
export const changeHoldSql = (it: HoldChange): Sql => sql`
	update legal_hold
	set ground = coalesce(${it.ground ?? null}, legal_hold.ground), reason = coalesce(${it.reason ?? null}, legal_hold.reason), until_day = coalesce(${it.until ?? null}::date, legal_hold.until_day),
	    lifted_at = case when ${it.lifted ?? null}::boolean is null then legal_hold.lifted_at when ${it.lifted ?? null}::boolean then now() end,
	    lifted_by = case when ${it.lifted ?? null}::boolean is null then legal_hold.lifted_by when ${it.lifted ?? null}::boolean then ${it.personId}::bigint end,
	    version = legal_hold.version + 1
	where legal_hold.id = ${it.id} and legal_hold.version = ${it.version}
	returning legal_hold.id`;

export const todaySql = sql`select (now() at time zone municipality.zone)::date::text as day from municipality`;

export interface HeldRow {
	contactId: number;
	personId: number | null;
	ground: HoldGround;
	until: string;
	ticket: string | null;
}

/** Which of somebody's contacts are held, until when and for what. */
export const heldContactsSql = (contacts: readonly number[]): Sql => sql`
	select held.contact_id as "contactId", contact.person_id as "personId", hold.ground, hold.until_day::text as until,
	       (select report.code from report where report.contact_id = held.contact_id order by report.id limit 1) as ticket
	from held_contact as held
	join standing_hold as hold on hold.id = held.hold_id
	join contact on contact.id = held.contact_id
	where held.contact_id = any (${[...contacts]}::bigint[])
	order by hold.until_day desc, held.contact_id`;

/** Accounts that said or showed something about a fault that is held. */
export const heldPersonsSql = (persons: readonly number[]): Sql => sql`
	select comment.person_id as id from held_fault as held join comment on comment.fault_id = held.fault_id where comment.person_id = any (${[...persons]}::bigint[])
	union
	select media.person_id from held_fault as held join media on media.fault_id = held.fault_id where media.person_id = any (${[...persons]}::bigint[])`;

/** Notes that somebody is to be forgotten once nothing holds them any more. */
export const waitToForgetSql = (contacts: readonly number[], asked: string): Sql => sql`
	insert into held_erasure (contact_id, asked) select contact.id, ${asked} from unnest(${[...contacts]}::bigint[]) as contact (id)
	on conflict (contact_id) do nothing`;

/** Takes those who asked to be forgotten and are held no more. */
export const freedSql = (limit: number): Sql => sql`
	delete from held_erasure
	where held_erasure.contact_id in (
		select waiting.contact_id from held_erasure as waiting
		where waiting.contact_id not in (select held_contact.contact_id from held_contact)
		order by waiting.at limit ${limit} for update skip locked)
	returning held_erasure.contact_id as id`;

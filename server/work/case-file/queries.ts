import { type Sql, sql } from '../../platform/sql.ts';

/** A fault and those merged into it. */
const together = (faultId: number): Sql => sql`(select fault.id from fault where fault.id = ${faultId} or fault.merged_into = ${faultId})`;

export interface Remark {
	at: Date;
	words: string;
	/** Words with what could lead to a person taken out, where a moderator did so. */
	publicWords: string | null;
	visibility: string;
	/** Who of staff wrote it. */
	staff: string | null;
	resident: string | null;
}

/** What staff noted and what people said. */
export const remarksSql = (faultId: number): Sql => sql`
	select comment.at, comment.words, comment.public_words as "publicWords", comment.visibility, person.name as staff, contact.name as resident
	from comment
	left join person on person.id = comment.person_id
	left join contact on contact.id = comment.contact_id
	where comment.fault_id in ${together(faultId)}
	order by comment.id`;

export interface Letter {
	at: Date;
	sentAt: Date | null;
	channel: string;
	kind: string;
	state: string;
	subject: string | null;
	body: string | null;
	to: string | null;
}

/** What was sent to whom. */
export const lettersSql = (faultId: number): Sql => sql`
	select message.created_at as at, message.sent_at as "sentAt", message.channel, message.kind, message.state, message.subject, message.body,
	       nullif(concat_ws(', ', contact.name, case when message.channel = 'email' then contact.email else contact.phone end), '') as "to"
	from message join contact on contact.id = message.contact_id
	where message.fault_id in ${together(faultId)}
	order by message.id
	limit 500`;

export interface Picture {
	hash: string;
	/** The copy in which faces and plates are made unrecognisable. */
	publicHash: string | null;
	shown: boolean;
	video: boolean;
	width: number;
	height: number;
	at: Date;
	ticket: string | null;
	order: string | null;
	moment: 'before' | 'after' | null;
	takenM: number | null;
}

/** Photos and videos of a fault and of the work on it, oldest first. */
export const picturesSql = (faultId: number): Sql => sql`
	select media.hash, media.public_hash as "publicHash", media.shown, media.kind like 'video/%' as video, media.width, media.height, media.created_at as at,
	       report.code as ticket, work_order.code as "order", media.moment, media.taken_m as "takenM"
	from media
	left join report on report.id = media.report_id
	left join work_order_item on work_order_item.id = media.work_item_id
	left join work_order on work_order.id = work_order_item.work_order_id
	where media.fault_id in ${together(faultId)}
	order by media.id`;

/** The codes of the work orders in which a fault stands. */
export const orderCodesSql = (faultId: number, within: Sql): Sql => sql`
	select distinct work_order.code, work_order.opened_at
	from work_order_item join work_order on work_order.id = work_order_item.work_order_id
	where work_order_item.fault_id in ${together(faultId)} and ${within}
	order by work_order.opened_at`;

export interface Entry {
	at: Date;
	kind: string;
	by: string | null;
	order: string | null;
	details: Record<string, unknown>;
}

/** All that happened to a fault, to those merged into it, and to the work on it; the rows kept for an undo stay inside. */
export const logSql = (faultId: number, orders: readonly string[], limit: number): Sql => sql`
	with happening as (
		select event.id from event where event.fault_id in ${together(faultId)}
		union
		select event.id from work_order join event on event.work_order_id = work_order.id where work_order.code = any (${[...orders]}::text[])
	)
	select event.at, event.kind, person.name as by, work_order.code as "order", event.details - 'before' as details
	from happening
	join event on event.id = happening.id
	left join person on person.id = event.person_id
	left join work_order on work_order.id = event.work_order_id
	order by event.id
	limit ${limit}`;

export interface Frame {
	west: number;
	south: number;
	east: number;
	north: number;
}

/** What the sketch of a fault has to hold, in metres: the fault, its asset close by and, if they are told, its pins. */
export const frameSql = (faultId: number, pins: boolean): Sql => sql`
	with seen as (
		select fault.geom_m as geom from fault where fault.id = ${faultId}
		union all
		select st_intersection(asset.geom_m, st_expand(fault.geom_m, 120)) from fault join asset on asset.id = fault.asset_id where fault.id = ${faultId}
		union all
		select metric(sighting.geom) from sighting join fault on fault.id = ${faultId}
		where ${pins} and sighting.fault_id in ${together(faultId)} and st_dwithin(metric(sighting.geom), fault.geom_m, 1000)
	)
	select st_xmin(box.geom) as west, st_ymin(box.geom) as south, st_xmax(box.geom) as east, st_ymax(box.geom) as north
	from (select st_expand(st_extent(seen.geom)::geometry, 40) as geom from seen where not st_isempty(seen.geom)) as box`;

export interface Drawn {
	what: 'asset' | 'around' | 'fault' | 'pin';
	class: number | null;
	/** The street of a road, or the number of a pin. */
	name: string | null;
	radius: number | null;
	geometry: { type: string; coordinates: unknown };
}

/** What lies within the sketch, in metres; the asset and the fault last, so that they are drawn on top. */
export const sketchSql = (faultId: number, { west, south, east, north }: Frame, pins: boolean): Sql => sql`
	with box as (
		select st_setsrid(st_makeenvelope(${west}, ${south}, ${east}, ${north}), st_srid(fault.geom_m)) as geom, fault.asset_id, fault.geom_m from fault where fault.id = ${faultId}
	),
	around as (
		select 'around' as what, asset.class, asset.street as name, null::real as radius, st_clipbybox2d(asset.geom_m, box.geom) as geom
		from box join asset on asset.geom_m && box.geom and asset.status = 'in-service' and asset.id is distinct from box.asset_id
		limit 1500
	)
	select it.what, it.class, it.name, it.radius, st_asgeojson(it.geom, 1)::jsonb as geometry
	from (
		select around.*, 1 as turn from around
		union all
		select 'asset', asset.class, asset.reference, null, st_clipbybox2d(asset.geom_m, box.geom), 2 from box join asset on asset.id = box.asset_id
		union all
		select 'pin', null, row_number() over (order by report.reported_at desc)::text, sighting.sigma_m, metric(sighting.geom), 3
		from report join sighting on sighting.id = report.sighting_id
		where ${pins} and report.withdrawn_at is null and report.fault_id in ${together(faultId)}
		union all
		select 'fault', null, null, null, box.geom_m, 4 from box
	) as it
	where not st_isempty(it.geom)
	order by it.turn`;

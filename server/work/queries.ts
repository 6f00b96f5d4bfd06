import { type Sql, sql } from '../platform/sql.ts';

export interface ReportRow {
	id: number;
	ticket: string;
	at: Date;
	channel: string;
	language: string;
	words: string;
	answers: Record<string, unknown>;
	name: string | null;
	email: string | null;
	/** Somebody has shown that the address or the number is theirs. */
	verified: boolean;
	phone: string | null;
	photos: { id: string; width: number; height: number; video: boolean; shown: boolean }[];
	lon: number;
	lat: number;
	sigma: number;
	method: string;
	candidates: { ref: string; class: number; p: number; metres: number; lon: number; lat: number }[];
	none: number;
	fault: string;
	satisfied: number | null;
}

/** The reports of a fault and of those merged into it, each with its pin and what that pin could be about. */
export const reportsSql = (faultId: number): Sql => sql`
	select report.id, report.code as ticket, report.reported_at as at, report.channel, report.language, report.words, report.answers,
	       contact.name, contact.email, contact.phone,
	       exists (select from resident where resident.forms && array_remove(array[lower(contact.email), regexp_replace(contact.phone, '[^0-9]', '', 'g')], null)) as verified,
	       st_x(sighting.geom) as lon, st_y(sighting.geom) as lat, sighting.sigma_m as sigma, sighting.method,
	       sighting.candidates, sighting.p_none as none, fault.code as fault,
	       (select follower.satisfied from follower where follower.tracking = report.tracking) as satisfied,
	       coalesce((select jsonb_agg(jsonb_build_object('id', media.public_id, 'width', media.width, 'height', media.height, 'shown', media.shown, 'video', media.kind like 'video/%') order by media.id)
	                 from media where media.report_id = report.id), '[]') as photos
	from fault
	join report on report.fault_id = fault.id and report.withdrawn_at is null
	join sighting on sighting.id = report.sighting_id
	left join contact on contact.id = report.contact_id
	where fault.id = ${faultId} or fault.merged_into = ${faultId}
	order by report.reported_at desc
	limit 100`;

/** What people said about a fault, for staff. */
export const commentsSql = (faultId: number): Sql => sql`
	select comment.id, comment.words, comment.at, coalesce(person.name, contact.name, '') as by, comment.visibility
	from fault
	join comment on comment.fault_id = fault.id
	left join person on person.id = comment.person_id
	left join contact on contact.id = comment.contact_id
	where fault.id = ${faultId} or fault.merged_into = ${faultId}
	order by comment.id
	limit 200`;

/** The logbook of a fault: who did what, when. The rows kept for an undo stay inside. */
export const timelineSql = (faultId: number): Sql => sql`
	select event.id, event.at, event.kind, person.name as by, event.details - 'before' as details
	from event left join person on person.id = event.person_id
	where event.fault_id = ${faultId}
	order by event.id
	limit 300`;

/** Faults close by that may be the same: on the same asset, or of the same family within 60 m. */
export const nearbySql = (faultId: number): Sql => sql`
	select other.code, other.failure_mode as mode, other.state, st_distance(other.geom_m, fault.geom_m) as metres, other.reports, other.first_report_at as since,
	       coalesce(other.asset_id = fault.asset_id, false) as "sameAsset"
	from fault join fault as other on other.open and other.id <> fault.id and st_dwithin(other.geom_m, fault.geom_m, 60)
	where fault.id = ${faultId} and (other.family = fault.family or other.asset_id = fault.asset_id)
	order by metres, other.id
	limit 12`;

/** Work done or planned on a fault and on those merged into it. */
export const faultWorkSql = (faultId: number): Sql => sql`
	select work_order.code, work_order.kind, work_order.state, work_order.crew, work_order.opened_at as "openedAt", work_order.done_at as "doneAt",
	       work_order.outcome, work_order_item.cost
	from fault
	join work_order_item on work_order_item.fault_id = fault.id
	join work_order on work_order.id = work_order_item.work_order_id
	where fault.id = ${faultId} or fault.merged_into = ${faultId}
	order by work_order.opened_at desc
	limit 50`;

/** The faults of an asset and of those it took the place of, newest first. */
export const assetFaultsSql = (assetIds: readonly number[]): Sql => sql`
	select asset.reference as asset, fault.code, fault.failure_mode as mode, fault.state, fault.first_report_at as "firstReportAt", fault.fixed_at as "fixedAt", fault.reports, fault.cause,
	       fault.cost, fault.chainage_m as chainage
	from fault join asset on asset.id = fault.asset_id
	where fault.asset_id = any (${assetIds}::bigint[]) and fault.state <> 'merged'
	order by fault.first_report_at desc
	limit 100`;

/** Failures by year of an asset, and of those it took the place of: real faults, each counted once however many reported it. */
export const assetFailuresSql = (assetId: number, before: readonly number[]): Sql => sql`
	select extract(year from fault.first_report_at at time zone municipality.zone)::int as year,
	       count(*) filter (where fault.asset_id = ${assetId})::int as failures, count(*) filter (where fault.asset_id <> ${assetId})::int as before
	from fault cross join municipality
	where fault.asset_id = any (${[assetId, ...before]}::bigint[]) and fault.state not in ('merged', 'rejected', 'no-fault-found', 'not-ours')
	group by 1
	order by 1`;

/** The work on an asset and on those it took the place of, newest first. */
export const assetWorkSql = (assetIds: readonly number[]): Sql => sql`
	select asset.reference as asset, work_order.code, work_order.kind, work_order.state, coalesce(work_order.done_at, work_order.opened_at) as at, work_order.outcome, work_order_item.cost, work_order.hours
	from work_order_item
	join work_order on work_order.id = work_order_item.work_order_id
	join asset on asset.id = work_order_item.asset_id
	where work_order_item.asset_id = any (${assetIds}::bigint[])
	order by at desc
	limit 100`;

/** Whether a fault lies within what somebody may see. */
export const scopedSql = (code: string, scope: Sql): Sql => sql`select true as seen from fault where fault.code = upper(${code}) and ${scope}`;

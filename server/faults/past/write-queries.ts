import { type Sql, sql } from '../../platform/sql.ts';

/** So many new numbers of a table's rows. */
export const numbersSql = (table: 'fault' | 'sighting', count: number): Sql => sql`
	select nextval(pg_get_serial_sequence(${table}, 'id'))::bigint as id from generate_series(1, ${count}::int)`;

export interface PastFaultRow {
	id: number;
	mode: string;
	family: string;
	state: string;
	since: string;
	assetId: number | null;
	assetVersion: number | null;
	class: number;
	linear: boolean;
	linkMethod: string;
	pLink: number | null;
	x: number;
	y: number;
	publicX: number;
	publicY: number;
	chainage: number | null;
	chainageSd: number | null;
	range: string | null;
	street: string | null;
	wardId: number | null;
	departmentId: number;
	priority: number;
	at: string;
	respondDue: string | null;
	due: string | null;
	repeatOf: number | null;
	suggestedMerge: number | null;
	needsLook: boolean;
	fixedAt: string | null;
	closedAt: string | null;
}

/** Writes faults of the past as they stood at their end, with what is to be read of them: nobody is told, for their events are dealt already. */
export const insertPastFaultsSql = (rows: readonly PastFaultRow[], srid: number): Sql => sql`
	with row as (
		select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as it (
			id bigint, mode text, family text, state text, since timestamptz, "assetId" bigint, "assetVersion" int, class smallint, linear boolean, "linkMethod" text,
			"pLink" real, x float8, y float8, "publicX" float8, "publicY" float8, chainage float8, "chainageSd" float8, range numrange, street text, "wardId" bigint,
			"departmentId" bigint, priority smallint, at timestamptz, "respondDue" timestamptz, due timestamptz, "repeatOf" bigint, "suggestedMerge" bigint,
			"needsLook" boolean, "fixedAt" timestamptz, "closedAt" timestamptz)
	),
	written as (
		insert into fault (id, failure_mode, family, state, state_since, asset_id, asset_version, class, linear, link_method, p_link, geom, public_geom, chainage_m,
		                   chainage_sd_m, chainage_range, street, ward_id, department_id, priority, first_report_at, last_report_at, respond_due_at, due_at, repeat_of,
		                   suggested_merge, needs_look, fixed_at, closed_at, alive_until, reports)
		select row.id, row.mode, row.family, row.state, row.since, row."assetId", row."assetVersion", row.class, row.linear, row."linkMethod", row."pLink",
		       st_transform(st_setsrid(st_makepoint(row.x, row.y), ${srid}::int), 4326),
		       st_transform(st_setsrid(st_makepoint(row."publicX", row."publicY"), ${srid}::int), 4326), row.chainage, row."chainageSd", row.range, row.street,
		       row."wardId", row."departmentId", row.priority, row.at, row.at, row."respondDue", row.due, row."repeatOf", row."suggestedMerge", row."needsLook",
		       row."fixedAt", row."closedAt", coalesce(row."fixedAt", row."closedAt"), 1
		from row
	)
	insert into event (kind, fault_id, asset_id, details, at, dealt)
	select said.kind, row.id, row."assetId", said.details || jsonb_build_object('former', true), said.at, true
	from row
	cross join lateral (values
		('fault.opened', jsonb_build_object('mode', row.mode, 'class', row.class, 'ward_id', row."wardId", 'department_id', row."departmentId", 'repeat_of', row."repeatOf"), row.at),
		('fault.moved', jsonb_build_object('from', 'reported', 'to', row.state), row.since)) as said (kind, details, at)
	where said.kind = 'fault.opened' or row.state <> 'reported'
	order by row.at, row.id, said.kind desc`;

/** One more report of faults that are there, and whether it says that a repair did not hold. */
export const joinPastFaultsSql = (rows: readonly { id: number; at: string; again: boolean }[]): Sql => sql`
	with row as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as it (id bigint, at timestamptz, again boolean)),
	joined as (
		select row.id, count(*)::int as reports, min(row.at) as first, max(row.at) as last, count(*) filter (where row.again)::int as again from row group by row.id),
	happening as (
		insert into event (kind, fault_id, details, at, dealt)
		select case when row.again then 'fault.reopened' else 'fault.joined' end, row.id, '{"former": true}', row.at, true from row)
	update fault
	set reports = fault.reports + joined.reports, first_report_at = least(fault.first_report_at, joined.first),
	    last_report_at = greatest(fault.last_report_at, joined.last), reopened = fault.reopened + joined.again, version = fault.version + 1, changed_at = now()
	from joined where fault.id = joined.id`;

export interface PastSightingRow {
	id: number;
	faultId: number;
	mode: string;
	lon: number;
	lat: number;
	method: string;
	accuracy: number | null;
	/** The place of its fault stands for its own. */
	coarse: boolean;
	sigma: number;
	claimedId: number | null;
	candidates: object[];
	none: number;
	model: string;
	calibration: number | null;
	at: string;
}

export const insertPastSightingsSql = (rows: readonly PastSightingRow[]): Sql => sql`
	insert into sighting (id, fault_id, failure_mode, geom, method, accuracy_m, sigma_m, claimed_asset_id, candidates, p_none, model, calibration, seen_at)
	select it.id, it."faultId", it.mode,
	       case when not it.coarse then st_setsrid(st_makepoint(it.lon, it.lat), 4326) when fault.asset_id is null then fault.public_geom else fault.geom end,
	       it.method, it.accuracy, it.sigma, it."claimedId", it.candidates, it.none, it.model, it.calibration, it.at
	from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as it (
		id bigint, "faultId" bigint, mode text, lon float8, lat float8, method text, accuracy real, coarse boolean, sigma real, "claimedId" bigint, candidates jsonb,
		none real, model text, calibration int, at timestamptz)
	join fault on fault.id = it."faultId"`;

/** How a fault of the past is told by all its tickets. */
export interface PastState {
	id: number;
	reports: number;
	first: string | null;
	last: string | null;
	state: string;
	since: string;
	fixedAt: string | null;
	closedAt: string | null;
}

/**
 * Faults of the past that nobody has worked with stand as their tickets say now, taken together. One that is open again where meanwhile another is open of the
 * same family lets go of its asset: somebody must look.
 */
export const settlePastFaultsSql = (rows: readonly PastState[]): Sql => sql`
	with row as (
		select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as it (
			id bigint, reports int, first timestamptz, last timestamptz, state text, since timestamptz, "fixedAt" timestamptz, "closedAt" timestamptz)
	),
	before as (
		select fault.id, fault.state, other.id as other
		from row
		join fault on fault.id = row.id
		left join lateral (
			select other.id from fault as other
			where other.asset_id = fault.asset_id and other.family = fault.family and other.open and other.id <> fault.id
			      and (other.chainage_range is null or fault.chainage_range is null or other.chainage_range && fault.chainage_range)
			      and row.state in ('reported', 'confirmed', 'scheduled', 'in-progress', 'made-safe', 'waiting')
			limit 1) as other on true
		where fault.confirmed_at is null and fault.merged_into is null
		      and not exists (
		          select from event where event.fault_id = fault.id and event.details ->> 'former' is null
		                                  and event.kind in ('fault.moved', 'fault.recategorised', 'fault.linked', 'fault.assigned', 'fault.reopened', 'fault.merged', 'fault.received-merge'))
	),
	happening as (
		insert into event (kind, fault_id, details, at, dealt)
		select 'fault.moved', row.id, jsonb_build_object('from', before.state, 'to', row.state, 'former', true), row.since, true
		from row join before on before.id = row.id where before.state <> row.state
	)
	update fault
	set state = row.state, state_since = row.since, fixed_at = row."fixedAt", closed_at = row."closedAt", alive_until = coalesce(row."fixedAt", row."closedAt"),
	    reports = row.reports, first_report_at = coalesce(row.first, fault.first_report_at), last_report_at = coalesce(row.last, fault.last_report_at),
	    asset_id = case when before.other is null then fault.asset_id end, asset_version = case when before.other is null then fault.asset_version end,
	    link_method = case when before.other is null then fault.link_method else 'none' end, suggested_merge = coalesce(before.other, fault.suggested_merge),
	    needs_look = fault.needs_look or before.other is not null, version = fault.version + 1, changed_at = now()
	from row join before on before.id = row.id
	where fault.id = row.id
	returning fault.id`;

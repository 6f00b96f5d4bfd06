import { type Sql, sql } from '../../platform/sql.ts';
import type { OrderState, Outcome } from '../orders/contract.ts';

export interface ItemRow {
	id: number;
	version: number;
	orderId: number;
	order: string;
	state: OrderState;
	crew: string | null;
	/** Whether it is of a crew of whoever asks. */
	mine: boolean;
	departmentId: number;
	fault: string | null;
	faultId: number | null;
	faultState: string | null;
	asset: string | null;
	assetId: number | null;
	class: number;
	point: boolean;
	outcome: Outcome | null;
	endedAt: Date | null;
	cause: string | null;
	component: string | null;
	mode: string | null;
	condition: number | null;
	note: string | null;
}

/** An item of a work order, held with its order until the transaction ends. */
export const itemSql = (id: number, personId: number | null): Sql => sql`
	select work_order_item.id, work_order_item.version, work_order.id as "orderId", work_order.code as order, work_order.state, work_order.crew,
	       exists (select from crew join crew_member on crew_member.crew_id = crew.id where crew.code = work_order.crew and crew_member.person_id in (select works_for(${personId}::bigint))) as mine,
	       work_order.department_id as "departmentId", fault.code as fault, fault.id as "faultId", fault.state as "faultState", asset.reference as asset, asset.id as "assetId",
	       coalesce(asset.class, fault.class) as class, coalesce(geometrytype(asset.geom) = 'POINT', false) as point, work_order_item.outcome,
	       work_order_item.ended_at as "endedAt", work_order_item.cause, work_order_item.component, work_order_item.mode, work_order_item.condition, work_order_item.note
	from work_order_item
	join work_order on work_order.id = work_order_item.work_order_id
	left join fault on fault.id = work_order_item.fault_id
	left join asset on asset.id = coalesce(fault.asset_id, work_order_item.asset_id)
	where work_order_item.id = ${id}
	for update of work_order, work_order_item`;

/** Whether a work order is of a crew of somebody. */
export const mineSql = (orderId: number, personId: number | null): Sql => sql`
	select work_order.crew, work_order.state, crew.hourly_cost as "hourlyCost",
	       exists (select from crew_member where crew_member.crew_id = crew.id and crew_member.person_id in (select works_for(${personId}::bigint))) as mine
	from work_order left join crew on crew.code = work_order.crew where work_order.id = ${orderId} for update of work_order`;

/** A position on the device, told with its accuracy. */
export interface Stand {
	lon: number;
	lat: number;
	accuracy: number;
}

/** A position of worse accuracy than this, metres, shows nothing. */
const worstAccuracyM = 100;

/** How far somebody stood from what an item is about, metres; null where that is not known well enough. */
export const distanceSql = (itemId: number, stand: Stand | undefined): Sql => sql`
	select case when ${stand?.accuracy ?? null}::float8 <= ${worstAccuracyM}
		then st_distance(metric(st_setsrid(st_makepoint(${stand?.lon ?? null}::float8, ${stand?.lat ?? null}::float8), 4326)), coalesce(fault.geom_m, asset.geom_m)) end as metres,
	       (select municipality.evidence_m from municipality) as "evidenceM"
	from work_order_item
	left join fault on fault.id = work_order_item.fault_id
	left join asset on asset.id = work_order_item.asset_id
	where work_order_item.id = ${itemId}`;

export interface KeptPhoto {
	hash: string;
	thumbHash: string;
	kind: string;
	bytes: number;
	width: number;
	height: number;
	metres: number | null;
}

/** Keeps photos of an item. */
export const keepPhotosSql = (it: { itemId: number; moment: 'before' | 'after'; at: Date; personId: number | null; photos: readonly KeptPhoto[] }): Sql => sql`
	insert into media (work_item_id, person_id, hash, thumb_hash, kind, bytes, width, height, moment, taken_m, taken_at, looked_at)
	select ${it.itemId}::bigint, ${it.personId}::bigint, row.hash, row."thumbHash", row.kind, row.bytes, row.width, row.height, ${it.moment}, row.metres, ${it.at}::timestamptz, now()
	from jsonb_to_recordset(${JSON.stringify(it.photos)}::jsonb) as row (hash text, "thumbHash" text, kind text, bytes int, width int, height int, metres real)`;

/** Keeps that two wrote one field. */
export const conflictSql = (it: { itemId: number; field: string; kept: unknown; other: unknown; personId: number | null }): Sql => sql`
	insert into work_conflict (item_id, field, kept, other, person_id)
	values (${it.itemId}, ${it.field}, ${JSON.stringify(it.kept)}::jsonb, ${JSON.stringify(it.other)}::jsonb, ${it.personId}::bigint)`;

/** Says what became of tasks of an item, or of its whole order. */
export const tasksDoneSql = (it: {
	orderId: number;
	itemId: number;
	tasks: readonly { id: number; answer: string | null; done: boolean }[];
	at: Date;
	personId: number | null;
}): Sql => sql`
	update work_task
	set answer = row.answer, done_at = case when row.done then coalesce(work_task.done_at, ${it.at}::timestamptz) end, done_by = case when row.done then ${it.personId}::bigint end
	from jsonb_to_recordset(${JSON.stringify(it.tasks)}::jsonb) as row (id bigint, answer text, done boolean)
	where work_task.id = row.id and work_task.work_order_id = ${it.orderId} and (work_task.item_id is null or work_task.item_id = ${it.itemId})
	returning work_task.id`;

/** Readings among tasks, to see that they are answered with numbers. */
export const readingsSql = (ids: readonly number[]): Sql => sql`
	select work_task.id from work_task where work_task.id = any (${[...ids]}::bigint[]) and work_task.kind = 'reading'`;

/** Keeps what was used at an item; names what the stores do not know. */
export const useMaterialsSql = (it: { orderId: number; itemId: number; materials: readonly { code: string; used: number }[] }): Sql => sql`
	with given as (select row.code, row.used from jsonb_to_recordset(${JSON.stringify(it.materials)}::jsonb) as row (code text, used numeric)),
	kept as (
		insert into work_material (work_order_id, item_id, material_id, used, price)
		select ${it.orderId}::bigint, ${it.itemId}::bigint, material.id, given.used, material.price from given join material on material.code = given.code
		on conflict on constraint work_material_once do update set used = excluded.used)
	select given.code from given where not exists (select from material where material.code = given.code)`;

/** What there is that shows that an item is fixed. */
export const evidenceSql = (itemId: number): Sql => sql`
	select (select min(media.taken_m) from media where media.work_item_id = work_order_item.id and media.moment = 'after') as "photoM",
	       (select count(*)::int from media where media.work_item_id = work_order_item.id and media.moment = 'after') as photos,
	       exists (select from work_task where work_task.work_order_id = work_order_item.work_order_id and (work_task.item_id is null or work_task.item_id = work_order_item.id)
	               and work_task.kind = 'reading' and work_task.done_at is not null and work_task.answer is not null) as reading,
	       coalesce((select array_agg(work_task.code order by work_task.position) from work_task where work_task.item_id = work_order_item.id and work_task.wanted and work_task.done_at is null), '{}') as undone
	from work_order_item where work_order_item.id = ${itemId}`;

export interface Ending {
	itemId: number;
	outcome: Outcome;
	at: Date;
	personId: number | null;
	until: string | null;
	proof: 'photo' | 'reading' | 'reason' | null;
	proofM: number | null;
	reason: string | null;
}

/** Ends an item. */
export const endItemSql = (it: Ending): Sql => sql`
	update work_order_item
	set outcome = ${it.outcome}, ended_at = ${it.at}::timestamptz, ended_by = ${it.personId}::bigint, until_day = ${it.until}::date, proof = ${it.proof}, proof_m = ${it.proofM}::real,
	    proof_reason = ${it.reason}, version = work_order_item.version + 1
	where work_order_item.id = ${it.itemId}`;

/** Takes back that an item has ended. */
export const reopenItemSql = (itemId: number): Sql => sql`
	update work_order_item
	set outcome = null, ended_at = null, ended_by = null, until_day = null, proof = null, proof_m = null, proof_reason = null, version = work_order_item.version + 1
	where work_order_item.id = ${itemId}`;

/** A work order whose last item has ended is done; the clock of its crew stops. */
export const doneSql = (orderId: number, at: Date): Sql => sql`
	with ends as (
		select count(*) filter (where work_order_item.ended_at is null) as left, max(work_order_item.ended_at) as at,
		       case when bool_and(work_order_item.outcome = 'fixed') then 'fixed' else min(work_order_item.outcome) filter (where work_order_item.outcome <> 'fixed') end as outcome,
		       min(work_order_item.cause) as cause, min(work_order_item.component) as component
		from work_order_item where work_order_item.work_order_id = ${orderId}),
	stopped as (
		update work_time set ended_at = greatest(work_time.began_at, ${at}::timestamptz) from ends
		where work_time.work_order_id = ${orderId} and work_time.ended_at is null and ends.left = 0)
	update work_order
	set state = 'done', done_at = ends.at, outcome = ends.outcome, cause = ends.cause, component = ends.component, version = work_order.version + 1, changed_at = now()
	from ends
	where work_order.id = ${orderId} and ends.left = 0 and work_order.state <> 'done'
	returning work_order.id`;

/** A work order that is to be gone on with. */
export const resumeSql = (orderId: number): Sql => sql`
	update work_order set state = 'started', done_at = null, outcome = null, hours = null, cost = null, version = work_order.version + 1, changed_at = now()
	where work_order.id = ${orderId}`;

/** Starts the time of a crew at a work order, unless it runs; another kind of time ends with it. */
export const startTimeSql = (it: {
	orderId: number;
	crew: string | null;
	kind: 'work' | 'travel';
	at: Date;
	personId: number | null;
	hourlyCost: number;
}): Sql => sql`
	with other as (
		update work_time set ended_at = greatest(work_time.began_at, ${it.at}::timestamptz)
		where work_time.work_order_id = ${it.orderId} and coalesce(work_time.crew, '') = coalesce(${it.crew}::text, '') and work_time.ended_at is null and work_time.kind <> ${it.kind}
		returning work_time.id)
	insert into work_time (work_order_id, person_id, crew, kind, began_at, hourly_cost)
	select ${it.orderId}::bigint, ${it.personId}::bigint, ${it.crew}::text, ${it.kind}, ${it.at}::timestamptz, ${it.hourlyCost}::numeric
	where (select count(*) from other) >= 0
	  and not exists (select from work_time where work_time.work_order_id = ${it.orderId} and coalesce(work_time.crew, '') = coalesce(${it.crew}::text, '')
	                  and work_time.ended_at is null and work_time.kind = ${it.kind})
	returning work_time.id`;

/** Stops the time of a crew at a work order. */
export const stopTimeSql = (it: { orderId: number; crew: string | null; at: Date }): Sql => sql`
	update work_time set ended_at = greatest(work_time.began_at, ${it.at}::timestamptz)
	where work_time.work_order_id = ${it.orderId} and coalesce(work_time.crew, '') = coalesce(${it.crew}::text, '') and work_time.ended_at is null
	returning work_time.id`;

/** The crews of somebody and of those for whom they stand in today, with their shifts and depots. */
export const myCrewsSql = (personId: number | null): Sql => sql`
	select distinct crew.code, crew.shift_from as "shiftFrom", crew.shift_until as "shiftUntil", st_x(crew.depot) as lon, st_y(crew.depot) as lat
	from crew_member join crew on crew.id = crew_member.crew_id
	where crew_member.person_id in (select works_for(${personId}::bigint)) and crew.active order by crew.code`;

export interface SaidRow {
	faultId: number;
	at: Date;
	words: string;
	photos: string[];
}

/** What people said of some faults, newest first; without who they are. */
export const saidSql = (faultIds: readonly number[]): Sql => sql`
	select said."faultId", said.at, said.words, said.photos
	from unnest(${[...faultIds]}::bigint[]) as wanted (id)
	cross join lateral (
		select wanted.id as "faultId", report.reported_at as at, report.words,
		       coalesce((select array_agg(media.public_id::text order by media.id) from media where media.report_id = report.id and media.kind like 'image/%'), '{}') as photos
		from fault join report on report.fault_id = fault.id and report.withdrawn_at is null
		where fault.id = wanted.id or fault.merged_into = wanted.id
		order by report.reported_at desc limit 10) as said`;

export interface BeforeRow {
	assetId: number;
	on: string;
	mode: string | null;
	kind: string;
	outcome: string | null;
	cause: string | null;
}

/** The latest work on some assets that is over. */
export const doneBeforeSql = (assetIds: readonly number[]): Sql => sql`
	select wanted.id as "assetId", done.on, done.mode, done.kind, done.outcome, done.cause
	from unnest(${[...assetIds]}::bigint[]) as wanted (id)
	cross join lateral (
		select (work_order.done_at at time zone municipality.zone)::date::text as on, fault.failure_mode as mode, work_order.kind,
		       coalesce(work_order_item.outcome, work_order.outcome) as outcome, coalesce(work_order_item.cause, work_order.cause) as cause
		from work_order_item
		join work_order on work_order.id = work_order_item.work_order_id and work_order.state = 'done'
		left join fault on fault.id = work_order_item.fault_id
		cross join municipality
		where work_order_item.asset_id = wanted.id
		order by work_order.done_at desc limit 3) as done`;

/** Where a run goes, with a margin of metres: west, south, east, north. */
export const areaSql = (orderIds: readonly number[], marginM: number): Sql => sql`
	select st_xmin(it.box) as west, st_ymin(it.box) as south, st_xmax(it.box) as east, st_ymax(it.box) as north
	from (
		select st_transform(st_expand(st_envelope(st_collect(coalesce(fault.geom_m, asset.geom_m))), ${marginM}), 4326) as box
		from work_order_item
		left join fault on fault.id = work_order_item.fault_id
		left join asset on asset.id = coalesce(fault.asset_id, work_order_item.asset_id)
		where work_order_item.work_order_id = any (${[...orderIds]}::bigint[])) as it
	where it.box is not null`;

/** Within how many metres of an asset something shows that work on it was done. */
export const evidenceReachSql = sql`select municipality.evidence_m as "evidenceM" from municipality`;

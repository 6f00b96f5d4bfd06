import { type Sql, sql } from '../../platform/sql.ts';

export interface NewAlert {
	area: string | null;
	ward: string | null;
	street: string | null;
	class: number | null;
	pace: string;
	email: string;
	addressHash: string;
	language: string;
}

/** An address gets at most so many messages in a day that ask whether it wants this. */
const asked = 5;

/** What is wished for, unless the address has it already or has been asked too often of late. Answers the id where there is something to send. */
export const insertAlertSql = (it: NewAlert): Sql => sql`
	with there as (
		select alert.id from area_alert as alert
		where alert.address_hash = ${it.addressHash} and alert.confirmed_at is not null and alert.stopped_at is null and alert.pace = ${it.pace}
		  and alert.class is not distinct from ${it.class}::smallint and alert.ward is not distinct from ${it.ward}::text and alert.street is not distinct from ${it.street}::text
		  and alert.area is not distinct from st_setsrid(st_geomfromgeojson(${it.area}), 4326)),
	lately as (
		select count(*) as asked from area_alert as alert where alert.address_hash = ${it.addressHash} and alert.made_at > now() - interval '1 day'),
	contact as (
		insert into contact (email, language, reporter_hash)
		select ${it.email}, ${it.language}, ${it.addressHash} from lately where lately.asked < ${asked} and not exists (select from there)
		returning contact.id)
	insert into area_alert (contact_id, address_hash, area, ward, street, class, pace)
	select contact.id, ${it.addressHash}, st_setsrid(st_geomfromgeojson(${it.area}), 4326), ${it.ward}::text, ${it.street}::text, ${it.class}::smallint, ${it.pace} from contact
	returning area_alert.id`;

/** What is wrong with an area: it crosses itself, lies elsewhere, or is more than a municipality. */
export const judgeAreaSql = (area: string): Sql => sql`
	select st_isvalid(drawn.geom) as sound, st_isvalid(drawn.geom) and st_intersects(drawn.geom, municipality.boundary) as inside
	from municipality, (select st_setsrid(st_geomfromgeojson(${area}), 4326) as geom) as drawn`;

export interface AlertRow {
	id: number;
	area: object | null;
	ward: string | null;
	street: string | null;
	class: string | null;
	pace: 'at-once' | 'daily';
	confirmed: boolean;
	stopped: boolean;
}

const columns = sql`
	alert.id, st_asgeojson(alert.area, 6)::jsonb as area, alert.ward, alert.street, (select home.code from asset_class as home where home.number = alert.class) as class,
	alert.pace, alert.confirmed_at is not null as confirmed, alert.stopped_at is not null as stopped`;

export const alertSql = (tracking: string): Sql => sql`select ${columns} from area_alert as alert where alert.tracking = ${tracking}::uuid`;

/** Begins, or begins again; what came before is not told. */
export const confirmSql = (tracking: string): Sql => sql`
	update area_alert as alert
	set confirmed_at = coalesce(alert.confirmed_at, clock_timestamp()), stopped_at = null,
	    told_until = case when alert.confirmed_at is null or alert.stopped_at is not null then clock_timestamp() else alert.told_until end
	where alert.tracking = ${tracking}::uuid returning ${columns}`;

export const stopSql = (tracking: string): Sql => sql`
	update area_alert as alert set stopped_at = coalesce(alert.stopped_at, clock_timestamp()) where alert.tracking = ${tracking}::uuid returning ${columns}`;

/** Wishes that nobody confirmed in a week, with the address they left and what was written to it. */
export const forgetUnconfirmedSql = sql`
	with old as (select alert.id, alert.contact_id from area_alert as alert where alert.confirmed_at is null and alert.made_at < now() - interval '7 days'),
	letter as (delete from message where message.alert_id in (select old.id from old) returning message.id),
	gone as (delete from area_alert where area_alert.id in (select old.id from old) returning area_alert.contact_id)
	update contact set email = null, phone = null, name = null, reporter_hash = null, erased_at = now() where contact.id in (select gone.contact_id from gone)`;

/** From this hour on the day before is told. */
const morning = sql`interval '6 hours'`;

/**
 * Says for each daily alert once a morning that what came until midnight is to be told. One statement: whoever runs it beside us finds nothing left to do.
 */
export const dealDailySql = sql`
	with today as (
		select (date_trunc('day', now() at time zone municipality.zone)) at time zone municipality.zone as began, now() at time zone municipality.zone as clock from municipality),
	due as (
		select alert.id, alert.told_until from area_alert as alert cross join today
		where alert.pace = 'daily' and alert.confirmed_at is not null and alert.stopped_at is null and alert.told_until < today.began
		  and today.clock::time >= (time '00:00' + ${morning})
		order by alert.id limit 500 for update of alert skip locked),
	moved as (
		update area_alert set told_until = today.began from due, today where area_alert.id = due.id
		returning area_alert.id, due.told_until as since, today.began as until)
	insert into event (kind, details, at)
	select 'alert.due', jsonb_build_object('alert', moved.id, 'since', moved.since, 'until', moved.until), clock_timestamp() from moved
	returning event.id`;

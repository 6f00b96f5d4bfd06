import { type Sql, sql } from '../platform/sql.ts';

/** An alert that is to be told something, with its holder. */
export interface AlertRecipient {
	alertId: number;
	contactId: number;
	language: string;
	email: string | null;
	phone: string | null;
	tracking: string;
	area: boolean;
	/** Name of the ward. */
	ward: string | null;
	street: string | null;
	class: string | null;
	pace: 'at-once' | 'daily';
}

const columns = sql`
	alert.id as "alertId", contact.id as "contactId", contact.language, contact.email, contact.phone, alert.tracking, alert.area is not null as area,
	(select ward.name from ward where ward.code = alert.ward and ward.valid @> current_date) as ward, alert.street,
	(select home.code from asset_class as home where home.number = alert.class) as class, alert.pace`;

/** One alert, whether confirmed or not, but not one that was stopped. */
export const alertByIdSql = (id: unknown): Sql => sql`
	select ${columns}, alert.confirmed_at is not null as confirmed
	from area_alert as alert join contact on contact.id = alert.contact_id
	where alert.id = ${id}::bigint and alert.stopped_at is null and contact.erased_at is null`;

/** Whether a fault lies where an alert looks. A street is not told of the trouble of one house: that is shown as an area. */
const meets = (houseModes: readonly string[]): Sql => sql`
	(alert.class is null or alert.class = fault.class)
	and (st_covers(alert.area_3857, fault.geom_3857)
	     or alert.ward = (select ward.code from ward where ward.id = fault.ward_id)
	     or (alert.street = fault.street and fault.failure_mode <> all (${houseModes}::text[])))`;

const wanted = sql`alert.confirmed_at is not null and alert.stopped_at is null and alert.pace = 'at-once'`;

/** Who wants to hear of a new fault at once: each address once, and not those who follow it already. Each kind of place is looked up by its own index. */
export const alertedSql = (faultId: number, houseModes: readonly string[]): Sql => sql`
	with told as materialized (
		select fault.id, fault.class, fault.geom_3857, case when fault.failure_mode <> all (${houseModes}::text[]) then fault.street end as street,
		       (select ward.code from ward where ward.id = fault.ward_id) as ward
		from public_fault as fault where fault.id = ${faultId} and fault.open),
	near as (
		select alert.* from told join area_alert as alert on alert.area_3857 && told.geom_3857 and st_covers(alert.area_3857, told.geom_3857) where ${wanted}
		union all
		select alert.* from told join area_alert as alert on alert.ward = told.ward where ${wanted}
		union all
		select alert.* from told join area_alert as alert on alert.street = told.street where ${wanted})
	select distinct on (alert.address_hash) ${columns}
	from near as alert
	join told on alert.class is null or alert.class = told.class
	join contact on contact.id = alert.contact_id and contact.erased_at is null
	where not exists (
		select from follower join contact as other on other.id = follower.contact_id where follower.fault_id = told.id and lower(other.email) = lower(contact.email))
	order by alert.address_hash, alert.id`;

export interface AlertedFault {
	code: string;
	mode: string;
	street: string | null;
	since: string;
}

const faultColumns = sql`fault.code, fault.failure_mode as mode, fault.street, fault.first_report_on as since`;

/** A fault as alerts tell of it. */
export const alertedFaultSql = (faultId: number): Sql => sql`select ${faultColumns} from public_fault as fault where fault.id = ${faultId} and fault.open`;

/** What came to be where an alert looks in a span, newest first; `of` is how many there are in all. */
export const dailyFaultsSql = (alertId: number, { since, until }: { since: unknown; until: unknown }, houseModes: readonly string[]): Sql => sql`
	select ${faultColumns}, (count(*) over ())::int as of
	from area_alert as alert
	join public_fault as fault on fault.sort_at >= ${since}::timestamptz and fault.sort_at < ${until}::timestamptz and ${meets(houseModes)}
	where alert.id = ${alertId}::bigint
	order by fault.sort_at desc, fault.id desc
	limit 20`;

/** The municipality that speaks. */
export const speakerSql = sql`
	select municipality.name as municipality, municipality.slug, municipality.languages, municipality.emergency from municipality`;

export interface Speaker {
	municipality: string;
	slug: string;
	languages: string[];
	emergency: { phone?: string };
}

export interface NewAlertMessage {
	event_id: number;
	alert_id: number;
	contact_id: number;
	channel: string;
	kind: string;
	language: string;
	tracking: string;
	message_id: string;
	subject: string;
	body: string;
}

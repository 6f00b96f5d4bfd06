import type { Knex } from 'knex';

/** Who wants to hear of new faults in an area, a ward or a street. */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table area_alert (
			id           bigint generated always as identity primary key,
			tracking     uuid not null default gen_random_uuid() constraint area_alert_tracking unique,
			contact_id   bigint not null references contact,
			address_hash text not null,
			area         geometry(Polygon, 4326) check (st_isvalid(area)),
			area_3857    geometry(Polygon, 3857) generated always as (st_transform(area, 3857)) stored,
			ward         text,
			street       text,
			class        smallint references asset_class,
			pace         text not null check (pace in ('at-once', 'daily')),
			made_at      timestamptz not null default clock_timestamp(),
			confirmed_at timestamptz,
			stopped_at   timestamptz,
			told_until   timestamptz,
			constraint area_alert_place check (num_nonnulls(area, ward, street) = 1 or (num_nonnulls(area, ward, street) = 0 and stopped_at is not null))
		);
		create index area_alert_contact on area_alert (contact_id);
		create index area_alert_address on area_alert (address_hash, made_at);
		create index area_alert_class on area_alert (class) where class is not null;
		create index area_alert_area on area_alert using gist (area_3857) where confirmed_at is not null and stopped_at is null;
		create index area_alert_ward on area_alert (ward) where confirmed_at is not null and stopped_at is null;
		create index area_alert_street on area_alert (street) where confirmed_at is not null and stopped_at is null;
		create index area_alert_daily on area_alert (told_until) where pace = 'daily' and confirmed_at is not null and stopped_at is null;
		create index area_alert_unconfirmed on area_alert (made_at) where confirmed_at is null;
		comment on table area_alert is 'Who wants to hear of new faults somewhere. Nothing is sent before they have followed the link that was sent to their address; gone after a week without.';
		comment on column area_alert.tracking is 'Personal: the secret of their link.';
		comment on column area_alert.address_hash is 'Personal: a hash of their address.';
		comment on column area_alert.area is 'Personal: the area they drew.';
		comment on column area_alert.area_3857 is 'Personal: the same, projected.';
		comment on column area_alert.ward is 'Personal: the ward they chose, by its code, which outlives redelimitation.';
		comment on column area_alert.street is 'Personal: the street they chose.';
		comment on column area_alert.told_until is 'Up to which moment faults have been told in the daily message.';

		alter table message
			add column alert_id bigint references area_alert,
			drop constraint message_about,
			add constraint message_about check (num_nonnulls(fault_id, proposal_id, alert_id) = 1);
		create index message_alert on message (alert_id) where alert_id is not null;
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		delete from message where alert_id is not null;
		alter table message drop constraint message_about, drop column alert_id, add constraint message_about check (num_nonnulls(fault_id, proposal_id) = 1);
		drop table area_alert;
	`);

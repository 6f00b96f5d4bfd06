import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table legal_hold (
			id         bigint generated always as identity primary key,
			fault_id   bigint references fault,
			asset_id   bigint references asset,
			ground     text not null check (ground in ('claim', 'court', 'investigation', 'audit')),
			reason     text not null check (length(reason) between 1 and 500),
			until_day  date not null,
			placed_by  bigint not null references person,
			placed_at  timestamptz not null default now(),
			lifted_by  bigint references person,
			lifted_at  timestamptz,
			version    int not null default 1,
			constraint legal_hold_one check (num_nonnulls(fault_id, asset_id) <= 1)
		);
		create index legal_hold_fault on legal_hold (fault_id) where fault_id is not null;
		create index legal_hold_asset on legal_hold (asset_id) where asset_id is not null;
		create index legal_hold_placed_by on legal_hold (placed_by);
		create index legal_hold_lifted_by on legal_hold (lifted_by) where lifted_by is not null;
		comment on table legal_hold is 'What has to be kept for a claim, a court or an inquiry: a fault, all faults of an asset, or what is known of a person (legal_hold_person). Nothing of it is forgotten before the day is over or it is lifted.';
		comment on column legal_hold.reason is 'Personal: why, in the words of staff.';

		create table legal_hold_person (
			hold_id    bigint not null references legal_hold on delete cascade,
			contact_id bigint not null references contact,
			primary key (hold_id, contact_id)
		);
		create index legal_hold_person_contact on legal_hold_person (contact_id);
		comment on table legal_hold_person is 'The contacts of a person of whom all has to be kept.';

		create table held_erasure (
			contact_id bigint primary key references contact,
			asked      text not null check (asked in ('link', 'email', 'staff')),
			at         timestamptz not null default now()
		);
		comment on table held_erasure is 'Who asked to be forgotten while a legal hold stood in the way: it is done once nothing holds them any more.';

		create view standing_hold as
			select legal_hold.id, legal_hold.fault_id, legal_hold.asset_id, legal_hold.ground, legal_hold.until_day
			from legal_hold cross join municipality
			where legal_hold.lifted_at is null and legal_hold.until_day >= (now() at time zone municipality.zone)::date;

		create view held_fault as
			select hold.id as hold_id, fault.id as fault_id from standing_hold as hold join fault on fault.id = hold.fault_id
			union select hold.id, fault.id from standing_hold as hold join fault on fault.merged_into = hold.fault_id
			union select hold.id, fault.merged_into from standing_hold as hold join fault on fault.id = hold.fault_id where fault.merged_into is not null
			union select hold.id, fault.id from standing_hold as hold join fault on fault.asset_id = hold.asset_id
			union select hold.id, report.fault_id from standing_hold as hold join legal_hold_person as held on held.hold_id = hold.id join report on report.contact_id = held.contact_id;

		create view held_contact as
			select held.hold_id, held.contact_id from legal_hold_person as held join standing_hold as hold on hold.id = held.hold_id
			union select held.hold_id, report.contact_id from held_fault as held join report on report.fault_id = held.fault_id where report.contact_id is not null
			union select held.hold_id, follower.contact_id from held_fault as held join follower on follower.fault_id = held.fault_id where follower.contact_id is not null
			union select held.hold_id, comment.contact_id from held_fault as held join comment on comment.fault_id = held.fault_id where comment.contact_id is not null
			union select held.hold_id, media.contact_id from held_fault as held join media on media.fault_id = held.fault_id where media.contact_id is not null;
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw('drop view held_contact, held_fault, standing_hold; drop table held_erasure, legal_hold_person, legal_hold');

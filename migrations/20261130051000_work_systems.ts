import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table work_system (
			id            bigint generated always as identity primary key,
			code          text not null generated always as (short_code(id)) stored constraint work_system_code unique,
			version       int not null default 1,
			title         text not null constraint work_system_title check (length(title) between 1 and 120),
			kind          text not null,
			settings      jsonb not null default '{}',
			mapping       jsonb not null,
			departments   text[] not null default '{}',
			sealed        text,
			active        boolean not null default true,
			failures      int not null default 0,
			paused_until  timestamptz,
			held_until    timestamptz,
			served_at     timestamptz,
			well_at       timestamptz,
			heard_until   timestamptz,
			next_pull_at  timestamptz not null default now(),
			reconciled_at timestamptz,
			check_wanted  boolean not null default false,
			trouble       text,
			person_id     bigint references person,
			made_at       timestamptz not null default now(),
			put_away_at   timestamptz
		);
		create index work_system_person on work_system (person_id) where person_id is not null;
		comment on table work_system is 'A system in which others keep the work: it is told how faults stand, and tells how its work on them stands.';
		comment on column work_system.kind is 'By which file of the shelf it is spoken to.';
		comment on column work_system.mapping is 'Our words in theirs: states there and back, by which attribute they know an asset, in which unit they measure along it.';
		comment on column work_system.sealed is 'The key with which we speak to it, encrypted.';
		comment on column work_system.heard_until is 'All that it said before then has been heard.';
		comment on column work_system.person_id is 'Who connected it.';

		create table work_system_fault (
			system_id     bigint not null references work_system,
			fault_id      bigint not null references fault,
			wanted        int not null default 1,
			sent          int not null default 0,
			tried         int not null default 0,
			due_at        timestamptz not null default now(),
			attempts      int not null default 0,
			sent_mark     text,
			sent_state    text,
			sent_asset    text,
			sent_chainage double precision,
			before_asset  text,
			sent_at       timestamptz,
			refused_at    timestamptz,
			trouble       text,
			remote_id     text,
			their_state   text,
			their_version double precision,
			their_at      timestamptz,
			primary key (system_id, fault_id)
		);
		create index work_system_fault_fault on work_system_fault (fault_id);
		create index work_system_fault_due on work_system_fault (system_id, due_at) where sent < wanted and refused_at is null;
		create index work_system_fault_remote on work_system_fault (system_id, remote_id) where remote_id is not null;
		comment on table work_system_fault is 'How a fault stands between us and a work system: which version of ours they are to have and have, and what they said last. What is sent is how it stands now, so nothing is lost however long they are away.';
		comment on column work_system_fault.wanted is 'Grows with everything that happens to the fault; sent with it, so that they can tell older from newer.';
		comment on column work_system_fault.tried is 'The latest version that may have arrived.';
		comment on column work_system_fault.sent_asset is 'The asset that they were told last, in their words; whether it has arrived is not known.';
		comment on column work_system_fault.before_asset is 'The one that they were told before it.';
		comment on column work_system_fault.sent_mark is 'Fingerprint of what they have from us: the same is not sent twice.';
		comment on column work_system_fault.their_version is 'Their own count of changes, where they keep one: what is not newer is passed over.';

		create table work_system_difference (
			id        bigint generated always as identity primary key,
			system_id bigint not null references work_system,
			fault_id  bigint references fault,
			their_id  text,
			kind      text not null constraint work_system_difference_kind check (kind in ('missing-there', 'unknown-here', 'twice-there', 'state', 'asset', 'chainage', 'refused')),
			ours      text,
			theirs    text,
			found_at  timestamptz not null,
			seen_at   timestamptz not null,
			over_at   timestamptz
		);
		create unique index work_system_difference_one on work_system_difference (system_id, kind, coalesce(fault_id, 0), coalesce(their_id, '')) where over_at is null;
		create index work_system_difference_fault on work_system_difference (fault_id) where fault_id is not null;
		create index work_system_difference_over on work_system_difference (over_at) where over_at is not null;
		comment on table work_system_difference is 'Where a work system and we do not say the same, as the nightly comparison found it; both sides'' view.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table work_system_difference, work_system_fault, work_system');

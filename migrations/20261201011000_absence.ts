import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table absence (
			id           bigint generated always as identity primary key,
			public_id    uuid not null default gen_random_uuid() constraint absence_public_id unique,
			person_id    bigint not null references person,
			stand_in_id  bigint references person,
			from_day     date not null,
			until_day    date not null,
			said_by      bigint references person,
			created_at   timestamptz not null default now(),
			cancelled_at timestamptz,
			constraint absence_days check (until_day >= from_day and until_day - from_day <= 730),
			constraint absence_somebody_else check (stand_in_id <> person_id),
			constraint absence_once exclude using gist (person_id with =, daterange(from_day, until_day, '[]') with &&) where (cancelled_at is null)
		);
		create index absence_person on absence (person_id);
		create index absence_stand_in on absence (stand_in_id) where stand_in_id is not null;
		create index absence_said_by on absence (said_by) where said_by is not null;
		create index absence_until on absence (until_day) where cancelled_at is null;
		comment on table absence is 'When somebody of staff is away, both days included, and who stands in; without one it stays theirs.';
		comment on column absence.from_day is 'Personal: when somebody is away';
		comment on column absence.until_day is 'Personal: when somebody is away';

		create function town_day() returns date stable language sql as $$
			select (now() at time zone coalesce((select municipality.zone from municipality), 'Africa/Johannesburg'))::date $$;
		comment on function town_day is 'Today, where the municipality is.';

		create function present_for(who bigint) returns bigint stable language sql as $$
			with recursive chain as (
				select who as id, array[who] as seen
				union all
				select absence.stand_in_id, chain.seen || absence.stand_in_id
				from chain
				join absence on absence.person_id = chain.id and absence.cancelled_at is null and town_day() between absence.from_day and absence.until_day
				where absence.stand_in_id is not null and absence.stand_in_id <> all (chain.seen) and cardinality(chain.seen) < 6
			)
			select chain.id
			from chain
			join person on person.id = chain.id and person.disabled_at is null
			where not exists (select from absence where absence.person_id = chain.id and absence.cancelled_at is null and town_day() between absence.from_day and absence.until_day)
			order by cardinality(chain.seen)
			limit 1 $$;
		comment on function present_for is 'Somebody who is here today, or whoever stands in for them, or for that one in turn; null: nobody does.';

		create table passed_on (
			id        uuid primary key default gen_random_uuid(),
			person_id bigint not null references person,
			to_id     bigint references person,
			crews     bigint[] not null default '{}',
			joined    bigint[] not null default '{}',
			at        timestamptz not null default now(),
			undone_at timestamptz
		);
		create index passed_on_person on passed_on (person_id);
		create index passed_on_to on passed_on (to_id) where to_id is not null;
		comment on table passed_on is 'What somebody had was given to somebody else in one act; the id is that of its batch of faults. crews: those that were left; joined: those in which the other is new.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table passed_on; drop table absence; drop function present_for; drop function town_day');

import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table passed_on add column orders bigint[] not null default '{}';
		comment on column passed_on.orders is 'Work orders that were theirs to see through, and are the other one’s since.';

		create function works_for(who bigint) returns setof bigint stable language sql as $$
			select who where who is not null
			union
			select absence.person_id from absence
			where absence.cancelled_at is null and town_day() between absence.from_day and absence.until_day and present_for(absence.person_id) = who $$;
		comment on function works_for is 'Somebody, and all who are away today and for whom they stand in.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop function works_for; alter table passed_on drop column orders');

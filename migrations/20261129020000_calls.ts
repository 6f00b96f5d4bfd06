import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table report add column withdrawn_at timestamptz;
		comment on column report.withdrawn_at is 'When whoever took it down on behalf of somebody took it back: it counts nowhere from then on.';

		alter table consent add column how text not null default 'form' constraint consent_how check (how in ('form', 'message', 'phone', 'counter', 'earlier'));
		comment on column consent.how is 'How they agreed: in a form of ours, by writing to us, asked on the phone or at the counter, or as they had when they reported before.';

		-- Callers are found by the words of their names as they are typed.
		create index contact_name on contact using gin (plain(name) gin_trgm_ops) where name is not null;
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		drop index contact_name;
		alter table consent drop column how;
		alter table report drop column withdrawn_at`);

import type { Knex } from 'knex';

/** Common causes of sewers and drains: a pipe that is blocked, a pump station that stands still. */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table cause_suggestion
			drop constraint cause_suggestion_utility,
			drop constraint cause_suggestion_kind,
			add constraint cause_suggestion_utility check (utility in ('water', 'electricity', 'sewer', 'stormwater')),
			add constraint cause_suggestion_kind check (kind in ('source', 'section', 'segment', 'pipe', 'station'));
		comment on column cause_suggestion.head is 'What the part of the network hangs on: the asset that feeds it, else the number of its first segment or node; of sewers and drains the number of all that hangs together.';
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		delete from cause_suggestion where utility not in ('water', 'electricity');
		alter table cause_suggestion
			drop constraint cause_suggestion_utility,
			drop constraint cause_suggestion_kind,
			add constraint cause_suggestion_utility check (utility in ('water', 'electricity')),
			add constraint cause_suggestion_kind check (kind in ('source', 'section', 'segment'));
	`);

import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table escalation_letter (
			id            bigint generated always as identity primary key,
			event_id      bigint not null references event,
			fault_id      bigint not null references fault,
			step          smallint not null,
			department_id bigint not null references department,
			person_id     bigint references person,
			state         text not null default 'due' check (state in ('due', 'sending', 'sent', 'kept', 'failed')),
			attempts      int not null default 0,
			retry_at      timestamptz not null default now(),
			claimed_at    timestamptz,
			sent_at       timestamptz,
			error         text,
			created_at    timestamptz not null default now(),
			constraint escalation_letter_once unique nulls not distinct (event_id, person_id)
		);
		create index escalation_letter_due on escalation_letter (retry_at) where state in ('due', 'sending');
		create index escalation_letter_fault on escalation_letter (fault_id);
		create index escalation_letter_to on escalation_letter (department_id, person_id, sent_at);
		create index escalation_letter_person on escalation_letter (person_id) where person_id is not null;
		comment on table escalation_letter is 'Who of the staff is told by mail that a fault has climbed the ladder: a person, or (null) the office of the department. What waits for one goes in one mail.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table escalation_letter');

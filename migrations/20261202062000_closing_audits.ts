import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table municipality add column audit_seed uuid not null default gen_random_uuid();
		comment on column municipality.audit_seed is 'Known to the server alone: which closings are audited is drawn by it, so that nobody can foresee it and anybody with it can draw again.';

		create table audit_share (
			id            bigint generated always as identity primary key,
			outcome       text check (outcome in ('fixed', 'made-safe', 'no-fault-found', 'not-ours', 'cannot-now')),
			department_id bigint references department,
			share         numeric(5, 4) not null check (share between 0 and 1),
			constraint audit_share_once unique nulls not distinct (outcome, department_id)
		);
		create index audit_share_department on audit_share (department_id) where department_id is not null;
		comment on table audit_share is 'Which share of closings is audited, by outcome and trade (null: any); what is said of both holds before what is said of one.';
		insert into audit_share (share) values (0.05);

		create table closing_audit (
			id        bigint generated always as identity primary key,
			item_id   bigint not null constraint closing_audit_once unique references work_order_item on delete cascade,
			closed_by bigint references person,
			crew      text references crew (code) on update cascade,
			outcome   text not null,
			share     numeric(5, 4) not null,
			drawn_at  timestamptz not null default now(),
			verdict   text check (verdict in ('as-said', 'not-done', 'wrongly-recorded')),
			note      text check (length(note) <= 1000),
			judged_by bigint references person,
			judged_at timestamptz,
			check ((verdict is null) = (judged_at is null)),
			constraint closing_audit_other check (judged_by is null or judged_by is distinct from closed_by)
		);
		create index closing_audit_closed_by on closing_audit (closed_by) where closed_by is not null;
		create index closing_audit_judged_by on closing_audit (judged_by) where judged_by is not null;
		create index closing_audit_crew on closing_audit (crew) where crew is not null;
		create index closing_audit_waiting on closing_audit (drawn_at) where verdict is null;
		comment on table closing_audit is 'Closed work that was drawn to be looked at again, under which share, and what somebody else found.';
		comment on column closing_audit.note is 'Personal: what staff found.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table closing_audit, audit_share; alter table municipality drop column audit_seed');

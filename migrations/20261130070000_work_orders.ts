import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table crew (
			id            bigint generated always as identity primary key,
			code          text not null constraint crew_code unique check (length(code) between 1 and 80),
			department_id bigint not null references department,
			people        smallint not null default 2 check (people between 1 and 50),
			hourly_cost   numeric(10, 2) not null default 0 check (hourly_cost >= 0),
			shift_from    smallint not null default 450 check (shift_from between 0 and 1439),
			shift_until   smallint not null default 960 check (shift_until between 1 and 2880),
			depot         geometry(Point, 4326),
			contractor    boolean not null default false,
			active        boolean not null default true,
			check (shift_until > shift_from)
		);
		create index crew_department on crew (department_id);
		comment on table crew is 'People who go out together. hourly_cost: of all of them, in the municipality''s currency; the shift in minutes after midnight.';

		create table crew_member (
			crew_id   bigint not null references crew,
			person_id bigint not null references person,
			primary key (crew_id, person_id)
		);
		create index crew_member_person on crew_member (person_id);
		comment on table crew_member is 'Who sees the run of a crew.';

		insert into crew (code, department_id)
		select distinct on (work_order.crew) work_order.crew, work_order.department_id from work_order where work_order.crew is not null order by work_order.crew, work_order.id;

		create table cost_code (
			code   text primary key check (length(code) between 1 and 60),
			title  jsonb not null,
			kind   text,
			verify boolean not null default true,
			active boolean not null default true
		);
		comment on table cost_code is 'Where the cost of work is booked. verify: to be checked against the municipality''s own chart of accounts.';
		insert into cost_code (code, kind, title) values
			('MAINT-CORR-EMERG', 'emergency', '{"en": "Maintenance: corrective, emergency", "af": "Onderhoud: korrektief, nood", "xh": "Ukulondoloza: ukulungisa, ungxamiseko"}'),
			('MAINT-CORR-PLAN', 'corrective', '{"en": "Maintenance: corrective, planned", "af": "Onderhoud: korrektief, beplan", "xh": "Ukulondoloza: ukulungisa, okucwangcisiweyo"}'),
			('MAINT-PREV-INT', 'preventive', '{"en": "Maintenance: preventive, by interval", "af": "Onderhoud: voorkomend, volgens tussenpose", "xh": "Ukulondoloza: ukuthintela, ngexesha elimisiweyo"}'),
			('MAINT-PREV-COND', 'inspection', '{"en": "Maintenance: preventive, by condition", "af": "Onderhoud: voorkomend, volgens toestand", "xh": "Ukulondoloza: ukuthintela, ngokwemeko"}'),
			('CAPITAL-RENEW', 'renewal', '{"en": "Capital: renewal", "af": "Kapitaal: vernuwing", "xh": "Inkunzi: uhlaziyo"}'),
			('CAPITAL-PROJECT', 'project', '{"en": "Capital: project", "af": "Kapitaal: projek", "xh": "Inkunzi: iprojekthi"}');

		alter table work_order
			drop constraint work_order_kind_check,
			drop constraint work_order_state_check,
			add constraint work_order_kind_check check (kind in ('corrective', 'emergency', 'preventive', 'renewal', 'inspection', 'project')),
			add constraint work_order_state_check check (state in ('open', 'assigned', 'started', 'waiting', 'done', 'cancelled')),
			add constraint work_order_crew_fkey foreign key (crew) references crew (code) on update cascade,
			add column title text not null default '' check (length(title) <= 200),
			add column instructions text not null default '' check (length(instructions) <= 4000),
			add column priority smallint not null default 3 check (priority between 1 and 5),
			add column planned_from timestamptz,
			add column planned_until timestamptz,
			add column run_order int,
			add column estimate_hours numeric(10, 2) check (estimate_hours >= 0),
			add column estimate_cost numeric(14, 2) check (estimate_cost >= 0),
			add column other_cost numeric(14, 2) not null default 0 check (other_cost >= 0),
			add column cost_code text references cost_code on update cascade,
			add column permits text[] not null default '{}',
			add column isolation jsonb,
			add column reason text check (length(reason) <= 500),
			add column made_by bigint references person,
			add column version int not null default 1,
			add column changed_at timestamptz not null default now(),
			add constraint work_order_planned check (planned_until >= planned_from);
		create index work_order_crew on work_order (crew, planned_from) where state in ('assigned', 'started', 'waiting');
		create index work_order_recent on work_order (opened_at desc, id desc);
		create index work_order_open on work_order (opened_at desc, id desc) where state in ('open', 'assigned', 'started', 'waiting');
		create index work_order_cost_code on work_order (cost_code) where cost_code is not null;
		create index work_order_made_by on work_order (made_by) where made_by is not null;
		comment on column work_order.isolation is 'What to close for it, as the network had it when it was planned.';
		comment on column work_order.other_cost is 'What is neither hours nor materials: a contractor, plant that was hired.';

		alter table work_order_item
			add column outcome text check (outcome in ('fixed', 'made-safe', 'no-fault-found', 'not-ours', 'cannot-now')),
			add column cause text check (length(cause) <= 100),
			add column component text check (length(component) <= 100),
			add column mode text,
			add column condition smallint check (condition between 1 and 5),
			add column note text check (length(note) <= 2000),
			add column until_day date,
			add column ended_at timestamptz,
			add column ended_by bigint references person,
			add column proof text check (proof in ('photo', 'reading', 'reason', 'past')),
			add column proof_m real check (proof_m >= 0),
			add column proof_reason text check (length(proof_reason) <= 500),
			add column measured geometry(Point, 4326),
			add column measured_accuracy_m real check (measured_accuracy_m >= 0),
			add column written jsonb not null default '{}',
			add column version int not null default 1;
		update work_order_item
		set outcome = work_order.outcome, cause = work_order.cause, component = work_order.component, ended_at = work_order.done_at,
		    proof = case when work_order.outcome = 'fixed' then 'past' end
		from work_order
		where work_order.id = work_order_item.work_order_id and work_order.outcome in ('fixed', 'made-safe', 'no-fault-found', 'not-ours', 'cannot-now');
		alter table work_order_item
			add constraint work_order_item_proved check (outcome is distinct from 'fixed' or proof is not null),
			add constraint work_order_item_ended check ((outcome is null) = (ended_at is null));
		create index work_order_item_ended_by on work_order_item (ended_by) where ended_by is not null;
		create unique index work_order_item_fault_once on work_order_item (work_order_id, fault_id) where fault_id is not null;
		comment on column work_order_item.proof is 'What shows that it is fixed: a photo or a reading taken at the asset, or the reason of somebody who may say so; past: of before such a thing was asked.';
		comment on column work_order_item.proof_m is 'How far from the asset the photo or the reading was taken, metres.';
		comment on column work_order_item.measured is 'Where the crew measured the asset to be.';
		comment on column work_order_item.written is 'When each field was last written: {field: {at, by}}.';

		create table work_conflict (
			id          bigint generated always as identity primary key,
			item_id     bigint not null references work_order_item on delete cascade,
			field       text not null,
			kept        jsonb,
			other       jsonb,
			person_id   bigint references person,
			at          timestamptz not null default now(),
			resolved_at timestamptz,
			resolved_by bigint references person
		);
		create index work_conflict_item on work_conflict (item_id);
		create index work_conflict_person on work_conflict (person_id) where person_id is not null;
		create index work_conflict_resolved_by on work_conflict (resolved_by) where resolved_by is not null;
		comment on table work_conflict is 'Two wrote the same field of one item without knowing of each other: what was kept, and what the other wrote.';

		create table checklist (
			id     bigint generated always as identity primary key,
			class  smallint references asset_class,
			kind   text,
			tasks  jsonb not null,
			active boolean not null default true
		);
		create index checklist_class on checklist (class) where class is not null;
		comment on table checklist is 'What is to be done at assets of a class (null: any) for a kind of work (null: any): list of {code, title, kind: check, reading or photo, unit, wanted}.';

		create table work_task (
			id            bigint generated always as identity primary key,
			work_order_id bigint not null references work_order,
			item_id       bigint references work_order_item on delete cascade,
			position      int not null,
			code          text not null,
			title         jsonb not null,
			kind          text not null check (kind in ('check', 'reading', 'photo')),
			unit          text,
			wanted        boolean not null default false,
			answer        text check (length(answer) <= 500),
			done_at       timestamptz,
			done_by       bigint references person
		);
		create index work_task_order on work_task (work_order_id, position);
		create index work_task_item on work_task (item_id) where item_id is not null;
		create index work_task_done_by on work_task (done_by) where done_by is not null;
		comment on table work_task is 'What is to be done for a work order, in its order; a reading is answered with a number in the unit.';

		create table material (
			id     bigint generated always as identity primary key,
			code   text not null constraint material_code unique check (length(code) between 1 and 40),
			title  jsonb not null,
			unit   text not null,
			price  numeric(12, 2) not null check (price >= 0),
			plant  boolean not null default false,
			active boolean not null default true
		);
		comment on table material is 'What the stores hold, and plant by the hour, with what a unit costs.';

		create table work_material (
			id            bigint generated always as identity primary key,
			work_order_id bigint not null references work_order,
			item_id       bigint references work_order_item on delete cascade,
			material_id   bigint not null references material,
			planned       numeric(12, 3) check (planned >= 0),
			used          numeric(12, 3) check (used >= 0),
			price         numeric(12, 2) not null check (price >= 0),
			constraint work_material_once unique nulls not distinct (work_order_id, item_id, material_id)
		);
		create index work_material_item on work_material (item_id) where item_id is not null;
		create index work_material_material on work_material (material_id);
		comment on table work_material is 'What a work order is to take and took from the stores, at the price of that day.';

		create table work_time (
			id            bigint generated always as identity primary key,
			work_order_id bigint not null references work_order,
			person_id     bigint references person,
			crew          text references crew (code) on update cascade,
			kind          text not null default 'work' check (kind in ('work', 'travel')),
			began_at      timestamptz not null,
			ended_at      timestamptz,
			hourly_cost   numeric(10, 2) not null,
			check (ended_at >= began_at)
		);
		create index work_time_order on work_time (work_order_id);
		create index work_time_person on work_time (person_id) where person_id is not null;
		create index work_time_crew on work_time (crew) where crew is not null;
		create unique index work_time_running on work_time (work_order_id, coalesce(crew, '')) where ended_at is null;
		comment on table work_time is 'From when to when a crew was at a work order, at what it cost by the hour.';

		-- A photo may also be of a piece of work.
		alter table media
			add column work_item_id bigint references work_order_item,
			add column moment text check (moment in ('before', 'after')),
			add column taken_m real check (taken_m >= 0),
			add column taken_at timestamptz,
			drop constraint media_of,
			add constraint media_of check (num_nonnulls(fault_id, proposal_id, inspection_id, work_item_id) = 1),
			add constraint media_moment check ((moment is null) = (work_item_id is null));
		create index media_work_item on media (work_item_id) where work_item_id is not null;
		comment on column media.taken_m is 'How far from the asset a photo of work was taken, metres; the place itself is not kept.';

		alter table municipality add column evidence_m real not null default 50 check (evidence_m between 5 and 500);
		comment on column municipality.evidence_m is 'Within how many metres of an asset a photo or a reading shows that work on it was done.';
		comment on column work_order.title is 'Personal: what staff call it.';
		comment on column work_order.instructions is 'Personal: what staff wrote to the crew.';
		comment on column work_order.reason is 'Personal: why staff put it off or gave it up.';
		comment on column work_order_item.note is 'Personal: what the crew wrote.';
		comment on column work_order_item.proof_reason is 'Personal: why somebody said that it is fixed.';
		comment on column work_conflict.kept is 'Personal: what one wrote.';
		comment on column work_conflict.other is 'Personal: what the other wrote.';
		comment on column work_task.answer is 'Personal: what the crew wrote.';
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		alter table municipality drop column evidence_m;
		delete from media where work_item_id is not null;
		alter table media drop column work_item_id, drop column moment, drop column taken_m, drop column taken_at;
		alter table media add constraint media_of check (num_nonnulls(fault_id, proposal_id, inspection_id) = 1);
		drop table work_time, work_material, material, work_task, checklist, work_conflict;
		delete from work_order_item where work_order_id in (select id from work_order where kind = 'project' or state = 'waiting');
		delete from work_order where kind = 'project' or state = 'waiting';
		alter table work_order_item drop column outcome, drop column cause, drop column component, drop column mode, drop column condition, drop column note,
			drop column until_day, drop column ended_at, drop column ended_by, drop column proof, drop column proof_m, drop column proof_reason,
			drop column measured, drop column measured_accuracy_m, drop column written, drop column version;
		drop index work_order_crew, work_order_recent, work_order_open;
		alter table work_order drop constraint work_order_crew_fkey, drop constraint work_order_planned, drop column title, drop column instructions,
			drop column priority, drop column planned_from, drop column planned_until, drop column run_order, drop column estimate_hours, drop column estimate_cost,
			drop column other_cost, drop column cost_code, drop column permits, drop column isolation, drop column reason, drop column made_by,
			drop column version, drop column changed_at;
		alter table work_order drop constraint work_order_kind_check, drop constraint work_order_state_check,
			add constraint work_order_kind_check check (kind in ('corrective', 'emergency', 'preventive', 'renewal', 'inspection')),
			add constraint work_order_state_check check (state in ('open', 'assigned', 'started', 'done', 'cancelled'));
		drop table cost_code, crew_member, crew;
	`);

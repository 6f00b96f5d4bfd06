import type { Knex } from 'knex';

/** Whoever is a member may read what planners ask by, and nothing else: for connections of Power BI, QGIS and R. */
const role = `
	do $$ begin
		create role faultline_reader nologin;
	exception
		when duplicate_object or unique_violation then null;
		when insufficient_privilege then raise notice 'There is no role faultline_reader: a database administrator has to make it (docs/sql.md).';
	end $$;
	do $$ begin
		grant usage on schema insight to faultline_reader;
		grant select on all tables in schema insight to faultline_reader;
	exception when undefined_object or insufficient_privilege then null;
	end $$;`;

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create schema insight;
		comment on schema insight is 'What planners ask by, and programs of the house read: no names, no words, no pins. docs/sql.md says what each column is.';

		create view insight.ward as
			select ward.id, ward.code, ward.name, ward.population, ward.geom
			from ward
			where ward.valid @> (now() at time zone (select municipality.zone from municipality))::date;
		comment on view insight.ward is 'The wards of today.';

		create view insight.asset as
			select asset.id, asset.reference, asset_class.code as class, asset.owner, asset.status,
			       asset.attributes ->> 'material' as material,
			       case when jsonb_typeof(asset.attributes -> 'diameter') = 'number' then (asset.attributes ->> 'diameter')::float8 end as diameter_mm,
			       asset.zone, asset.street, asset.ward_id, asset.hex, asset.installed_on, (extract(year from asset.installed_on)::int / 10) * 10 as decade,
			       asset.in_register_from, asset.retired_on, asset.condition_grade, asset.condition_on, asset.criticality,
			       asset.replacement_cost::float8 as replacement_cost, asset.useful_life_years, asset.length_m, asset.geom, asset.geom_m
			from asset
			join asset_class on asset_class.number = asset.class;
		comment on view insight.asset is 'The register as it stands, for staff: with the place of each asset.';

		create view insight.fault as
			select fault.id, fault.code, fault.failure_mode, fault.family, asset_class.code as class, fault.state, fault.open, fault.emergency, fault.priority,
			       fault.asset_id, fault.chainage_m, fault.street, fault.ward_id, fault.hex, department.code as department,
			       (fault.first_report_at at time zone (select municipality.zone from municipality))::date as reported_on,
			       (fault.fixed_at at time zone (select municipality.zone from municipality))::date as fixed_on,
			       (fault.closed_at at time zone (select municipality.zone from municipality))::date as closed_on,
			       (fault.due_at at time zone (select municipality.zone from municipality))::date as due_on,
			       extract(epoch from fault.fixed_at - fault.first_report_at) / 86400 as days_to_fix,
			       case when fault.fixed_at is not null then fault.fixed_at <= fault.due_at end as in_time,
			       fault.reports, fault.me_toos, fault.reopened, fault.repeat_of is not null as repeated, fault.cost::float8 as cost, fault.hours::float8 as hours,
			       fault.customers_affected,
			       fault.state not in ('rejected', 'no-fault-found', 'not-ours') and asset.owner = 'municipal'
			       and (fault.first_report_at at time zone (select municipality.zone from municipality))::date >= greatest(asset.installed_on, asset.in_register_from)
			       and (asset.retired_on is null or (fault.first_report_at at time zone (select municipality.zone from municipality))::date <= asset.retired_on) as is_failure,
			       fault.public_geom as geom, metric(fault.public_geom) as geom_m, fault.public_geom_3857 as geom_3857
			from fault
			left join asset_class on asset_class.number = fault.class
			left join department on department.id = fault.department_id
			left join asset on asset.id = fault.asset_id
			where fault.state <> 'merged';
		comment on view insight.fault is 'Faults, one row each however many reported them: at the asset or street, never the pin; by day, never the minute.';

		create view insight.report as
			select report.fault_id, report.failure_mode, report.channel, report.language, report.duplicate, report.rejected_reason is not null as rejected,
			       (report.reported_at at time zone (select municipality.zone from municipality))::date as reported_on
			from report;
		comment on view insight.report is 'What was reported, without who and without the words.';

		create view insight.work as
			select work_order.code, work_order.kind, work_order.state, department.code as department, work_order.crew, coalesce(crew.contractor, false) as contractor,
			       work_order.cost_code, item.fault_id, item.asset_id, item.outcome, item.cost::float8 as cost,
			       work_order.hours::float8 / nullif((select count(*) from work_order_item as other where other.work_order_id = work_order.id), 0) as hours,
			       (work_order.opened_at at time zone (select municipality.zone from municipality))::date as opened_on,
			       (work_order.done_at at time zone (select municipality.zone from municipality))::date as done_on
			from work_order_item as item
			join work_order on work_order.id = item.work_order_id
			join department on department.id = work_order.department_id
			left join crew on crew.code = work_order.crew;
		comment on view insight.work is 'One row for each line of a work order; hours of an order are shared among its lines.';

		create view insight.exposure as
			select asset.id as asset_id, year.year,
			       (least(make_date(year.year + 1, 1, 1), asset.retired_on, today.day) - greatest(make_date(year.year, 1, 1), asset.installed_on, asset.in_register_from)) / 365.25
			       as asset_years,
			       (least(make_date(year.year + 1, 1, 1), asset.retired_on, today.day) - greatest(make_date(year.year, 1, 1), asset.installed_on, asset.in_register_from)) / 365.25
			       * asset.length_m / 1000 as km_years
			from (select (now() at time zone municipality.zone)::date + 1 as day from municipality) as today
			cross join asset
			cross join lateral generate_series(
				extract(year from greatest(asset.installed_on, asset.in_register_from))::int, extract(year from least(asset.retired_on, today.day) - 1)::int
			) as year (year)
			where asset.owner = 'municipal' and (asset.status = 'in-service' or asset.retired_on is not null)
			  and greatest(asset.installed_on, asset.in_register_from) < least(asset.retired_on, today.day);
		comment on view insight.exposure is 'How long each asset of the municipality was in service while its failures were being recorded, year by year: what rates divide by.';
		${role}

		create table planning_question (
			id         bigint generated always as identity primary key,
			public_id  uuid not null default gen_random_uuid() constraint planning_question_public_id unique,
			title      text not null check (length(title) between 1 and 120),
			spec       jsonb not null,
			shared     boolean not null default false,
			person_id  bigint not null references person,
			changed_at timestamptz not null default now(),
			gone_at    timestamptz
		);
		create index planning_question_person on planning_question (person_id);
		create index planning_question_shared on planning_question (id) where shared and gone_at is null;
		comment on table planning_question is 'Questions that planners put together themselves and keep.';
		comment on column planning_question.title is 'Personal: what a planner calls a question.';
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		drop table planning_question;
		drop schema insight cascade;
	`);

import { type Sql, sql } from '../../platform/sql.ts';
import type { PartSql } from './queries.ts';

type Row = Readonly<Record<string, unknown>>;
const json = (row: Row): Sql => sql`${JSON.stringify(row)}::jsonb`;
const rows = (read: Sql): Sql => sql`select to_jsonb(it) as row from (${read}) as it`;
const text = (row: Row, name: string): string => String(row[name] ?? '');
const code = (row: Row): string => text(row, 'code');

/** The parts by which work is done and told to others. Crews come without their members, companies without whom to ask for there, webhooks and systems without their secrets. */
export const meansSql: Readonly<Record<string, PartSql>> = {
	costCodes: {
		read: rows(sql`select cost_code.code, cost_code.title, cost_code.kind, cost_code.verify, cost_code.active from cost_code order by cost_code.code`),
		put: (row) => sql`
			insert into cost_code (code, title, kind, verify, active)
			select it.code, it.title, it.kind, it.verify, it.active from jsonb_to_record(${json(row)}) as it (code text, title jsonb, kind text, verify boolean, active boolean)
			on conflict (code) do update set title = excluded.title, kind = excluded.kind, verify = excluded.verify, active = excluded.active returning true`,
		drop: (row) => sql`delete from cost_code where cost_code.code = ${code(row)}`,
	},
	materials: {
		read: rows(sql`select material.code, material.title, material.unit, material.price, material.plant, material.active from material order by material.code`),
		put: (row) => sql`
			insert into material (code, title, unit, price, plant, active)
			select it.code, it.title, it.unit, it.price, it.plant, it.active
			from jsonb_to_record(${json(row)}) as it (code text, title jsonb, unit text, price numeric, plant boolean, active boolean)
			on conflict on constraint material_code do update
			set title = excluded.title, unit = excluded.unit, price = excluded.price, plant = excluded.plant, active = excluded.active returning true`,
		drop: (row) => sql`delete from material where material.code = ${code(row)}`,
	},
	contractors: {
		read: rows(sql`select it.code, it.name, it.phone, it.email, it.active from contractor as it order by it.code`),
		put: (row) => sql`
			insert into contractor (code, name, phone, email, active)
			select it.code, it.name, it.phone, it.email, it.active from jsonb_to_record(${json(row)}) as it (code text, name text, phone text, email text, active boolean)
			on conflict on constraint contractor_code do update set name = excluded.name, phone = excluded.phone, email = excluded.email, active = excluded.active returning true`,
		drop: (row) => sql`delete from contractor where contractor.code = ${code(row)}`,
	},
	contractorRates: {
		read: rows(sql`
			select contractor.code as contractor, rate.item, rate.title, rate.unit, rate.cents, rate.from_day::text as "from", rate.until_day::text as until
			from contractor_rate as rate join contractor on contractor.id = rate.contractor_id order by contractor.code, rate.item, rate.from_day`),
		put: (row) => sql`
			with wish as (select * from jsonb_to_record(${json(row)}) as it (contractor text, item text, title jsonb, unit text, cents bigint, "from" date, until date)),
			same as (
				update contractor_rate as rate set title = wish.title, unit = wish.unit, cents = wish.cents, until_day = wish.until
				from wish join contractor on contractor.code = wish.contractor
				where (rate.contractor_id, rate.item, rate.from_day) = (contractor.id, wish.item, wish."from") returning rate.id
			),
			fresh as (
				insert into contractor_rate (contractor_id, item, title, unit, cents, from_day, until_day)
				select contractor.id, wish.item, wish.title, wish.unit, wish.cents, wish."from", wish.until from wish join contractor on contractor.code = wish.contractor
				where not exists (select from same) returning contractor_rate.id
			)
			select true as written from same union all select true from fresh`,
		drop: (row) => sql`
			delete from contractor_rate as rate using contractor
			where contractor.id = rate.contractor_id and (contractor.code, rate.item, rate.from_day) = (${text(row, 'contractor')}, ${text(row, 'item')}, ${text(row, 'from')}::date)`,
	},
	crews: {
		read: rows(sql`
			select crew.code, department.code as department, crew.people, crew.hourly_cost as "hourlyCost", crew.shift_from as "shiftFrom", crew.shift_until as "shiftUntil",
			       case when crew.depot is not null then jsonb_build_object('lon', st_x(crew.depot), 'lat', st_y(crew.depot)) end as depot, crew.contractor, company.code as company,
			       crew.active
			from crew join department on department.id = crew.department_id left join contractor as company on company.id = crew.contractor_id order by crew.code`),
		put: (row) => sql`
			insert into crew (code, department_id, people, hourly_cost, shift_from, shift_until, depot, contractor, contractor_id, active)
			select it.code, department.id, it.people, it."hourlyCost", it."shiftFrom", it."shiftUntil",
			       st_setsrid(st_makepoint((it.depot ->> 'lon')::float8, (it.depot ->> 'lat')::float8), 4326), it.contractor, company.id, it.active
			from jsonb_to_record(${json(row)}) as it (code text, department text, people smallint, "hourlyCost" numeric, "shiftFrom" smallint, "shiftUntil" smallint, depot jsonb,
			     contractor boolean, company text, active boolean)
			join department on department.code = it.department
			left join contractor as company on company.code = it.company
			where it.company is null or company.id is not null
			on conflict on constraint crew_code do update
			set department_id = excluded.department_id, people = excluded.people, hourly_cost = excluded.hourly_cost, shift_from = excluded.shift_from,
			    shift_until = excluded.shift_until, depot = excluded.depot, contractor = excluded.contractor, contractor_id = excluded.contractor_id,
			    active = excluded.active
			returning true`,
		drop: (row) => sql`delete from crew where crew.code = ${code(row)}`,
	},
	checklists: {
		read: rows(sql`
			select asset_class.code as class, checklist.kind, row_number() over (partition by checklist.class, checklist.kind order by checklist.id)::int as number, checklist.tasks, checklist.active
			from checklist left join asset_class on asset_class.number = checklist.class order by asset_class.code, checklist.kind, checklist.id`),
		put: (row) => sql`
			with wish as (
				select it.*, asset_class.number as class_number
				from jsonb_to_record(${json(row)}) as it (class text, kind text, number int, tasks jsonb, active boolean) left join asset_class on asset_class.code = it.class
				where it.class is null or asset_class.number is not null
			),
			numbered as (select checklist.id, checklist.class, checklist.kind, row_number() over (partition by checklist.class, checklist.kind order by checklist.id) as number from checklist),
			same as (
				update checklist set tasks = wish.tasks, active = wish.active from wish
				join numbered on (numbered.class, numbered.kind) is not distinct from (wish.class_number, wish.kind) and numbered.number = wish.number
				where checklist.id = numbered.id returning checklist.id
			),
			fresh as (insert into checklist (class, kind, tasks, active) select wish.class_number, wish.kind, wish.tasks, wish.active from wish where not exists (select from same) returning checklist.id)
			select true as written from same union all select true from fresh`,
		drop: (row) => sql`
			delete from checklist using (
				select checklist.id, asset_class.code as class, checklist.kind, row_number() over (partition by checklist.class, checklist.kind order by checklist.id) as number
				from checklist left join asset_class on asset_class.number = checklist.class) as numbered
			where numbered.id = checklist.id and numbered.number = ${String(row['number'])}::int
			      and (numbered.class, numbered.kind) is not distinct from (${row['class'] as string | null}::text, ${row['kind'] as string | null}::text)`,
	},
	triggers: {
		read: rows(sql`
			select it.code, it.kind, it.class, it.families, it.least, it.days, it.share, it.odds, it.weeks, it.order_kind as "orderKind", it.title, it.active
			from work_trigger as it order by it.code`),
		put: (row) => sql`
			insert into work_trigger (code, kind, class, families, least, days, share, odds, weeks, order_kind, title, active)
			select it.code, it.kind, it.class, it.families, it.least, it.days, it.share, it.odds, it.weeks, it."orderKind", it.title, it.active
			from jsonb_to_record(${json(row)}) as it (code text, kind text, class text, families text[], least int, days int, share real, odds float8, weeks int, "orderKind" text, title jsonb, active boolean)
			on conflict (code) do update
			set kind = excluded.kind, class = excluded.class, families = excluded.families, least = excluded.least, days = excluded.days, share = excluded.share, odds = excluded.odds,
			    weeks = excluded.weeks, order_kind = excluded.order_kind, title = excluded.title, active = excluded.active
			returning true`,
		drop: (row) => sql`delete from work_trigger where work_trigger.code = ${code(row)}`,
	},
	webhooks: {
		read: rows(sql`
			select distinct webhook.title, webhook.url, webhook.kinds, webhook.departments, webhook.level from webhook where webhook.put_away_at is null order by webhook.title, webhook.url`),
		// Without its secret nothing can be sent: a new one stays switched off until it has been given one.
		put: (row) => sql`
			with wish as (select * from jsonb_to_record(${json(row)}) as it (title text, url text, kinds text[], departments text[], level text)),
			same as (
				update webhook set kinds = wish.kinds, departments = wish.departments, level = wish.level, version = webhook.version + 1
				from wish where (webhook.title, webhook.url) = (wish.title, wish.url) and webhook.put_away_at is null returning webhook.id
			),
			fresh as (
				insert into webhook (title, url, kinds, departments, level, active)
				select wish.title, wish.url, wish.kinds, wish.departments, wish.level, false from wish where not exists (select from same) returning webhook.id
			)
			select true as written from same union all select true from fresh`,
		drop: (row) => sql`
			update webhook set put_away_at = now(), active = false, version = webhook.version + 1
			where (webhook.title, webhook.url) = (${text(row, 'title')}, ${text(row, 'url')}) and webhook.put_away_at is null`,
	},
	systems: {
		read: rows(sql`
			select distinct it.title, it.kind, it.settings, it.mapping, it.departments from work_system as it where it.put_away_at is null order by it.title, it.kind`),
		put: (row) => sql`
			with wish as (select * from jsonb_to_record(${json(row)}) as it (title text, kind text, settings jsonb, mapping jsonb, departments text[])),
			same as (
				update work_system as it
				set active = it.active and it.settings = wish.settings, settings = wish.settings, mapping = wish.mapping, departments = wish.departments, version = it.version + 1
				from wish where (it.title, it.kind) = (wish.title, wish.kind) and it.put_away_at is null returning it.id
			),
			fresh as (
				insert into work_system (title, kind, settings, mapping, departments, active)
				select wish.title, wish.kind, wish.settings, wish.mapping, wish.departments, false from wish where not exists (select from same) returning work_system.id
			)
			select true as written from same union all select true from fresh`,
		drop: (row) => sql`
			update work_system as it set put_away_at = now(), active = false, version = it.version + 1
			where (it.title, it.kind) = (${text(row, 'title')}, ${text(row, 'kind')}) and it.put_away_at is null`,
	},
	rules: {
		read: rows(sql`select rule_set.rules from rule_set order by rule_set.version desc limit 1`),
		put: (row, personId) => sql`
			insert into rule_set (version, rules, made_by, note)
			select coalesce(max(rule_set.version), 0) + 1, ${json({ rules: row['rules'] })} -> 'rules', ${personId}::bigint, '' from rule_set returning true`,
	},
};

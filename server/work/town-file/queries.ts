import { type Sql, sql } from '../../platform/sql.ts';

/** Holds everybody else who takes a file in. */
export const holdTownFileSql = sql`select pg_advisory_xact_lock(hashtext('town file'))`;

export const insertTakenSql = (it: { before: object; after: object; changes: number; personId: number | null }): Sql => sql`
	insert into town_file (before, after, changes, person_id)
	values (${JSON.stringify(it.before)}::jsonb, ${JSON.stringify(it.after)}::jsonb, ${it.changes}, ${it.personId}::bigint) returning town_file.id`;

export const takenListSql = sql`
	select town_file.id, town_file.at, person.name as by, town_file.changes, town_file.undone_at as "undoneAt", undoer.name as "undoneBy"
	from town_file left join person on person.id = town_file.person_id left join person as undoer on undoer.id = town_file.undone_by
	order by town_file.id desc limit 50`;

export const takenSql = (id: number): Sql => sql`
	select town_file.before, town_file.after, town_file.undone_at as "undoneAt" from town_file where town_file.id = ${id} for update`;

export const undoneSql = (id: number, personId: number | null): Sql => sql`
	update town_file set undone_at = now(), undone_by = ${personId}::bigint where town_file.id = ${id}`;

/** One row of a part, as JSON, for the statement that writes it. */
type Row = Readonly<Record<string, unknown>>;
const json = (row: Row): Sql => sql`${JSON.stringify(row)}::jsonb`;

/** A part of the file in the database. */
export interface PartSql {
	/** Its rows as JSON, in the order in which they are told. */
	read: Sql;
	/** Writes a row, new or changed; answers a row if it could, and none if it names what is not there. */
	put: (row: Row, personId: number | null) => Sql;
	/** Takes a row away; absent: such rows are always there. */
	drop?: (row: Row) => Sql;
}

const rows = (read: Sql): Sql => sql`select to_jsonb(it) as row from (${read}) as it`;
const key = (row: Row, name: string): string => String(row[name] ?? '');

export const partSql: Readonly<Record<string, PartSql>> = {
	town: {
		read: rows(sql`
			select town.name, town.languages, town.zone, town.currency, town.financial_year_month as "financialYearMonth", town.brand, town.emergency, town.privacy,
			       extract(epoch from town.fixed_window)::int as "fixedSeconds", town.two_eyes as "twoEyes", town.quiet_from as "quietFrom", town.quiet_until as "quietUntil",
			       town.embed_sites as "embedSites", town.evidence_m as "evidenceM", town.vat_percent as "vatPercent"
			from municipality as town`),
		put: (row) => sql`
			with wish as (select * from jsonb_to_record(${json(row)}) as it (name text, languages text[], zone text, currency text, "financialYearMonth" smallint, brand jsonb,
				emergency jsonb, privacy jsonb, "fixedSeconds" int, "twoEyes" boolean, "quietFrom" time, "quietUntil" time, "embedSites" text[], "evidenceM" real, "vatPercent" numeric))
			update municipality as town
			set name = wish.name, languages = wish.languages, zone = wish.zone, currency = wish.currency, financial_year_month = wish."financialYearMonth", brand = wish.brand,
			    emergency = wish.emergency, privacy = wish.privacy, fixed_window = make_interval(secs => wish."fixedSeconds"), two_eyes = wish."twoEyes",
			    quiet_from = wish."quietFrom", quiet_until = wish."quietUntil", embed_sites = wish."embedSites", evidence_m = wish."evidenceM", vat_percent = coalesce(wish."vatPercent", town.vat_percent), changed_at = now()
			from wish returning true`,
	},
	departments: {
		read: rows(sql`select department.code, department.title, department.email from department order by department.code`),
		put: (row) => sql`
			insert into department (code, title, email) select it.code, it.title, it.email from jsonb_to_record(${json(row)}) as it (code text, title jsonb, email text)
			on conflict on constraint department_code do update set title = excluded.title, email = excluded.email returning true`,
		drop: (row) => sql`delete from department where department.code = ${key(row, 'code')}`,
	},
	calendars: {
		read: rows(sql`select calendar.code, calendar.title, calendar.windows from calendar order by calendar.code`),
		put: (row) => sql`
			insert into calendar (code, title, windows) select it.code, it.title, it.windows from jsonb_to_record(${json(row)}) as it (code text, title jsonb, windows jsonb)
			on conflict on constraint calendar_code do update set title = excluded.title, windows = excluded.windows returning true`,
		drop: (row) => sql`delete from calendar where calendar.code = ${key(row, 'code')}`,
	},
	holidays: {
		read: rows(sql`select holiday.day, holiday.name, holiday.proclaimed from holiday order by holiday.day`),
		put: (row) => sql`
			insert into holiday (day, name, proclaimed) select it.day, it.name, it.proclaimed from jsonb_to_record(${json(row)}) as it (day date, name text, proclaimed boolean)
			on conflict (day) do update set name = excluded.name, proclaimed = excluded.proclaimed returning true`,
		drop: (row) => sql`delete from holiday where holiday.day = ${key(row, 'day')}::date`,
	},
	waits: {
		read: rows(sql`select pause_limit.kind, pause_limit.minutes, pause_limit.verify from pause_limit order by pause_limit.kind`),
		put: (row) => sql`
			update pause_limit set minutes = it.minutes, verify = it.verify from jsonb_to_record(${json(row)}) as it (kind text, minutes int, verify boolean)
			where pause_limit.kind = it.kind returning true`,
	},
	ladder: {
		read: rows(sql`select escalation_step.step, escalation_step.share, escalation_step.tells from escalation_step order by escalation_step.step`),
		put: (row) => sql`
			insert into escalation_step (step, share, tells) select it.step, it.share, it.tells from jsonb_to_record(${json(row)}) as it (step smallint, share numeric, tells text)
			on conflict (step) do update set share = excluded.share, tells = excluded.tells returning true`,
		drop: (row) => sql`delete from escalation_step where escalation_step.step = ${key(row, 'step')}::smallint`,
	},
	services: {
		read: rows(sql`
			select service.failure_mode as mode, service.enabled, department.code as department, calendar.code as calendar, service.respond_minutes as respond,
			       service.resolve_minutes as resolve, service.crew_minutes as crew, service.verify, service.texts
			from service join department on department.id = service.department_id join calendar on calendar.id = service.calendar_id
			where upper_inf(service.valid) order by service.failure_mode`),
		put: (row, personId) => sql`
			with wish as (
				select it.*, department.id as department_id, calendar.id as calendar_id
				from jsonb_to_record(${json(row)}) as it (mode text, enabled boolean, department text, calendar text, respond int, resolve int, crew int, verify boolean, texts jsonb)
				join department on department.code = it.department join calendar on calendar.code = it.calendar
				where exists (select from service where service.failure_mode = it.mode)
			),
			ended as (update service set valid = tstzrange(lower(service.valid), now()) from wish where service.failure_mode = wish.mode and upper_inf(service.valid) and lower(service.valid) < now()),
			same as (
				update service set enabled = wish.enabled, department_id = wish.department_id, calendar_id = wish.calendar_id, respond_minutes = wish.respond,
				       resolve_minutes = wish.resolve, crew_minutes = wish.crew, verify = wish.verify, texts = wish.texts, changed_by = ${personId}::bigint
				from wish where service.failure_mode = wish.mode and upper_inf(service.valid) and lower(service.valid) >= now() returning service.id
			),
			fresh as (
				insert into service (failure_mode, enabled, department_id, calendar_id, respond_minutes, resolve_minutes, crew_minutes, verify, texts, changed_by)
				select wish.mode, wish.enabled, wish.department_id, wish.calendar_id, wish.respond, wish.resolve, wish.crew, wish.verify, wish.texts, ${personId}::bigint
				from wish where not exists (select from same) returning service.id
			)
			select true as written from same union all select true from fresh`,
	},
	tiers: {
		read: rows(sql`
			select tier.failure_mode as mode, tier.family, tier.min_customers as customers, tier.min_criticality as criticality, tier.respond_minutes as respond,
			       tier.resolve_minutes as resolve, tier.crew_minutes as crew, tier.anchor, tier.verify
			from service_standard as tier where upper_inf(tier.valid) order by tier.failure_mode, tier.family, tier.min_customers, tier.min_criticality`),
		put: (row, personId) => sql`
			with wish as (
				select * from jsonb_to_record(${json(row)}) as it (mode text, family text, customers int, criticality smallint, respond int, resolve int, crew int, anchor text, verify boolean)
			),
			ended as (
				update service_standard as tier set valid = tstzrange(lower(tier.valid), now()) from wish
				where upper_inf(tier.valid) and coalesce(tier.failure_mode, tier.family) = coalesce(wish.mode, wish.family) and tier.min_customers = wish.customers
				      and tier.min_criticality = wish.criticality
			)
			insert into service_standard (failure_mode, family, min_customers, min_criticality, respond_minutes, resolve_minutes, crew_minutes, anchor, verify, changed_by)
			select wish.mode, wish.family, wish.customers, wish.criticality, wish.respond, wish.resolve, wish.crew, wish.anchor, wish.verify, ${personId}::bigint from wish returning true`,
		drop: (row) => sql`
			update service_standard as tier set valid = tstzrange(lower(tier.valid), now())
			where upper_inf(tier.valid) and coalesce(tier.failure_mode, tier.family) = coalesce(${row['mode'] as string | null}, ${row['family'] as string | null})
			      and tier.min_customers = ${key(row, 'customers')}::int and tier.min_criticality = ${key(row, 'criticality')}::smallint`,
	},
	authorities: {
		read: rows(sql`
			select authority.code, authority.name, authority.words, authority.phone, authority.email, authority.url, authority.owners, authority.modes,
			       authority.ward_codes as wards, authority.put_away_at is not null as away
			from authority order by authority.code`),
		put: (row) => sql`
			insert into authority (code, name, words, phone, email, url, owners, modes, ward_codes, put_away_at)
			select it.code, it.name, it.words, it.phone, it.email, it.url, it.owners, it.modes, it.wards, case when it.away then now() end
			from jsonb_to_record(${json(row)}) as it (code text, name jsonb, words jsonb, phone text, email text, url text, owners text[], modes text[], wards text[], away boolean)
			on conflict on constraint authority_code do update
			set name = excluded.name, words = excluded.words, phone = excluded.phone, email = excluded.email, url = excluded.url, owners = excluded.owners, modes = excluded.modes,
			    ward_codes = excluded.ward_codes, put_away_at = excluded.put_away_at, version = authority.version + 1
			returning true`,
		drop: (row) => sql`delete from authority where authority.code = ${key(row, 'code')}`,
	},
	delayPrice: {
		read: rows(sql`
			select price.tariff_per_kl as "tariffPerKl", price.emergency_per_day as "emergencyPerDay", price.criticality_factors as "criticalityFactors", price.to_verify as verify
			from delay_price as price`),
		put: (row) => sql`
			update delay_price as price
			set tariff_per_kl = it."tariffPerKl", emergency_per_day = it."emergencyPerDay", criticality_factors = it."criticalityFactors", to_verify = it.verify, changed_at = now()
			from jsonb_to_record(${json(row)}) as it ("tariffPerKl" numeric, "emergencyPerDay" numeric, "criticalityFactors" numeric[], verify boolean) returning true`,
	},
	delayCosts: {
		read: rows(sql`
			select cost.failure_mode as mode, cost.safety_per_day as "safetyPerDay", cost.water_kl_per_day as "waterKlPerDay", cost.people, cost.per_person_hour as "perPersonHour",
			       cost.damage_per_day as "damagePerDay", cost.late_per_day as "latePerDay", cost.hours, cost.to_verify as verify
			from delay_cost as cost order by cost.failure_mode`),
		put: (row) => sql`
			insert into delay_cost (failure_mode, safety_per_day, water_kl_per_day, people, per_person_hour, damage_per_day, late_per_day, hours, to_verify)
			select it.mode, it."safetyPerDay", it."waterKlPerDay", it.people, it."perPersonHour", it."damagePerDay", it."latePerDay", it.hours, it.verify
			from jsonb_to_record(${json(row)}) as it (mode text, "safetyPerDay" numeric, "waterKlPerDay" numeric, people int, "perPersonHour" numeric, "damagePerDay" numeric,
			     "latePerDay" numeric, hours numeric, verify boolean)
			on conflict (failure_mode) do update
			set safety_per_day = excluded.safety_per_day, water_kl_per_day = excluded.water_kl_per_day, people = excluded.people, per_person_hour = excluded.per_person_hour,
			    damage_per_day = excluded.damage_per_day, late_per_day = excluded.late_per_day, hours = excluded.hours, to_verify = excluded.to_verify, changed_at = now()
			returning true`,
		drop: (row) => sql`delete from delay_cost where delay_cost.failure_mode = ${key(row, 'mode')}`,
	},
};

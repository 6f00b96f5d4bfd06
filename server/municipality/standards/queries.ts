import { type Sql, sql } from '../../platform/sql.ts';

/** The tiers that hold now. */
export const standardsSql = sql`
	select standard.id, standard.failure_mode as mode, standard.family, standard.min_customers as customers, standard.min_criticality as criticality,
	       standard.respond_minutes as "respondMinutes", standard.resolve_minutes as "resolveMinutes", standard.crew_minutes as "crewMinutes",
	       standard.anchor, standard.verify
	from service_standard as standard
	where standard.valid @> now()
	order by standard.family nulls first, standard.failure_mode, standard.min_criticality, standard.min_customers`;

export const pauseLimitsSql = sql`select pause_limit.kind, pause_limit.minutes, pause_limit.verify from pause_limit order by pause_limit.kind`;

export const ladderSql = sql`
	select escalation_step.step, escalation_step.share::float8 as share, escalation_step.tells from escalation_step order by escalation_step.step`;

/** All of it as one document, with what stands for it as it is now. */
export const standardSettingsSql = sql`
	with document as (
		select jsonb_build_object(
			'calendars', (select coalesce(jsonb_agg(jsonb_build_object('code', calendar.code, 'windows', calendar.windows) order by calendar.id), '[]') from calendar),
			'holidays', (select coalesce(jsonb_agg(jsonb_build_object('day', holiday.day, 'name', holiday.name, 'proclaimed', holiday.proclaimed) order by holiday.day), '[]')
			             from holiday),
			'services', (select coalesce(jsonb_agg(jsonb_build_object('mode', service.failure_mode, 'calendar', calendar.code, 'respond', service.respond_minutes,
			                                                          'resolve', service.resolve_minutes, 'crew', service.crew_minutes, 'verify', service.verify)
			                                       order by service.failure_mode), '[]')
			             from service join calendar on calendar.id = service.calendar_id where service.valid @> now()),
			'tiers', (select coalesce(jsonb_agg(jsonb_build_object('mode', standard.failure_mode, 'family', standard.family, 'customers', standard.min_customers,
			                                                       'criticality', standard.min_criticality, 'respond', standard.respond_minutes,
			                                                       'resolve', standard.resolve_minutes, 'crew', standard.crew_minutes, 'anchor', standard.anchor,
			                                                       'verify', standard.verify)
			                                    order by standard.family nulls first, standard.failure_mode, standard.min_criticality, standard.min_customers), '[]')
			          from service_standard as standard where standard.valid @> now()),
			'limits', (select coalesce(jsonb_agg(jsonb_build_object('kind', pause_limit.kind, 'minutes', pause_limit.minutes, 'verify', pause_limit.verify)
			                                     order by pause_limit.kind), '[]') from pause_limit),
			'ladder', (select coalesce(jsonb_agg(jsonb_build_object('share', escalation_step.share, 'tells', escalation_step.tells) order by escalation_step.step), '[]')
			           from escalation_step)) as it
	)
	select document.it as document, md5(document.it::text) as version,
	       (select jsonb_object_agg(calendar.code, calendar.title) from calendar) as calendars
	from document`;

/** One writes at a time. */
export const holdStandardsSql = sql`select pg_advisory_xact_lock(hashtext('service standards'))`;

const json = (it: object): string => JSON.stringify(it);

export const writeCalendarsSql = (calendars: readonly object[]): Sql => sql`
	update calendar set windows = wish.windows
	from jsonb_to_recordset(${json(calendars)}::jsonb) as wish (code text, windows jsonb)
	where calendar.code = wish.code and calendar.windows <> wish.windows`;

export const writeHolidaysSql = (holidays: readonly object[]): Sql => sql`
	with wish as (select * from jsonb_to_recordset(${json(holidays)}::jsonb) as it (day date, name text, proclaimed boolean)),
	gone as (delete from holiday where holiday.day not in (select wish.day from wish))
	insert into holiday (day, name, proclaimed)
	select wish.day, wish.name, wish.proclaimed from wish
	on conflict (day) do update set name = excluded.name, proclaimed = excluded.proclaimed`;

/** A change of a service's times is a new version of the service; the same times write nothing. */
export const endServicesSql = (services: readonly object[]): Sql => sql`
	update service set valid = tstzrange(lower(service.valid), now())
	from jsonb_to_recordset(${json(services)}::jsonb) as wish (mode text, calendar text, respond int, resolve int, crew int, verify boolean)
	join calendar on calendar.code = wish.calendar
	where service.failure_mode = wish.mode and service.valid @> now()
	  and (service.calendar_id, service.respond_minutes, service.resolve_minutes, service.crew_minutes, service.verify)
	      is distinct from (calendar.id, wish.respond, wish.resolve, wish.crew, wish.verify)
	returning service.id`;

export const addServicesSql = (ended: readonly number[], services: readonly object[], personId: number | null): Sql => sql`
	insert into service (failure_mode, enabled, department_id, calendar_id, respond_minutes, resolve_minutes, crew_minutes, verify, texts, changed_by)
	select before.failure_mode, before.enabled, before.department_id, calendar.id, wish.respond, wish.resolve, wish.crew, wish.verify, before.texts, ${personId}::bigint
	from service as before
	join jsonb_to_recordset(${json(services)}::jsonb) as wish (mode text, calendar text, respond int, resolve int, crew int, verify boolean) on wish.mode = before.failure_mode
	join calendar on calendar.code = wish.calendar
	where before.id = any (${[...ended]}::bigint[])`;

const tierWish = (tiers: readonly object[]): Sql => sql`
	(select * from jsonb_to_recordset(${json(tiers)}::jsonb)
		as it (mode text, family text, customers int, criticality smallint, respond int, resolve int, crew int, anchor text, verify boolean))`;

/** Tiers that are wished for no longer, or otherwise, end now. */
export const endTiersSql = (tiers: readonly object[]): Sql => sql`
	update service_standard as standard set valid = tstzrange(lower(standard.valid), now())
	where standard.valid @> now() and not exists (
		select from ${tierWish(tiers)} as wish
		where (wish.mode, wish.family, wish.customers, wish.criticality, wish.respond, wish.resolve, wish.crew, wish.anchor, wish.verify)
		      is not distinct from (standard.failure_mode, standard.family, standard.min_customers, standard.min_criticality, standard.respond_minutes,
		                            standard.resolve_minutes, standard.crew_minutes, standard.anchor, standard.verify))`;

export const addTiersSql = (tiers: readonly object[], personId: number | null): Sql => sql`
	insert into service_standard (failure_mode, family, min_customers, min_criticality, respond_minutes, resolve_minutes, crew_minutes, anchor, verify, changed_by)
	select wish.mode, wish.family, wish.customers, wish.criticality, wish.respond, wish.resolve, wish.crew, wish.anchor, wish.verify, ${personId}::bigint
	from ${tierWish(tiers)} as wish
	where not exists (
		select from service_standard as standard
		where standard.valid @> now() and coalesce(standard.failure_mode, standard.family) = coalesce(wish.mode, wish.family)
		  and standard.min_customers = wish.customers and standard.min_criticality = wish.criticality)`;

export const writeLimitsSql = (limits: readonly object[]): Sql => sql`
	update pause_limit set minutes = wish.minutes, verify = wish.verify
	from jsonb_to_recordset(${json(limits)}::jsonb) as wish (kind text, minutes int, verify boolean)
	where pause_limit.kind = wish.kind`;

export const dropLadderSql = sql`delete from escalation_step`;

export const addLadderSql = (ladder: readonly object[]): Sql => sql`
	insert into escalation_step (step, share, tells)
	select row_number() over (order by wish.share)::smallint, wish.share, wish.tells
	from jsonb_to_recordset(${json(ladder)}::jsonb) as wish (share numeric, tells text)`;

import { type Sql, sql } from '../../platform/sql.ts';

/** The settings of emergencies, those of privacy, and what stands for them as they are now. */
export const settingsSql = sql`
	select municipality.emergency, municipality.privacy, md5(municipality.emergency::text) as "emergencyVersion", md5(municipality.privacy::text) as "privacyVersion",
	       array(select calendar.code from calendar order by calendar.id) as calendars
	from municipality`;

/** Writes what is told of emergencies, unless somebody has written it since. */
export const writeEmergencySql = (settings: object, version: string): Sql => sql`
	update municipality set emergency = ${JSON.stringify(settings)}::jsonb, changed_at = now()
	where md5(municipality.emergency::text) = ${version} returning true as written`;

/** Writes how personal information is treated, beside what is said of it in other words, unless somebody has written it since. */
export const writePrivacySql = (settings: object, version: string): Sql => sql`
	update municipality
	set privacy = jsonb_strip_nulls(municipality.privacy || ${JSON.stringify(settings)}::jsonb), changed_at = now()
	where md5(municipality.privacy::text) = ${version} returning true as written`;

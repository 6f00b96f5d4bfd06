import { type Sql, sql } from '../../platform/sql.ts';

const moneyVersion = sql`md5(municipality.financial_year_month::text || ' ' || municipality.vat_percent::text)`;

/** The settings of emergencies, of privacy and of money, and what stands for them as they are now. */
export const settingsSql = sql`
	select municipality.name, municipality.brand, md5(municipality.name || municipality.brand::text) as "brandVersion",
	       municipality.emergency, municipality.privacy, md5(municipality.emergency::text) as "emergencyVersion", md5(municipality.privacy::text) as "privacyVersion",
	       municipality.financial_year_month as "financialYearMonth", municipality.vat_percent as "vatPercent", ${moneyVersion} as "moneyVersion",
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

/** Writes when the financial year begins and what tax contractors charge, unless somebody has written it since. */
export const writeMoneySql = (it: { financialYearMonth: number; vatPercent: number; version: string }): Sql => sql`
	update municipality set financial_year_month = ${it.financialYearMonth}::smallint, vat_percent = ${it.vatPercent}, changed_at = now()
	where ${moneyVersion} = ${it.version} returning true as written`;

/** Writes what the municipality is called and looks like, unless somebody has written it since. */
export const writeBrandSql = ({ name, ...brand }: { name: string; colour: string; logo?: string }, version: string): Sql => sql`
	update municipality set name = ${name}, brand = ${JSON.stringify(brand)}::jsonb, changed_at = now()
	where md5(municipality.name || municipality.brand::text) = ${version} returning true as written`;

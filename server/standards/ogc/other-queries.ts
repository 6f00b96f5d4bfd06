import { type Sql, sql } from '../../platform/sql.ts';
import type { Span } from './model.ts';

const isDay = (it: string): boolean => it.length === 10;
/** The day of an instant where the municipality is. */
const daySql = (it: string): Sql => (isDay(it) ? sql`${it}::date` : sql`(select (${it}::timestamptz at time zone municipality.zone)::date from municipality)`);
const daysSql = ({ from, to }: Span): Sql => sql`daterange(${from === null ? sql`null` : daySql(from)}, ${to === null ? sql`null` : daySql(to)}, '[]')`;

/** Faults that were there at some time: from the first report until they were over. */
const lifeSql = sql`daterange(item.first_report_on, case when not item.open then greatest(coalesce(item.fixed_on, item.state_since_on), item.first_report_on) end, '[]')`;

export const faults = {
	from: sql`public_fault as item`,
	key: sql`item.id`,
	fid: sql`item.code`,
	geom: sql`item.geom`,
	mercator: sql`item.geom_3857`,
	where: (at: Span | undefined): Sql[] => (at ? [sql`${lifeSql} && ${daysSql(at)}`] : []),
	fields: {
		mode: sql`item.failure_mode`,
		class: sql`(select asset_class.code from asset_class where asset_class.number = item.class)`,
		state: sql`item.state`,
		open: sql`item.open`,
		emergency: sql`item.emergency`,
		asset: sql`(select public_asset.reference from public_asset where public_asset.id = item.asset_id)`,
		street: sql`item.street`,
		ward: sql`(select ward.name from ward where ward.id = item.ward_id)`,
		department: sql`(select department.code from department where department.id = item.department_id)`,
		reports: sql`item.reports`,
		me_toos: sql`item.me_toos`,
		first_report_on: sql`item.first_report_on`,
		state_since_on: sql`item.state_since_on`,
		due_on: sql`item.due_on`,
		fixed_on: sql`item.fixed_on`,
	},
	byCode: (code: string): Sql => sql`item.code = ${code}`,
	extent: [{ from: sql`fault`, mercator: sql`fault.public_geom_3857`, geom: sql`fault.public_geom`, where: sql`fault.state not in ('rejected', 'merged')` }],
	begins: sql`(select min(item.first_report_on)::text from public_fault as item)`,
};

export const wards = {
	from: sql`ward as item`,
	key: sql`item.id`,
	geom: sql`item.geom`,
	mercator: sql`item.geom_3857`,
	where: (at: Span | undefined): Sql[] => [
		at ? sql`item.valid && ${daysSql(at)}` : sql`item.valid @> (select (now() at time zone municipality.zone)::date from municipality)`,
	],
	fields: {
		code: sql`item.code`,
		name: sql`item.name`,
		population: sql`item.population`,
		valid_from: sql`lower(item.valid)`,
		valid_until: sql`upper(item.valid)`,
	},
	extent: [{ from: sql`ward`, mercator: sql`ward.geom_3857`, geom: sql`ward.geom`, where: sql`true` }],
	begins: sql`(select min(lower(item.valid))::text from ward as item)`,
};

export const places = {
	from: sql`public_place as item`,
	key: sql`item.id`,
	geom: sql`item.geom`,
	mercator: sql`item.geom_3857`,
	fields: { kind: sql`item.kind`, name: sql`item.name`, suburb: sql`item.suburb`, number: sql`item.number` },
	extent: [{ from: sql`place`, mercator: sql`place.geom_3857`, geom: sql`place.geom`, where: sql`place.secrecy = 'public'` }],
};

/** Fields as columns, each under its name. The names are ours, from above. */
export const asColumns = {
	faults: sql`, ${faults.fields.mode} as mode, ${faults.fields.class} as class, item.state, item.open, item.emergency, ${faults.fields.asset} as asset, item.street,
		${faults.fields.ward} as ward, ${faults.fields.department} as department, item.reports, item.me_toos, item.first_report_on, item.state_since_on, item.due_on, item.fixed_on`,
	wards: sql`, item.code, item.name, item.population, lower(item.valid) as valid_from, upper(item.valid) as valid_until`,
	places: sql`, item.kind, item.name, item.suburb, item.number`,
};

/** Ids are numbers that the database can hold; nothing else is one. */
export function idSql(fid: string): Sql | undefined {
	return /^[1-9]\d{0,14}$/.test(fid) ? sql`item.id = ${Number(fid)}::bigint` : undefined;
}

import { type Sql, sql } from '../../platform/sql.ts';

/** A span of local days. */
export interface Span {
	from: string;
	until: string;
}

const instant = (day: string): Sql => sql`(${day}::date::timestamp at time zone municipality.zone)`;

/**
 * The reports of a span that belong to public faults, with the hexagon of the fault and the ward in which its centre lies, so that every hexagon has one ward.
 * Who reported without leaving any trace of who they are all count as one person: that can only hide more. Sides of hexagons as in `hex_of`.
 */
const toldSql = ({ from, until }: Span): Sql => sql`
	told as (
		select to_char(report.reported_at at time zone municipality.zone, 'YYYY-MM') as month, fault.class, origin.hex,
		       coalesce(hashtext(contact.reporter_hash), 0) as person
		from municipality
		join report on report.reported_at >= ${instant(from)} and report.reported_at < ${instant(until)} and report.withdrawn_at is null
		join public_fault as fault on fault.id = report.fault_id
		join fault as origin on origin.id = fault.id
		left join contact on contact.id = report.contact_id),
	cell as (
		select seen.hex, axial.r, (seen.hex - axial.r) / 4294967296 as q
		from (select distinct told.hex from told) as seen
		cross join lateral (select (((seen.hex + 2147483648) % 4294967296) + 4294967296) % 4294967296 - 2147483648 as r) as axial),
	located as (
		select cell.hex, cell.q, cell.r, home.code as ward
		from cell
		cross join municipality
		left join lateral (
			select ward.code from ward
			where ward.valid @> current_date
			  and st_covers(ward.geom_m, st_setsrid(st_makepoint(250.0 * (cell.q + cell.r / 2.0), 250.0 * sqrt(3.0) / 2 * cell.r), municipality.srid))
			order by ward.id limit 1) as home on true)`;

export interface HexagonRow {
	month: string;
	class: number;
	hex: number;
	q: number;
	r: number;
	ward: string | null;
	reports: number;
	people: number;
}

/** How many reports by how many people came of each class from each hexagon in each month. */
export const hexagonsSql = (span: Span): Sql => sql`
	with ${toldSql(span)}
	select told.month, told.class, told.hex, located.q, located.r, located.ward, count(*)::int as reports, count(distinct told.person)::int as people
	from told join located on located.hex = told.hex
	group by told.month, told.class, told.hex, located.q, located.r, located.ward
	order by told.month, told.class, located.ward, told.hex`;

export interface ToldRow {
	month: string;
	class: number;
	ward: string | null;
	person: number;
	reports: number;
}

/** Who reported how often of each class in each ward and month. */
export const peopleSql = (span: Span): Sql => sql`
	with ${toldSql(span)}
	select told.month, told.class, located.ward, told.person, count(*)::int as reports
	from told join located on located.hex = told.hex
	group by told.month, told.class, located.ward, told.person
	order by told.month, told.class, located.ward`;

/** The local day, and that of the first report there is. */
export const reachSql = sql`
	select (now() at time zone municipality.zone)::date as today,
	       (select min(report.reported_at) from report)::date as first
	from municipality`;

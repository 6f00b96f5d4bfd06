import { type Cql2, cql2Sql, parseCql2, type Queryable, type Queryables } from '../../platform/cql2/index.ts';
import { badField, Problem } from '../../platform/problem.ts';
import { every, join, Sql, sql } from '../../platform/sql.ts';
import type { Group, Inquiry, Measure } from './contract.ts';
import { sources } from './source-queries.ts';
import { type Field, ofAssets, type Table, tables } from './tables.ts';

/** A question made into SQL: what is selected, from where, under which conditions. */
export interface Composed {
	readonly query: Sql;
	/** Groups and measures in the order of the columns `g0`, `g1` … and `m0`, `m1` … */
	readonly groups: readonly { group: Group; field: Field }[];
	readonly measures: readonly { measure: Measure; field: Field | undefined }[];
}

// Names come from the list in tables.ts alone; nothing that was sent becomes text of a query.
const column = ({ alias, column: name }: Field): Sql => new Sql(name === 'hex' ? `${alias}.hex::text` : `${alias}.${name}`, []);

const kinds = { text: 'string', number: 'number', boolean: 'boolean', date: 'date', geometry: 'geometry' } as const satisfies Record<
	Field['type'],
	Queryable['type']
>;

const queryables = (fields: Iterable<Field>): Queryables => new Map([...fields].map((it) => [it.id, { type: kinds[it.type], sql: column(it) }]));

/** All the properties that a filter names. */
function namesIn(it: Cql2): string[] {
	if (it.kind === 'property') return [it.name];
	if (it.kind === 'operation') return it.args.flatMap(namesIn);
	if (it.kind === 'array') return it.items.flatMap(namesIn);
	return it.kind === 'interval' ? it.ends.flatMap((end) => (end.kind === 'open' ? [] : namesIn(end))) : [];
}

interface Condition {
	sql: Sql | undefined;
	fields: readonly Field[];
}

/** A filter as a condition, with the fields it asks by; what is wrong with it is said of the field it was sent in. */
function condition(text: string, table: Table, path: 'filter' | 'among'): Condition {
	if (text.trim() === '') return { sql: undefined, fields: [] };
	const allowed = [...table.fields.values()].filter((it) => path === 'filter' || ofAssets(it));
	try {
		const parsed = parseCql2(text);
		const byId = new Map(allowed.map((it) => [it.id, it]));
		return { sql: cql2Sql(parsed, queryables(allowed)), fields: namesIn(parsed).flatMap((name) => byId.get(name) ?? []) };
	} catch (error) {
		if (error instanceof Problem) throw badField(`inquiry.${path}`, error.errors[0]?.message ?? error.message);
		throw error;
	}
}

function fieldAt(table: Table, id: string, path: string): Field {
	const found = table.fields.get(id);
	if (!found) throw badField(path, `There is no field ${id.slice(0, 60)} in this table.`);
	return found;
}

const pieces: Readonly<Record<NonNullable<Group['piece']>, (it: Sql) => Sql>> = {
	year: (it) => sql`to_char(${it}, 'YYYY')`,
	quarter: (it) => sql`to_char(${it}, 'YYYY-"Q"Q')`,
	month: (it) => sql`to_char(${it}, 'YYYY-MM')`,
	weekday: (it) => sql`to_char(${it}, 'ID')`,
};

/** What rows are gathered by, as text: so that groups of all kinds are compared alike. */
function groupSql({ field: id, piece, step }: Group, field: Field, path: string): Sql {
	if (field.type === 'geometry') throw badField(`${path}.field`, 'A place cannot be gathered by; take the hexagon, the street or the ward.');
	if (piece && field.type !== 'date') throw badField(`${path}.piece`, `${id} is not a date.`);
	if (step !== undefined && field.type !== 'number') throw badField(`${path}.step`, `${id} is not a number.`);
	if (piece) return pieces[piece](column(field));
	if (step !== undefined) return sql`(floor(${column(field)} / ${step}::float8) * ${step}::float8)::text`;
	return sql`(${column(field)})::text`;
}

const wanted: Readonly<Record<Exclude<Measure['what'], 'count' | 'rate'>, Field['type']>> = {
	sum: 'number',
	average: 'number',
	median: 'number',
	least: 'number',
	most: 'number',
	share: 'boolean',
};

const measured: Readonly<Record<Measure['what'], (it: Sql) => Sql>> = {
	count: () => sql`count(*)::float8`,
	sum: (it) => sql`sum(${it})::float8`,
	average: (it) => sql`avg(${it})::float8`,
	median: (it) => sql`percentile_cont(0.5) within group (order by ${it})`,
	least: (it) => sql`min(${it})::float8`,
	most: (it) => sql`max(${it})::float8`,
	share: (it) => sql`array[count(*) filter (where ${it}), count(${it})]::float8[]`,
	rate: () => sql`array[count(*) filter (where fault.is_failure), 0, 0]::float8[]`,
};

function measureField(table: Table, { what, field }: Measure, path: string): Field | undefined {
	if (what === 'count' || what === 'rate') return undefined;
	if (field === undefined) throw badField(`${path}.field`, 'Say of which field.');
	const found = fieldAt(table, field, `${path}.field`);
	if (found.type !== wanted[what]) throw badField(`${path}.field`, what === 'share' ? `${field} is not a yes or no.` : `${field} is not a number.`);
	return found;
}

/** The days a table's rows are counted for. */
const dayOf: Readonly<Record<Table['id'], Sql | undefined>> = {
	fault: sql`fault.reported_on`,
	report: sql`report.reported_on`,
	work: sql`work.opened_on`,
	asset: undefined,
};

function yearsSql({ from, years }: Inquiry): Sql | undefined {
	const day = dayOf[from];
	if (!years) return undefined;
	if (!day) throw badField('inquiry.years', 'The register is asked as it stands: it has no years.');
	if (years.from > years.until) throw badField('inquiry.years', 'The last year comes before the first.');
	return sql`${day} >= make_date(${years.from}::int, 1, 1) and ${day} < make_date(${years.until}::int + 1, 1, 1)`;
}

/** Rows whose place is close to an asset of a class; only those that still stand. */
function nearSql({ from, near }: Inquiry, classes: ReadonlySet<string>): Sql | undefined {
	if (!near) return undefined;
	if (!classes.has(near.class)) throw badField('inquiry.near.class', 'There is no such class.');
	const place = from === 'asset' ? sql`asset.geom_m` : sql`fault.geom_m`;
	return sql`exists (select from insight.asset as close where close.class = ${near.class} and close.status = 'in-service' and st_dwithin(close.geom_m, ${place}, ${near.metres}::float8))`;
}

const listed = (name: string, pieces: readonly Sql[]): Sql =>
	join(
		pieces.map((it, i) => sql`${it} as ${new Sql(`${name}${i}`, [])}`),
		', ',
	);
const numbers = (length: number): Sql => new Sql(Array.from({ length }, (_, i) => i + 1).join(', '), []);

interface Parts {
	table: Table;
	groups: Composed['groups'];
	measures: Composed['measures'];
	keys: readonly Sql[];
	filter: Condition;
	among: Condition;
	where: Sql;
}

/** Faults and time in service of the same groups, added up together: so that a group without a fault is there too. */
function rateSql({ groups, measures, keys, among, where }: Parts, { years }: Inquiry, from: Sql): Sql {
	const per = measures.length;
	const exposed = groups.map(({ field, group }) => (field.type === 'date' ? sql`exposure.year::text` : groupSql(group, field, 'inquiry.by')));
	const within = years ? sql`exposure.year between ${years.from}::int and ${years.until}::int` : undefined;
	const kept = Array.from({ length: per }, (_, i) => new Sql(`sum(part.m${i}) as m${i}`, []));
	const names = keys.map((_, i) => new Sql(`part.g${i}`, []));
	const counts = measures.map(({ measure }) => (measure.what === 'rate' ? sql`count(*) filter (where fault.is_failure)::float8` : sql`count(*)::float8`));
	const group = keys.length ? sql`group by ${numbers(keys.length)}` : sql``;
	const comma = keys.length ? sql`, ` : sql``;
	return sql`
		select ${join(names, ', ')}${comma}${join(kept, ', ')}, sum(part.asset_years) as asset_years, sum(part.km_years) as km_years
		from (
			select ${listed('g', keys)}${comma}${listed('m', counts)}, 0::float8 as asset_years, 0::float8 as km_years
			from ${from} where ${where} ${group}
			union all
			select ${listed('g', exposed)}${comma}${listed(
				'm',
				measures.map(() => sql`0::float8`),
			)}, sum(exposure.asset_years)::float8, sum(exposure.km_years)::float8
			from insight.exposure as exposure
			join insight.asset as asset on asset.id = exposure.asset_id
			left join insight.ward as ward on ward.id = asset.ward_id
			left join insight.hexagon as hexagon on hexagon.hex = asset.hex
			where ${every([within, among.sql])} ${group}
		) as part
		${group}`;
}

/** Rates say something only of groups that faults and time in service share. */
function mustShare({ groups, measures, filter }: Parts, { from }: Inquiry): void {
	if (from !== 'fault') throw badField('inquiry.measures', 'A rate is of faults.');
	if (measures.some(({ measure }) => measure.what !== 'rate' && measure.what !== 'count'))
		throw badField('inquiry.measures', 'Beside a rate only the number can stand.');
	groups.forEach(({ group, field }, i) => {
		const year = field.id === 'reported_on' && group.piece === 'year';
		if (!ofAssets(field) && !year) throw badField(`inquiry.by.${i}.field`, 'Rates can be told apart by assets, wards, suburbs and the year of the report.');
	});
	if (filter.fields.some((it) => ofAssets(it) || it.type === 'date'))
		throw badField(
			'inquiry.filter',
			'With a rate, conditions on assets, wards and suburbs belong under “among”, and the time under “years”: they narrow the time in service too.',
		);
}

function partsOf(inquiry: Inquiry, classes: ReadonlySet<string>): Parts {
	const table = tables.get(inquiry.from);
	if (!table) throw badField('inquiry.from', 'There is no such table.');
	const groups = inquiry.by.map((group, i) => ({ group, field: fieldAt(table, group.field, `inquiry.by.${i}.field`) }));
	const measures = inquiry.measures.map((measure, i) => ({ measure, field: measureField(table, measure, `inquiry.measures.${i}`) }));
	const keys = groups.map(({ group, field }, i) => groupSql(group, field, `inquiry.by.${i}`));
	const filter = condition(inquiry.filter, table, 'filter');
	const among = condition(inquiry.among, table, 'among');
	const where = every([filter.sql, among.sql, yearsSql(inquiry), nearSql(inquiry, classes)]);
	return { table, groups, measures, keys, filter, among, where };
}

const isRate = ({ measures }: Inquiry): boolean => measures.some((it) => it.what === 'rate');

function sourceOf({ table, groups, measures, filter, among }: Parts, inquiry: Inquiry): Sql {
	const fields = [...groups.map((it) => it.field), ...measures.flatMap((it) => it.field ?? []), ...filter.fields, ...among.fields];
	const aliases = new Set<string>([
		...fields.map((it) => it.alias),
		...(inquiry.near ? ['fault'] : []),
		...(isRate(inquiry) ? ['asset', 'ward', 'hexagon'] : []),
	]);
	return sources[table.id]({
		assets: aliases.has('asset'),
		faults: aliases.has('fault'),
		wards: aliases.has('ward'),
		hexagons: aliases.has('hexagon'),
		byAsset: isRate(inquiry),
	});
}

/** The statement that answers a question; one group more than is shown tells that there are more. What cannot be asked is a 400 that names the field. */
export function compose(inquiry: Inquiry, classes: ReadonlySet<string>): Composed {
	const parts = partsOf(inquiry, classes);
	const { groups, measures, keys, where } = parts;
	const from = sourceOf(parts, inquiry);
	const rate = isRate(inquiry);
	if (rate) mustShare(parts, inquiry);
	const comma = keys.length ? sql`, ` : sql``;
	const figures = measures.map(({ measure, field }) => measured[measure.what](field ? column(field) : sql`true`));
	const grouped = keys.length ? sql`group by ${numbers(keys.length)}` : sql``;
	const rows = rate ? rateSql(parts, inquiry, from) : sql`select ${listed('g', keys)}${comma}${listed('m', figures)} from ${from} where ${where} ${grouped}`;
	const first = measures[0]?.measure.what === 'share' ? sql`found.m0[2]` : sql`found.m0`;
	const order =
		inquiry.order === 'group' && keys.length ? numbers(keys.length) : sql`${first} desc nulls last${keys.length ? sql`, ${numbers(keys.length)}` : sql``}`;
	return { query: sql`select * from (${rows}) as found order by ${order} limit ${inquiry.limit + 1}`, groups, measures };
}

/** The faults behind one group of a question about faults, whose values are `values`. */
export function behindGroupSql(inquiry: Inquiry, values: readonly (string | null)[], classes: ReadonlySet<string>): Sql {
	const parts = partsOf(inquiry, classes);
	const same = parts.keys.map((key, i) => sql`${key} is not distinct from ${values[i] ?? null}::text`);
	const failures = isRate(inquiry) ? sql`fault.is_failure` : undefined;
	return sql`select fault.id from ${sourceOf(parts, inquiry)} where ${every([parts.where, ...same, failures])}`;
}

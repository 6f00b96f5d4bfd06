import { type Context, catalogue } from '../municipality/index.ts';
import { badField } from '../platform/problem.ts';
import { type Sql, sql } from '../platform/sql.ts';
import type { State } from './contract.ts';
import { states } from './contract.ts';

interface Filter {
	mode?: string | undefined;
	class?: string | undefined;
	ward?: string | undefined;
	bbox?: string | undefined;
}

export interface DeskFilter extends Filter {
	state?: string | undefined;
	lane: 'open' | 'needs-look' | 'overdue' | 'emergency' | 'mine' | 'fixed' | 'ended' | 'all';
	department?: string | undefined;
	q?: string | undefined;
	order: 'due' | 'newest' | 'reports' | 'priority';
	limit: number;
	cursor?: string | undefined;
	language: string;
}

export interface PublicFilter extends Filter {
	state: 'open' | 'fixed' | 'not-done' | 'all';
	limit: number;
	cursor?: string | undefined;
	language: string;
}

function classNumber(id: string): number {
	const known = catalogue.byId.get(id);
	if (!known) throw badField('class', 'There is no such asset class.');
	return known.number;
}

/** west,south,east,north as a box in the column's system, so that its index serves. */
const inBox = (column: Sql, bbox: string): Sql => {
	const [west, south, east, north] = bbox.split(',').map(Number);
	if (Math.abs(west ?? 0) > 180 || Math.abs(east ?? 0) > 180 || Math.abs(south ?? 0) > 85 || Math.abs(north ?? 0) > 85)
		throw badField('bbox', 'Outside the world.');
	return sql`${column} && st_transform(st_makeenvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326), 3857)`;
};

const lanes: Readonly<Record<DeskFilter['lane'], Sql>> = {
	open: sql`fault.open`,
	'needs-look': sql`fault.open and fault.needs_look`,
	overdue: sql`fault.open and fault.due_at < now()`,
	emergency: sql`fault.open and fault.emergency`,
	mine: sql`fault.open`,
	fixed: sql`fault.state in ('fixed', 'closed')`,
	ended: sql`fault.state in ('no-fault-found', 'not-ours', 'cannot-now', 'rejected')`,
	all: sql`fault.state <> 'merged'`,
};

/** What a person may see of the queue: everything, or the departments and wards of her roles. */
export function scopeOf({ actor }: Pick<Context, 'actor'>): Sql {
	const scope = actor.scope?.('fault.read');
	if (scope === undefined) return sql`true`;
	return sql`(fault.department_id = any (${scope.departments ?? []}::bigint[]) or fault.ward_id = any (${scope.wards ?? []}::bigint[]))`;
}

function chosenStates(given: string | undefined): Sql | undefined {
	if (given === undefined) return undefined;
	const list = given.split(',').filter((it): it is State => (states as readonly string[]).includes(it));
	if (!list.length) throw badField('state', 'There is no such state.');
	return sql`fault.state = any (${list}::text[])`;
}

/** A ticket, a fault's or an asset's reference, or part of a street's name. */
function found(q: string | undefined): Sql | undefined {
	if (!q) return undefined;
	const code = q.toUpperCase().replace(/^[A-Z]{1,5}-(?=[2-9A-Z]{6}$)/, '');
	return sql`(fault.code = ${code} or fault.id in (select report.fault_id from report where report.code = ${code})
		or fault.asset_id in (select asset.id from asset where asset.reference = ${q.toUpperCase()})
		or fault.street ilike ${`%${q.replace(/[\\%_]/g, '\\$&')}%`})`;
}

/** A cursor of ours is the last row's rank and id. */
export const decodeCursor = (cursor: string | undefined): readonly [number, number] | undefined => {
	if (cursor === undefined) return undefined;
	const [rank, id] = cursor.split('_').map(Number);
	if (!Number.isFinite(rank) || !Number.isSafeInteger(id)) throw badField('cursor', 'Not a cursor of ours.');
	return [rank ?? 0, id ?? 0];
};

/** A condition, if its value is given. */
const given = <T>(value: T | undefined, condition: (value: T) => Sql): Sql | undefined => (value === undefined ? undefined : condition(value));

const ward = (column: Sql, code: string): Sql => sql`${column} = (select ward.id from ward where ward.code = ${code} and ward.valid @> current_date)`;

/** What the queue is narrowed to. */
export function conditionsOf(context: Context, filter: DeskFilter): (Sql | undefined)[] {
	const { actor, town } = context;
	return [
		lanes[filter.state === undefined ? filter.lane : 'all'],
		scopeOf(context),
		chosenStates(filter.state),
		filter.lane === 'mine' ? sql`fault.person_id = ${actor.personId}::bigint` : undefined,
		given(filter.department, (code) => sql`fault.department_id = ${town.departments.find((it) => it.code === code)?.id ?? 0}::bigint`),
		given(filter.class, (id) => sql`fault.class = ${classNumber(id)}::smallint`),
		given(filter.mode, (mode) => sql`fault.failure_mode = ${mode}`),
		given(filter.ward, (code) => ward(sql`fault.ward_id`, code)),
		given(filter.bbox, (bbox) => inBox(sql`fault.geom_3857`, bbox)),
		found(filter.q),
	];
}

const publicStates: Readonly<Record<PublicFilter['state'], Sql | undefined>> = {
	open: sql`public_fault.open`,
	fixed: sql`public_fault.state in ('fixed', 'closed')`,
	'not-done': sql`public_fault.state in ('no-fault-found', 'not-ours', 'cannot-now')`,
	all: undefined,
};

/** The cursor of the public list is the last fault's code: its time of day is nobody's business. */
const after = (cursor: string | undefined): Sql | undefined =>
	cursor === undefined
		? undefined
		: sql`(public_fault.sort_at, public_fault.id) < (select fault.first_report_at, fault.id from fault where fault.code = upper(${cursor}))`;

/** What a public list is narrowed to. */
export function publicConditions(filter: PublicFilter): (Sql | undefined)[] {
	return [
		publicStates[filter.state],
		given(filter.mode, (mode) => sql`public_fault.failure_mode = ${mode}`),
		given(filter.class, (id) => sql`public_fault.class = ${classNumber(id)}::smallint`),
		given(filter.ward, (code) => ward(sql`public_fault.ward_id`, code)),
		given(filter.bbox, (bbox) => inBox(sql`public_fault.geom_3857`, bbox)),
		after(filter.cursor),
	];
}

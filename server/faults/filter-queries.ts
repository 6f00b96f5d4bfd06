import { type Context, catalogue } from '../municipality/index.ts';
import { badField } from '../platform/problem.ts';
import { type Sql, sql } from '../platform/sql.ts';
import type { QueueLane, QueueOrder, State } from './contract.ts';
import { states } from './contract.ts';

export interface Filter {
	mode?: string | undefined;
	class?: string | undefined;
	ward?: string | undefined;
	bbox?: string | undefined;
}

export interface DeskFilter extends Filter {
	state?: string | undefined;
	lane: QueueLane;
	department?: string | undefined;
	q?: string | undefined;
	order: QueueOrder;
	limit: number;
	cursor?: string | undefined;
	language: string;
}

/** The number of an asset class, or 400. */
export function classNumber(id: string): number {
	const known = catalogue.byId.get(id);
	if (!known) throw badField('class', 'There is no such asset class.');
	return known.number;
}

/** west,south,east,north as numbers within the world that EPSG:3857 can show. */
export function boxOf(bbox: string): [number, number, number, number] {
	const [west = 0, south = 0, east = 0, north = 0] = bbox.split(',').map(Number);
	if (Math.max(Math.abs(west), Math.abs(east)) > 180 || Math.max(Math.abs(south), Math.abs(north)) > 85) throw badField('bbox', 'Outside the world.');
	return [west, south, east, north];
}

/** west,south,east,north as a box in the column's system, so that its index serves. */
const inBox = (column: Sql, bbox: string): Sql => {
	const [west, south, east, north] = boxOf(bbox);
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

/** What somebody has: their own, and that of whoever is away today and for whom they stand in. */
export const mineSql = (personId: number | null): Sql => sql`
	fault.person_id = any (array(
		select ${personId}::bigint
		union all
		select absence.person_id from absence
		where absence.cancelled_at is null and absence.until_day >= town_day() and absence.from_day <= town_day() and present_for(absence.person_id) = ${personId}::bigint))`;

/** What a person may see of the queue: everything, or the departments and wards of her roles. */
export function scopeOf({ actor }: Pick<Context, 'actor'>, right = 'fault.read'): Sql {
	const scope = actor.scope?.(right);
	if (scope === undefined) return sql`true`;
	return sql`(fault.department_id = any (${scope.departments ?? []}::bigint[]) or fault.ward_id = any (${scope.wards ?? []}::bigint[]))`;
}

function chosenStates(given: string | undefined): Sql | undefined {
	if (given === undefined) return undefined;
	const list = given.split(',').filter((it): it is State => (states as readonly string[]).includes(it));
	if (!list.length) throw badField('state', 'There is no such state.');
	return sql`fault.state = any (${list}::text[])`;
}

/** A ticket, also by its number in the system used before, a fault's or an asset's reference, or part of a street's name. */
function found(q: string | undefined): Sql | undefined {
	if (!q) return undefined;
	const [, prefix, code] = /^(?:([A-Z]{1,5})-)?([2-9A-HJ-NP-TV-Z]{6})$/.exec(q.toUpperCase()) ?? [];
	// A ticket bears the municipality's prefix, a fault an F; without either it may be both.
	const ofFault = code && (prefix === undefined || prefix === 'F') ? sql`fault.code = ${code}` : sql`false`;
	const ofReport = code && prefix !== 'F' ? sql`fault.id in (select report.fault_id from report where report.code = ${code})` : sql`false`;
	const former = sql`fault.id in (
		select report.fault_id from former_ticket join report on report.id = former_ticket.report_id
		where former_ticket.number_plain = upper(regexp_replace(${q}, '[^[:alnum:]]', '', 'g')) and former_ticket.number_plain <> '')`;
	return sql`(${ofFault} or ${ofReport} or ${former}
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
		filter.lane === 'mine' ? mineSql(actor.personId) : undefined,
		given(filter.department, (code) => sql`fault.department_id = ${town.departments.find((it) => it.code === code)?.id ?? 0}::bigint`),
		given(filter.class, (id) => sql`fault.class = ${classNumber(id)}::smallint`),
		given(filter.mode, (mode) => sql`fault.failure_mode = ${mode}`),
		given(filter.ward, (code) => ward(sql`fault.ward_id`, code)),
		given(filter.bbox, (bbox) => inBox(sql`fault.geom_3857`, bbox)),
		found(filter.q),
	];
}

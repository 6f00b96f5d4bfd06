import { type Sql, sql } from '../sql.ts';
import type { Cql2 } from './ast.ts';
import { refuse, type Time } from './compiled.ts';
import type { Relation } from './operators.ts';

interface Ends {
	from: Sql;
	to: Sql;
}

const startOfDay = (day: Sql): Sql => sql`((${day})::timestamp at time zone 'UTC')`;
const endOfDay = (day: Sql): Sql => sql`(((${day}) + 1)::timestamp at time zone 'UTC' - interval '1 microsecond')`;

/** Days among instants last from their first to their last moment. */
function endsOf({ grain, from, to }: Time, as: 'date' | 'timestamp'): Ends {
	const days = grain === 'date' && as === 'timestamp';
	const first = from && days ? startOfDay(from) : from;
	const last = to && days ? endOfDay(to) : to;
	return as === 'date'
		? { from: first ?? sql`'-infinity'::date`, to: last ?? sql`'infinity'::date` }
		: { from: first ?? sql`'-infinity'::timestamptz`, to: last ?? sql`'infinity'::timestamptz` };
}

const common = (a: Time, b: Time): 'date' | 'timestamp' => (a.grain === 'timestamp' || b.grain === 'timestamp' ? 'timestamp' : 'date');

const relations: Readonly<Record<Relation, (a: Ends, b: Ends) => Sql>> = {
	after: (a, b) => sql`${a.from} > ${b.to}`,
	before: (a, b) => sql`${a.to} < ${b.from}`,
	contains: (a, b) => sql`${a.from} < ${b.from} and ${a.to} > ${b.to}`,
	disjoint: (a, b) => sql`${a.from} > ${b.to} or ${a.to} < ${b.from}`,
	during: (a, b) => sql`${a.from} > ${b.from} and ${a.to} < ${b.to}`,
	equals: (a, b) => sql`${a.from} = ${b.from} and ${a.to} = ${b.to}`,
	finishedby: (a, b) => sql`${a.from} < ${b.from} and ${a.to} = ${b.to}`,
	finishes: (a, b) => sql`${a.from} > ${b.from} and ${a.to} = ${b.to}`,
	intersects: (a, b) => sql`${a.from} <= ${b.to} and ${a.to} >= ${b.from}`,
	meets: (a, b) => sql`${a.to} = ${b.from}`,
	metby: (a, b) => sql`${a.from} = ${b.to}`,
	overlappedby: (a, b) => sql`${a.from} > ${b.from} and ${a.from} < ${b.to} and ${a.to} > ${b.to}`,
	overlaps: (a, b) => sql`${a.from} < ${b.from} and ${a.to} > ${b.from} and ${a.to} < ${b.to}`,
	startedby: (a, b) => sql`${a.from} = ${b.from} and ${a.to} > ${b.to}`,
	starts: (a, b) => sql`${a.from} = ${b.from} and ${a.to} < ${b.to}`,
};

/** One temporal predicate; an instant is an interval that ends as it begins. */
export function temporalSql(op: string, a: Time, b: Time): Sql {
	const grain = common(a, b);
	return sql`(${relations[op.slice(2) as Relation](endsOf(a, grain), endsOf(b, grain))})`;
}

/** Two instants as values that can be compared; a day among instants is its first moment. */
export function instantsSql(a: Time, b: Time): [Sql, Sql] {
	const grain = common(a, b);
	return [endsOf(a, grain).from, endsOf(b, grain).from];
}

/** An interval of two instants. Days beside instants become instants. */
export function intervalOf(it: Cql2, from: Time | undefined, to: Time | undefined): Time {
	if ((from && !from.instant) || (to && !to.instant)) throw refuse(it, 'the ends of an INTERVAL are days or instants');
	const grains = [from?.grain, to?.grain].filter((grain) => grain !== undefined);
	const grain = grains.includes('timestamp') ? 'timestamp' : (grains[0] ?? 'open');
	if (grain === 'open') return { type: 'time', grain, from: undefined, to: undefined, instant: false };
	return { type: 'time', grain, from: from && endsOf(from, grain).from, to: to && endsOf(to, grain).to, instant: false };
}

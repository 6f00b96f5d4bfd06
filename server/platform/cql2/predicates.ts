import { join, type Sql, sql } from '../sql.ts';
import type { Cql2, Operation } from './ast.ts';
import { type Compiled, type Compiling, called, condition, refuse, type Time, type Value } from './compiled.ts';
import { folding } from './operators.ts';
import { instantsSql } from './temporal.ts';
import { only, type Pair, pairOf, sqlOf, timeOf, typed } from './typed.ts';

const operators: Readonly<Record<string, Sql>> = { '=': sql`=`, '<>': sql`<>`, '<': sql`<`, '>': sql`>`, '<=': sql`<=`, '>=': sql`>=` };
const ordering = (op: string): boolean => op !== '=' && op !== '<>';

/** `comparison` as SQL. */
export function comparison(it: Operation, [left, right]: Pair, compiling: Compiling): Value {
	const a = compiling.compile(left);
	const b = typed(right, a.type, compiling);
	const operator = operators[it.op];
	if (a.type === 'time') return condition(sql`(${join(instants(it, a, b as Time), operator?.text ?? '')})`);
	if (a.type === 'geometry') throw refuse(it, 'geometries are compared by S_INTERSECTS and the like');
	if (ordering(it.op) && a.type !== 'number' && a.type !== 'string') throw refuse(it, `${called(a.type)} has no order`);
	const [x, y] = [a.sql, (b as Value).sql];
	// By code point, so that every database gives the same order.
	return condition(ordering(it.op) && a.type === 'string' ? sql`((${x}) collate "C" ${operator} ${y})` : sql`(${x} ${operator} ${y})`);
}

function instants(it: Cql2, a: Time, b: Time): [Sql, Sql] {
	if (!a.instant || !b.instant) throw refuse(it, 'intervals are compared by T_INTERSECTS and the like');
	return instantsSql(a, b);
}

/** `isNull` as SQL. */
export function isNull(it: Operation, compiling: Compiling): Value {
	const found = compiling.compile(only(it));
	if (found.type === 'geometry') return condition(sql`(${found.parts[0]} is null)`);
	if (found.type !== 'time') return condition(sql`(${found.sql} is null)`);
	if (!found.instant) throw refuse(it, 'an INTERVAL is never NULL');
	return condition(sql`(${found.from} is null)`);
}

/** The text of a pattern, inside CASEI and ACCENTI or bare. */
function patternIn(it: Cql2): string | undefined {
	if (it.kind === 'operation' && folding.has(it.op)) return patternIn(only(it));
	return it.kind === 'literal' && typeof it.value === 'string' ? it.value : undefined;
}

/** `like` as SQL. */
export function like(it: Operation, compiling: Compiling): Value {
	const [value, pattern] = pairOf(it);
	const text = patternIn(pattern);
	if (text === undefined) throw refuse(pattern, 'expected a pattern in quotes');
	if (/(^|[^\\])(\\\\)*\\$/.test(text)) throw refuse(pattern, 'the pattern ends with a backslash that escapes nothing');
	return condition(sql`(${sqlOf(value, 'string', compiling)} like ${sqlOf(pattern, 'string', compiling)} escape '\\')`);
}

/** `among` as SQL. */
export function among(it: Operation, compiling: Compiling): Value {
	const [value, choices] = pairOf(it);
	if (choices.kind !== 'array' || choices.items.length === 0) throw refuse(choices, 'expected a list of at least one value');
	const found = compiling.compile(value);
	if (found.type === 'time') {
		const each = choices.items.map((item) => sql`(${join(instants(it, found, timeOf(item, compiling)), '=')})`);
		return condition(sql`(${join(each, ' or ')})`);
	}
	if (found.type === 'geometry' || found.type === 'strings' || found.type === 'numbers') throw refuse(it, `${called(found.type)} cannot be one of a list`);
	const { type } = found;
	const sqls = choices.items.map((item) => sqlOf(item, type, compiling));
	return condition(sql`(${found.sql} in (${join(sqls, ', ')}))`);
}

/** `between` as SQL. */
export function between(it: Operation, compiling: Compiling): Value {
	const [value, low, high, ...more] = it.args;
	if (!value || !low || !high || more.length) throw refuse(it, `between takes three arguments, found ${it.args.length}`);
	const found = compiling.compile(value);
	if (found.type === 'time') {
		const [least, most] = [instants(it, found, timeOf(low, compiling)), instants(it, found, timeOf(high, compiling))];
		return condition(sql`(${join(least, ' >= ')} and ${join(most, ' <= ')})`);
	}
	const [number, from, to] = [value, low, high].map((arg) => sqlOf(arg, 'number', compiling));
	return condition(sql`(${number} between ${from} and ${to})`);
}

const listOperators: Readonly<Record<string, Sql>> = { a_equals: sql`=`, a_contains: sql`@>`, a_containedby: sql`<@`, a_overlaps: sql`&&` };

/** `onLists` as SQL. */
export function onLists(it: Operation, compiling: Compiling): Value {
	const [left, right] = pairOf(it);
	const [a, b] = [compiling.compile(left), compiling.compile(right)];
	const isList = (found: Compiled): found is Value => found.type === 'strings' || found.type === 'numbers';
	if (!isList(a)) throw refuse(left, `expected a list, found ${called(a.type)}`);
	if (!isList(b)) throw refuse(right, `expected a list, found ${called(b.type)}`);
	const cast = a.type === 'numbers' || b.type === 'numbers' ? sql`::float8[]` : sql`::text[]`;
	const empty = (arg: Cql2): boolean => arg.kind === 'array' && arg.items.length === 0;
	if (a.type !== b.type && !empty(left) && !empty(right)) throw refuse(it, 'one list holds texts, the other numbers');
	return condition(sql`((${a.sql})${cast} ${listOperators[it.op]} (${b.sql})${cast})`);
}

import { join, type Sql, sql } from '../sql.ts';
import type { Cql2, End, Operation } from './ast.ts';
import { type Compiled, type Compiling, condition, refuse, type Time, type Value } from './compiled.ts';
import { computed } from './computed.ts';
import { comparisons, lists, spatial, temporal } from './operators.ts';
import { among, between, comparison, isNull, like, onLists } from './predicates.ts';
import { literalShape, spatialSql } from './spatial.ts';
import { intervalOf, temporalSql } from './temporal.ts';
import { only, pairOf, shapeOf, sqlOf, timeOf } from './typed.ts';

/** An expression as SQL with its type; types that do not fit are refused. */
export function compile(it: Cql2, compiling: Compiling): Compiled {
	switch (it.kind) {
		case 'property':
			return property(it.name, it, compiling);
		case 'literal':
			return literal(it.value);
		case 'date':
			return instant('date', sql`${it.value}::date`);
		case 'timestamp':
			return instant('timestamp', sql`${it.value}::timestamptz`);
		case 'interval':
			return interval(it, compiling);
		case 'bbox':
		case 'geometry':
			return literalShape(it, compiling);
		case 'array':
			return list(it, compiling);
		case 'operation':
			return operation(it, compiling);
	}
}

const instant = (grain: 'date' | 'timestamp', at: Sql): Time => ({ type: 'time', grain, from: at, to: at, instant: true });

function literal(value: string | number | boolean): Value {
	if (typeof value === 'string') return { type: 'string', sql: sql`${value}::text` };
	return typeof value === 'number' ? { type: 'number', sql: sql`${value}::float8` } : condition(sql`${value}::boolean`);
}

function property(name: string, it: Cql2, { queryables }: Compiling): Compiled {
	const found = queryables.get(name);
	if (!found) throw refuse(it, `there is no property "${name.slice(0, 60)}"; there are ${[...queryables.keys()].join(', ')}`);
	const { type, sql: value, mercator } = found;
	if (type === 'date' || type === 'timestamp') return instant(type, value);
	return type === 'geometry' ? { type, parts: [value], ...(mercator && { mercator }) } : { type, sql: value };
}

function endOf(it: End, compiling: Compiling): Time | undefined {
	return it.kind === 'open' ? undefined : timeOf(it, compiling);
}

function interval(it: Cql2 & { kind: 'interval' }, compiling: Compiling): Time {
	const [from, to] = it.ends;
	if (from.kind === to.kind && (from.kind === 'date' || from.kind === 'timestamp') && 'value' in to && Date.parse(from.value) > Date.parse(String(to.value)))
		throw refuse(it, 'the INTERVAL ends before it begins');
	return intervalOf(it, endOf(from, compiling), endOf(to, compiling));
}

function list(it: Cql2 & { kind: 'array' }, compiling: Compiling): Value {
	const [first] = it.items;
	const type = first ? compiling.compile(first).type : 'string';
	if (type !== 'string' && type !== 'number') throw refuse(it, 'a list holds texts or numbers');
	const sqls = it.items.map((item) => sqlOf(item, type, compiling));
	return type === 'string'
		? { type: 'strings', sql: sql`array[${join(sqls, ', ')}]::text[]` }
		: { type: 'numbers', sql: sql`array[${join(sqls, ', ')}]::float8[]` };
}

const worded: Readonly<Record<string, (it: Operation, compiling: Compiling) => Value>> = {
	and: (it, compiling) => condition(sql`(${joined(it, ' and ', compiling)})`),
	or: (it, compiling) => condition(sql`(${joined(it, ' or ', compiling)})`),
	not: (it, compiling) => condition(sql`(not ${sqlOf(only(it), 'boolean', compiling)})`),
	isNull,
	like,
	in: among,
	between,
};

function joined(it: Operation, word: string, compiling: Compiling): Sql {
	if (it.args.length < 2) throw refuse(it, `${it.op} takes two or more conditions, found ${it.args.length}`);
	return join(
		it.args.map((arg) => sqlOf(arg, 'boolean', compiling)),
		word,
	);
}

function operation(it: Operation, compiling: Compiling): Compiled {
	const { op } = it;
	if (Object.hasOwn(worded, op)) return worded[op]?.(it, compiling) as Value;
	if (comparisons.has(op)) return comparison(it, pairOf(it), compiling);
	if (spatial.has(op)) {
		const [a, b] = pairOf(it);
		return condition(spatialSql(it, op, [shapeOf(a, compiling), shapeOf(b, compiling)]));
	}
	if (temporal.has(op)) {
		const [a, b] = pairOf(it);
		return condition(temporalSql(op, timeOf(a, compiling), timeOf(b, compiling)));
	}
	return lists.has(op) ? onLists(it, compiling) : computed(it, compiling);
}

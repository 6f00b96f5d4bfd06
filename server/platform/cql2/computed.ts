import type { Sql } from '../sql.ts';
import { sql } from '../sql.ts';
import { arithmeticSql, mustBeComputable } from './arithmetic.ts';
import type { Cql2, Operation } from './ast.ts';
import { type Compiling, refuse, type Value } from './compiled.ts';
import { lowered, unaccented } from './fold-case.ts';
import { functions } from './functions.ts';
import { arithmetic, folding } from './operators.ts';
import { only, pairOf, sqlOf, typed } from './typed.ts';

/** Folding, arithmetic and functions as SQL. */
export function computed(it: Operation, compiling: Compiling): Value {
	const { op } = it;
	if (folding.has(op)) {
		const inner = sqlOf(only(it), 'string', compiling);
		return { type: 'string', sql: op === 'casei' ? lowered(inner) : unaccented(inner) };
	}
	if (!arithmetic.has(op)) return call(it, compiling);
	const [a, b] = pairOf(it);
	mustBeComputable(it);
	return { type: 'number', sql: arithmeticSql(op, sqlOf(a, 'number', compiling), sqlOf(b, 'number', compiling)) };
}

function call(it: Operation, compiling: Compiling): Value {
	const found = functions.get(it.op) ?? functions.get(it.op.toLowerCase());
	if (!found) throw refuse(it, `there is no function "${it.op.slice(0, 40)}"; there are ${[...functions.keys()].join(', ')}`);
	if (found.args.length !== it.args.length) throw refuse(it, `${it.op} takes ${found.args.length} arguments, found ${it.args.length}`);
	const args = it.args.map((arg, i) => argument(arg, found.args[i] ?? 'string', compiling));
	return { type: found.returns, sql: found.sql(...args) };
}

function argument(it: Cql2, type: 'string' | 'number' | 'geometry' | 'time', compiling: Compiling): Sql {
	const found = typed(it, type, compiling);
	if (found.type === 'time') {
		if (!found.instant) throw refuse(it, 'expected a day or an instant');
		return found.grain === 'date' ? sql`(${found.from})` : sql`(${found.from} at time zone 'UTC')`;
	}
	if (found.type !== 'geometry') return found.sql;
	const [part, ...more] = found.parts;
	if (!part || more.length) throw refuse(it, 'expected one geometry');
	return part;
}

import type { Sql } from '../sql.ts';
import type { Cql2, Operation } from './ast.ts';
import { type Compiled, type Compiling, called, refuse, type Shape, type Time, type Value } from './compiled.ts';

/** An expression that must be of a type. */
export function typed<T extends Compiled['type']>(it: Cql2, type: T, compiling: Compiling): Compiled & { type: T } {
	const found = compiling.compile(it);
	if (found.type !== type) throw refuse(it, `expected ${called(type)}, found ${called(found.type)}`);
	return found as Compiled & { type: T };
}

export const sqlOf = (it: Cql2, type: Value['type'], compiling: Compiling): Sql => (typed(it, type, compiling) as Value).sql;
export const timeOf = (it: Cql2, compiling: Compiling): Time => typed(it, 'time', compiling);
export const shapeOf = (it: Cql2, compiling: Compiling): Shape => typed(it, 'geometry', compiling);

/** Both arguments of an operation. */
export type Pair = readonly [Cql2, Cql2];

/** The two arguments that an operation must have. */
export function pairOf(it: Operation): Pair {
	const [a, b, ...more] = it.args;
	if (!a || !b || more.length) throw refuse(it, `${it.op.slice(0, 40)} takes two arguments, found ${it.args.length}`);
	return [a, b];
}

/** The one argument that an operation must have. */
export function only(it: Operation): Cql2 {
	const [a, ...more] = it.args;
	if (!a || more.length) throw refuse(it, `${it.op.slice(0, 40)} takes one argument, found ${it.args.length}`);
	return a;
}

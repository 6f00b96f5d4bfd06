import { badField } from '../../platform/problem.ts';
import type { Crs } from './crs.ts';

const most = 1e9;

/** Reads `bbox`: four numbers, or six with heights, that are not looked at. */
export function readBox(text: string): number[] {
	const numbers = text.split(',').map((it) => (/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\s*$/.test(it) ? Number(it) : Number.NaN));
	if ((numbers.length !== 4 && numbers.length !== 6) || !numbers.every((it) => Number.isFinite(it) && Math.abs(it) <= most))
		throw badField('bbox', 'Must be four numbers (west, south, east, north) or six (with heights), divided by commas.');
	return numbers;
}

/** A box in its system, x before y. What no place can have there is refused. */
export function boxIn(numbers: readonly number[], { swapped, box: [west, south, east, north], round, srid }: Crs): [number, number, number, number] {
	const [a = 0, b = 0, c = 0, d = 0] = numbers.length === 6 ? [0, 1, 3, 4].map((i) => numbers[i]) : numbers;
	const [w, s, e, n] = swapped ? [b, a, d, c] : [a, b, c, d];
	if (s > n) throw badField('bbox', 'Its southern edge lies north of its northern edge.');
	if (w > e && !round) throw badField('bbox', 'Its first edge lies beyond its third.');
	const slack = srid === 3857 ? 1 : 0;
	if (round && (Math.min(w, e) < west - slack || Math.max(w, e) > east + slack || s < south - slack || n > north + slack))
		throw badField('bbox', `Lies outside its reference system (${west} to ${east}, ${south} to ${north}).`);
	return [w, s, e, n];
}

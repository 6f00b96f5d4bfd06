import { type Cql2, put } from './ast.ts';
import { accept, acceptWord, type Cursor, count, deeper, expected, here, listed, peek, take } from './cursor.ts';
import { checkedBox, checkedGeometry } from './geometry.ts';
import { wktTypes } from './operators.ts';

/** A number with its sign. */
function numeral(it: Cursor): number {
	const sign = accept(it, '-') ? -1 : 1;
	if (sign === 1) accept(it, '+');
	if (peek(it).kind !== 'number') throw expected(it, 'a number');
	count(it);
	const value = sign * Number(take(it).value);
	return value === 0 ? 0 : value;
}

function position(it: Cursor): number[] {
	const numbers = [numeral(it), numeral(it)];
	const more = peek(it);
	if (more.kind === 'number' || (more.kind === 'symbol' && (more.value === '-' || more.value === '+'))) numbers.push(numeral(it));
	return numbers;
}

const positions = (it: Cursor): number[][] => listed(it, () => position(it));
const lines = (it: Cursor): number[][][] => listed(it, () => positions(it));

/** MULTIPOINT is written with brackets round each point, or without. */
const points = (it: Cursor): number[][] => listed(it, () => (peek(it).value === '(' ? (listed(it, () => position(it))[0] ?? []) : position(it)));

const coordinates: Readonly<Record<string, (it: Cursor) => unknown>> = {
	Point: (it) => positions(it)[0],
	LineString: positions,
	Polygon: lines,
	MultiPoint: points,
	MultiLineString: lines,
	MultiPolygon: (it) => listed(it, () => lines(it)),
};

function rawGeometry(it: Cursor): unknown {
	const type = wktTypes.get(peek(it).value.toUpperCase());
	if (!type || peek(it).kind !== 'name') throw expected(it, 'a geometry');
	take(it);
	acceptWord(it, 'Z');
	if (acceptWord(it, 'EMPTY')) throw expected(it, 'a geometry that is not empty before this');
	if (type === 'GeometryCollection') return { type, geometries: deeper(it, () => listed(it, () => rawGeometry(it))) };
	return { type, coordinates: coordinates[type]?.(it) };
}

/** A geometry as well-known text. */
export function readGeometry(it: Cursor): Cql2 {
	const place = here(it);
	return put({ kind: 'geometry', geometry: checkedGeometry(rawGeometry(it), place) }, place);
}

/** `BBOX(west, south, east, north)`. */
export function readBox(it: Cursor): Cql2 {
	const place = here(it);
	take(it);
	const numbers = listed(it, () => numeral(it));
	checkedBox(numbers, place);
	return put({ kind: 'bbox', numbers }, place);
}

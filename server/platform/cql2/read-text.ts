import { type Cql2, type End, put, wrong } from './ast.ts';
import { accept, acceptWord, type Cursor, count, deeper, expected, here, isSymbol, isWord, listed, must, peek, take } from './cursor.ts';
import { isDate, isTimestamp, temporalKind } from './dates.ts';
import { arithmetic, comparisons, isCalled, lists, reserved, wktTypes } from './operators.ts';
import { readBox, readGeometry } from './read-wkt.ts';
import { tokensOf } from './tokens.ts';

const operation = (op: string, args: readonly Cql2[], place: string): Cql2 => put({ kind: 'operation', op, args }, place);
const negated = (not: boolean, it: Cql2, place: string): Cql2 => (not ? operation('not', [it], place) : it);

/** Reads a filter written as CQL2 text. */
export function readText(source: string): Cql2 {
	const it: Cursor = { tokens: tokensOf(source), at: 0, depth: 0, parts: 0 };
	if (peek(it).kind === 'end') throw wrong(undefined, 'the filter is empty');
	const found = anyOf(it);
	if (peek(it).kind !== 'end') throw expected(it, 'an operator or the end');
	return found;
}

/** Terms of one operator in a row, as one operation. */
function row(it: Cursor, word: 'AND' | 'OR', read: (it: Cursor) => Cql2): Cql2 {
	const place = here(it);
	const terms = [read(it)];
	while (acceptWord(it, word)) terms.push(read(it));
	const [only] = terms;
	return terms.length === 1 && only ? only : operation(word.toLowerCase(), terms, place);
}

const anyOf = (it: Cursor): Cql2 => row(it, 'OR', allOf);
const allOf = (it: Cursor): Cql2 => row(it, 'AND', notOf);

function notOf(it: Cursor): Cql2 {
	const place = here(it);
	if (!acceptWord(it, 'NOT')) return predicate(it);
	return operation('not', [deeper(it, () => notOf(it))], place);
}

function predicate(it: Cursor): Cql2 {
	const place = here(it);
	const left = sum(it);
	const next = peek(it);
	if (next.kind === 'symbol' && comparisons.has(next.value)) return operation(take(it).value, [left, sum(it)], place);
	if (acceptWord(it, 'IS')) {
		const not = acceptWord(it, 'NOT');
		if (!acceptWord(it, 'NULL')) throw expected(it, 'NULL');
		return negated(not, operation('isNull', [left], place), place);
	}
	return negatable(it, left, place);
}

function negatable(it: Cursor, left: Cql2, place: string): Cql2 {
	const not = acceptWord(it, 'NOT');
	if (acceptWord(it, 'LIKE')) return negated(not, operation('like', [left, sum(it)], place), place);
	if (acceptWord(it, 'IN')) return negated(not, operation('in', [left, choices(it)], place), place);
	if (acceptWord(it, 'BETWEEN')) {
		const low = sum(it);
		if (!acceptWord(it, 'AND')) throw expected(it, 'AND');
		return negated(not, operation('between', [left, low, sum(it)], place), place);
	}
	if (not) throw expected(it, 'LIKE, IN or BETWEEN');
	return left;
}

function choices(it: Cursor): Cql2 {
	const place = here(it);
	return put({ kind: 'array', items: deeper(it, () => listed(it, () => sum(it))) }, place);
}

function arrayOf(it: Cursor): Cql2 {
	const place = here(it);
	return put({ kind: 'array', items: deeper(it, () => listed(it, () => listItem(it))) }, place);
}

const listItem = (it: Cursor): Cql2 => (isSymbol(peek(it), '(') ? arrayOf(it) : sum(it));

const operatorOf = (it: Cursor): string | undefined => {
	const { kind, value } = peek(it);
	if (kind === 'symbol' && arithmetic.has(value)) return value;
	return isWord(peek(it), 'DIV') ? 'div' : undefined;
};

/** Operators of one strength in a row, from the left. */
function chain(it: Cursor, strength: 1 | 2, read: (it: Cursor) => Cql2): Cql2 {
	const place = here(it);
	let left = read(it);
	for (let op = operatorOf(it); op !== undefined && arithmetic.get(op) === strength; op = operatorOf(it)) {
		take(it);
		left = operation(op, [left, read(it)], place);
	}
	return left;
}

const sum = (it: Cursor): Cql2 => chain(it, 1, product);
const product = (it: Cursor): Cql2 => chain(it, 2, power);

function power(it: Cursor): Cql2 {
	const place = here(it);
	const base = signed(it);
	return accept(it, '^') ? operation('^', [base, signed(it)], place) : base;
}

function signed(it: Cursor): Cql2 {
	const place = here(it);
	if (!accept(it, '-')) {
		if (accept(it, '+') && peek(it).kind !== 'number') throw expected(it, 'a number');
		return primary(it);
	}
	const inner = deeper(it, () => primary(it));
	if (inner.kind === 'literal' && typeof inner.value === 'number') return put({ kind: 'literal', value: inner.value === 0 ? 0 : -inner.value }, place);
	return operation('*', [put({ kind: 'literal', value: -1 }, place), inner], place);
}

function numeral(value: string, place: string): Cql2 {
	const number = Number(value);
	if (!Number.isFinite(number)) throw wrong(place, 'the number is too large');
	return put({ kind: 'literal', value: number }, place);
}

function primary(it: Cursor): Cql2 {
	count(it);
	const place = here(it);
	const token = peek(it);
	switch (token.kind) {
		case 'number':
			return numeral(take(it).value, place);
		case 'string':
			return put({ kind: 'literal', value: take(it).value }, place);
		case 'quoted':
			return put({ kind: 'property', name: take(it).value }, place);
		case 'name':
			return named(it, place);
		default:
			if (isSymbol(token, '(')) return bracketed(it, place);
			throw expected(it, 'a property, a value or "("');
	}
}

/** Brackets group; with commas, or with nothing in them, they are an array. */
function bracketed(it: Cursor, place: string): Cql2 {
	const items = deeper(it, () => listed(it, () => anyOf(it)));
	const [only] = items;
	return items.length === 1 && only ? only : put({ kind: 'array', items }, place);
}

function named(it: Cursor, place: string): Cql2 {
	const word = peek(it).value.toUpperCase();
	const called = isSymbol(peek(it, 1), '(');
	if (word === 'TRUE' || word === 'FALSE') {
		take(it);
		return put({ kind: 'literal', value: word === 'TRUE' }, place);
	}
	if (reserved.has(word)) throw expected(it, 'a property, a value or "("');
	const geometric = wktTypes.has(word) && (called || isWord(peek(it, 1), 'Z') || isWord(peek(it, 1), 'EMPTY'));
	if (geometric) return readGeometry(it);
	return called ? call(it, place) : put({ kind: 'property', name: take(it).value }, place);
}

function call(it: Cursor, place: string): Cql2 {
	const name = peek(it).value;
	const lower = name.toLowerCase();
	if (lower === 'bbox') return readBox(it);
	take(it);
	if (lower === 'date' || lower === 'timestamp') return instant(it, lower, place);
	if (lower === 'interval') return interval(it, place);
	if (lists.has(lower))
		return operation(
			lower,
			deeper(it, () => listed(it, () => listItem(it))),
			place,
		);
	return operation(
		isCalled(lower) ? lower : name,
		deeper(it, () => listed(it, () => anyOf(it))),
		place,
	);
}

function instant(it: Cursor, kind: 'date' | 'timestamp', place: string): Cql2 {
	must(it, '(');
	if (peek(it).kind !== 'string') throw expected(it, 'a text in quotes');
	const { value } = take(it);
	must(it, ')');
	if (!(kind === 'date' ? isDate(value) : isTimestamp(value)))
		throw wrong(place, kind === 'date' ? 'expected a day like 2026-11-25' : 'expected an instant like 2026-11-25T08:00:00Z');
	return put({ kind, value }, place);
}

/** One end: `'..'`, a day or an instant in quotes or as such, a property, a function. */
function endOf(it: Cursor): End {
	const place = here(it);
	if (peek(it).kind !== 'string') return sum(it);
	const { value } = take(it);
	return value === '..' ? { kind: 'open' } : put({ kind: temporalKind(value, place), value }, place);
}

function interval(it: Cursor, place: string): Cql2 {
	const [from, to, ...more] = deeper(it, () => listed(it, () => endOf(it)));
	if (!from || !to || more.length) throw wrong(place, 'an INTERVAL has two ends');
	return put({ kind: 'interval', ends: [from, to] }, place);
}

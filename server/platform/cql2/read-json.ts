import { type Cql2, type End, limits, put, text, wrong } from './ast.ts';
import { isDate, isTimestamp, temporalKind } from './dates.ts';
import { checkedBox, checkedGeometry } from './geometry.ts';
import { wktTypes } from './operators.ts';

interface Reading {
	parts: number;
}
type Raw = Readonly<Record<string, unknown>>;

const geometries = new Set(wktTypes.values());

/** Reads a filter written as CQL2 JSON. */
export function readJson(source: string): Cql2 {
	if (source.length > limits.characters) throw wrong(undefined, `longer than ${limits.characters} characters`);
	let raw: unknown;
	try {
		raw = JSON.parse(source);
	} catch {
		throw wrong(undefined, 'is not valid JSON');
	}
	return read(raw, { place: 'filter', depth: 0, reading: { parts: 0 } });
}

interface At {
	place: string;
	depth: number;
	reading: Reading;
}

const within = ({ place, depth, reading }: At, step: string): At => ({ place: `${place}.${step}`, depth: depth + 1, reading });

function read(raw: unknown, at: At): Cql2 {
	const { place, depth, reading } = at;
	reading.parts += 1;
	if (depth > 2 * limits.depth) throw wrong(place.slice(0, 80), `nested too deep (at most ${limits.depth} levels)`);
	if (reading.parts > limits.parts) throw wrong(place, `too many parts (at most ${limits.parts})`);
	if (typeof raw === 'string') return put({ kind: 'literal', value: text(raw, place) }, place);
	if (typeof raw === 'number' || typeof raw === 'boolean') return put({ kind: 'literal', value: finite(raw, place) }, place);
	if (Array.isArray(raw)) return put({ kind: 'array', items: raw.map((it, i) => read(it, within(at, String(i)))) }, place);
	if (typeof raw === 'object' && raw !== null) return readObject(raw as Raw, at);
	throw wrong(place, 'expected an expression, found null');
}

function finite<T extends number | boolean>(value: T, place: string): T | 0 {
	if (typeof value === 'number' && !Number.isFinite(value)) throw wrong(place, 'the number is too large');
	return value === 0 ? 0 : value;
}

const readers: Readonly<Record<string, (value: unknown, at: At) => Cql2>> = {
	property: (name, { place }) => put({ kind: 'property', name: text(aText(name, place), place) }, place),
	date: (value, { place }) => instant('date', value, place),
	timestamp: (value, { place }) => instant('timestamp', value, place),
	interval: (value, at) => {
		if (!Array.isArray(value) || value.length !== 2) throw wrong(at.place, 'an interval has two ends');
		const [from, to] = value.map((it, i) => endOf(it, within(at, String(i))));
		return put({ kind: 'interval', ends: [from ?? { kind: 'open' }, to ?? { kind: 'open' }] }, at.place);
	},
	bbox: (value, { place }) => {
		const numbers = Array.isArray(value) ? value.map((it) => (typeof it === 'number' ? it : Number.NaN)) : [];
		checkedBox(numbers, place);
		return put({ kind: 'bbox', numbers: numbers.map((it) => (it === 0 ? 0 : it)) }, place);
	},
};

function readObject(raw: Raw, at: At): Cql2 {
	if (Object.hasOwn(raw, 'op')) return operation(raw, at);
	const [only, ...more] = Object.keys(raw);
	if (only !== undefined && more.length === 0 && Object.hasOwn(readers, only)) return readers[only]?.(raw[only], within(at, only)) as Cql2;
	if (typeof raw['type'] === 'string' && geometries.has(raw['type']))
		return put({ kind: 'geometry', geometry: checkedGeometry(plainGeometry(raw), at.place) }, at.place);
	throw wrong(at.place, 'expected `op` with `args`, `property`, `date`, `timestamp`, `interval`, `bbox` or a geometry');
}

/** Only what is geometry, so that what is written again is what was read. */
function plainGeometry(raw: Raw): Raw {
	const { type, coordinates, geometries: members } = raw;
	if (!Array.isArray(members)) return { type, coordinates: withoutMinusZero(coordinates, 0) };
	return { type, geometries: members.map((it: unknown) => (typeof it === 'object' && it !== null && !Array.isArray(it) ? shallow(it as Raw) : it)) };
}

const deepest = 8;
const shallow = (raw: Raw, depth = 0): Raw =>
	Array.isArray(raw['geometries']) && depth < deepest
		? { type: raw['type'], geometries: raw['geometries'].map((it: unknown) => (typeof it === 'object' && it !== null ? shallow(it as Raw, depth + 1) : it)) }
		: { type: raw['type'], coordinates: withoutMinusZero(raw['coordinates'], 0) };

const withoutMinusZero = (it: unknown, depth: number): unknown =>
	Array.isArray(it) && depth < deepest ? it.map((inner) => withoutMinusZero(inner, depth + 1)) : it === 0 ? 0 : it;

function operation(raw: Raw, at: At): Cql2 {
	const { op, args } = raw;
	if (!Array.isArray(args)) throw wrong(at.place, '`args` must be a list');
	const name = text(aText(op, at.place), at.place);
	return put({ kind: 'operation', op: name, args: args.map((it, i) => read(it, within(at, `args.${i}`))) }, at.place);
}

function aText(it: unknown, place: string): string {
	if (typeof it !== 'string' || it === '') throw wrong(place, 'expected a text');
	return it;
}

function instant(kind: 'date' | 'timestamp', raw: unknown, place: string): Cql2 {
	const value = aText(raw, place);
	if (kind === 'date' ? isDate(value) : isTimestamp(value)) return put({ kind, value }, place);
	throw wrong(place, kind === 'date' ? 'expected a day like 2026-11-25' : 'expected an instant like 2026-11-25T08:00:00Z');
}

function endOf(raw: unknown, at: At): End {
	if (raw === '..') return { kind: 'open' };
	return typeof raw === 'string' ? put({ kind: temporalKind(raw, at.place), value: raw }, at.place) : read(raw, at);
}

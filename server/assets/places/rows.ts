import type { PlaceKind } from '../contract.ts';
import { shapeOf } from '../import/shape.ts';
import { textOf } from '../import/values.ts';
import type { SourceRow } from '../sources/index.ts';
import type { Columns } from './columns.ts';

/** A row of a file as a place, or why it is none. */
export interface PlaceRow {
	readonly line: number;
	readonly key: string;
	readonly name: string;
	/** The street of an address. */
	readonly street: string | null;
	readonly suburb: string | null;
	readonly number: number | null;
	/** Geometry in hexadecimal, in the file's own system. */
	readonly geom: string | null;
	readonly reason: string | null;
}

export interface Reading {
	readonly kind: PlaceKind;
	readonly columns: Columns;
	/** "14 Church Street" instead of "Church Street 14". */
	readonly numberFirst: boolean;
}

const longest = 200;

interface Called {
	name: string;
	street: string | null;
	number: number | null;
	reason?: string;
}

const nameless: Called = { name: '', street: null, number: null, reason: 'it has no name' };

/** A house is its street and its number, from two columns or from one. */
function houseOf(text: string, numberText: string | null, numberFirst: boolean): Called {
	const within = /(?:^|\s)(\d{1,5})\s?([a-z]?)(?=[\s,]|$)/i.exec(text);
	const digits = numberText === null ? within?.[1] : /\d{1,5}/.exec(numberText)?.[0];
	const street = (numberText === null && within ? text.replace(within[0], ' ') : text).replace(/\s+/g, ' ').replace(/^[\s,]+|[\s,]+$/g, '');
	if (digits === undefined) return { ...nameless, name: text, reason: 'it has no house number' };
	if (street === '') return nameless;
	const written = numberText !== null && /^\d{1,5}\s?[a-z]?$/i.test(numberText) ? numberText : `${digits}${(numberText === null && within?.[2]) || ''}`;
	return { name: numberFirst ? `${written} ${street}` : `${street} ${written}`, street, number: Number(digits) };
}

function calledOf({ kind, columns, numberFirst }: Reading, row: SourceRow): Called {
	const text = textOf(row.properties[columns.name]);
	if (text === '') return nameless;
	if (text.length > longest) return { ...nameless, reason: `its name is longer than ${longest} characters` };
	if (kind === 'address') return houseOf(text, columns.number === null ? null : textOf(row.properties[columns.number]), numberFirst);
	if (kind === 'erf' && /^\d/.test(text)) return { name: `Erf ${text}`, street: null, number: null };
	return { name: text, street: null, number: null };
}

/** Without a key of its own a place is known by what it is called and in which suburb. */
const keyOf = (columns: Columns, row: SourceRow, { name, suburb }: { name: string; suburb: string | null }): string =>
	columns.key === null ? `${name}|${suburb ?? ''}`.toLowerCase() : textOf(row.properties[columns.key]);

/** Reads a row of a file as a place. */
export function placeOf(reading: Reading, row: SourceRow): PlaceRow {
	const { columns } = reading;
	const { name, street, number, reason } = calledOf(reading, row);
	const suburb = (columns.suburb === null ? '' : textOf(row.properties[columns.suburb]).slice(0, longest)) || null;
	const shape = row.problem === undefined ? shapeOf(row) : {};
	const key = keyOf(columns, row, { name, suburb }).slice(0, 2 * longest + 1);
	const wrong = row.problem ?? reason ?? shape.problem ?? (key === '' ? 'it has no key' : null);
	return { line: row.line, key, name, street, suburb, number, geom: shape.hex ?? null, reason: wrong };
}

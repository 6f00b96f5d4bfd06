import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ExportColumn } from '../index.ts';
import { Spool } from './scratch.ts';

/** No text of a dBASE table is longer, bytes. */
const longestText = 254;
const longestName = 10;
const types = { text: 'C', number: 'N', integer: 'N', boolean: 'L', date: 'D' } as const;

/** What is known of a column once all its values have been seen. */
export interface Field {
	readonly column: ExportColumn;
	/** The column's name in the table. */
	readonly name: string;
	bytes: number;
	decimals: number;
	/** Values that the table could not hold whole. */
	cut: number;
}

/** A name of at most ten letters that no other column has: the column's own short one, else its beginning, else with a number at its end. */
function shortName({ name, short }: ExportColumn, taken: ReadonlySet<string>): string {
	const plain = (short ?? name).replaceAll(/[^A-Za-z0-9_]/g, '_').slice(0, longestName);
	for (let nth = 1; ; nth++) {
		const found = nth === 1 ? plain : `${plain.slice(0, longestName - String(nth).length)}${nth}`;
		if (!taken.has(found.toLowerCase())) return found;
	}
}

/** The fields of a table before any value has been seen. */
export function fieldsOf(columns: readonly ExportColumn[]): Field[] {
	const taken = new Set<string>();
	return columns.map((column) => {
		const name = shortName(column, taken);
		taken.add(name.toLowerCase());
		return { column, name, bytes: column.kind === 'date' ? 8 : 1, decimals: 0, cut: 0 };
	});
}

/** The longest beginning of a text that fits, with no letter cut in two. */
function fitting(text: string): string {
	const bytes = Buffer.from(text);
	let end = longestText;
	while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
	return bytes.subarray(0, end).toString();
}

function decimalsOf(value: number): number {
	const [, fraction = '', exponent = '0'] = /^-?\d+(?:\.(\d+))?(?:e([-+]\d+))?$/.exec(String(value)) ?? [];
	return Math.min(20, Math.max(0, fraction.length - Number(exponent)));
}

function notedNumber(field: Field, number: number): number {
	field.decimals = Math.max(field.decimals, decimalsOf(number));
	field.bytes = Math.max(field.bytes, Math.trunc(number).toFixed(0).length + 1);
	return number;
}

function notedDay(field: Field, text: string): string | null {
	const day = /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
	field.cut += day ? 0 : 1;
	return day ? day.slice(1).join('') : null;
}

function notedText(field: Field, text: string): string {
	const length = Buffer.byteLength(text);
	field.bytes = Math.max(field.bytes, Math.min(length, longestText));
	field.cut += length > longestText ? 1 : 0;
	return length > longestText ? fitting(text) : text;
}

/** A value as the table will have it, noting what it asks of its field. */
export function noted(field: Field, value: unknown): string | number | boolean | null {
	if (value === null || value === undefined) return null;
	const { kind } = field.column;
	if (kind === 'boolean') return Boolean(value);
	if (kind === 'number' || kind === 'integer') return notedNumber(field, Number(value));
	return kind === 'date' ? notedDay(field, String(value)) : notedText(field, String(value));
}

const widthOf = ({ bytes, decimals }: Field): number => bytes + (decimals > 0 ? decimals + 1 : 0);

function written(field: Field, value: string | number | boolean | null): string {
	if (typeof value === 'boolean') return value ? 'T' : 'F';
	if (typeof value === 'number') return value.toFixed(field.decimals).padStart(widthOf(field));
	return value ?? (field.column.kind === 'boolean' ? '?' : '');
}

function header(fields: readonly Field[], { count, size }: { count: number; size: number }): Buffer {
	const head = Buffer.alloc(32 + 32 * fields.length + 1);
	const now = new Date();
	head.set([3, now.getUTCFullYear() - 1900, now.getUTCMonth() + 1, now.getUTCDate()]);
	head.writeUInt32LE(count, 4);
	head.writeUInt16LE(head.length, 8);
	head.writeUInt16LE(size, 10);
	fields.forEach((field, index) => {
		const at = 32 + 32 * index;
		head.write(field.name, at, 'latin1');
		head.write(types[field.column.kind], at + 11, 'latin1');
		head.set([widthOf(field), field.decimals], at + 16);
	});
	head.writeUInt8(0x0d, head.length - 1);
	return head;
}

/** Writes the table from the values that were put aside, one JSON list a line, now that the widths of its fields are known. */
export async function writeTable(path: string, values: string, { fields, count }: { fields: readonly Field[]; count: number }): Promise<void> {
	const out = await Spool.make(path);
	const size = 1 + fields.reduce((sum, it) => sum + widthOf(it), 0);
	try {
		await out.add(header(fields, { count, size }));
		for await (const line of createInterface({ input: createReadStream(values), crlfDelay: Number.POSITIVE_INFINITY })) {
			const list = JSON.parse(line) as (string | number | boolean | null)[];
			const record = Buffer.alloc(size, ' ');
			let at = 1;
			fields.forEach((field, index) => {
				record.write(written(field, list[index] ?? null), at, widthOf(field));
				at += widthOf(field);
			});
			await out.add(record);
		}
		await out.end();
	} finally {
		await out.drop();
	}
}

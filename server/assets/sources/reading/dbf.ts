import { SourceError } from '../index.ts';
import { ByteWindow } from './byte-window.ts';
import { type Decode, tableDecoder } from './dbf-text.ts';

const [headBytes, fieldBytes, fieldsEnd, deletedMark] = [32, 32, 0x0d, 0x2a];
const mostFields = 2046;
const memos = new Set(['M', 'G', 'P']);
const highBytes = /[\x80-\xff]/;
const stillExact = 15;

interface Field {
	readonly name: string;
	readonly type: string;
	readonly from: number;
	readonly to: number;
}

const digits = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** A number; one with more digits than a number can hold stays text, for it is somebody's key. Stars are how a number is written that did not fit. */
function numberIn(text: string): number | string | null {
	if (text === '' || text.startsWith('*')) return null;
	if (!digits.test(text)) return text;
	return text.length > stillExact && !/[.e]/i.test(text) ? text : Number(text);
}

function dayIn(text: string): string | null {
	if (text === '' || /^0+$/.test(text)) return null;
	return text.length === 8 ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text;
}

const truthIn = (text: string): boolean | null => (/^[ty1]$/i.test(text) ? true : /^[fn0]$/i.test(text) ? false : null);

const meanings: Readonly<Record<string, (text: string) => unknown>> = { N: numberIn, F: numberIn, D: dayIn, L: truthIn };
const binary: Readonly<Record<string, (bytes: Buffer) => unknown>> = {
	I: (bytes) => bytes.readInt32LE(0),
	'+': (bytes) => bytes.readInt32LE(0),
	O: (bytes) => bytes.readDoubleLE(0),
	B: (bytes) => bytes.readDoubleLE(0),
};
const binaryBytes: Readonly<Record<string, number>> = { I: 4, '+': 4, O: 8, B: 8 };

/** The text of a field, without what fills it up. */
const trimmed = (text: string): string => text.replace(/[\0 ]+$/, '');

/** A table beside a shapefile: dBASE III and what came of it. */
export class Dbf {
	readonly #window: ByteWindow;
	readonly #beside: string | undefined;
	#decode: Decode = (bytes) => bytes.toString('latin1');
	#fields: readonly Field[] = [];
	#recordBytes = 0;
	/** Rows as the head of the file counts them, deleted ones included. */
	count = 0;

	/** `beside` is what the file of the encoding (.cpg) says, where there is one. */
	constructor(chunks: AsyncIterable<Buffer>, beside: string | undefined) {
		this.#window = new ByteWindow(chunks);
		this.#beside = beside;
	}

	/** Reads the head of the file, which has to be done before its rows can be. */
	async begin(): Promise<void> {
		const window = this.#window;
		if (!(await window.fill(headBytes))) throw new SourceError('its table (.dbf) has no head');
		this.count = window.view.getUint32(window.at + 4, true);
		const head = window.view.getUint16(window.at + 8, true);
		this.#recordBytes = window.view.getUint16(window.at + 10, true);
		this.#decode = tableDecoder(this.#beside, window.view.getUint8(window.at + 29));
		if (head < headBytes + 1 || this.#recordBytes < 1) throw new SourceError('its table (.dbf) has a head that cannot be right');
		if (!(await window.fill(head))) throw new SourceError('its table (.dbf) ends in its head');
		this.#fields = this.#fieldsIn(window.bytes.subarray(window.at, window.at + head));
		window.at += head;
	}

	#fieldsIn(head: Buffer): Field[] {
		const fields: Field[] = [];
		let from = 1;
		for (let at = headBytes; at + fieldBytes <= head.length && head[at] !== fieldsEnd && fields.length < mostFields; at += fieldBytes) {
			const field = this.#fieldIn(head.subarray(at, at + fieldBytes), { from, taken: fields });
			fields.push(field);
			from = field.to;
		}
		if (from > this.#recordBytes) throw new SourceError('its table (.dbf) has columns that are wider than its rows');
		return fields;
	}

	#fieldIn(bytes: Buffer, { from, taken }: { from: number; taken: readonly Field[] }): Field {
		const end = bytes.subarray(0, 11).indexOf(0);
		const plain = this.#decode(bytes.subarray(0, end < 0 ? 11 : end)).trim() || `column_${taken.length + 1}`;
		const name = taken.some((it) => it.name === plain) ? `${plain}_${taken.length + 1}` : plain;
		const type = String.fromCharCode(bytes[11] ?? 0).toUpperCase();
		if (memos.has(type)) throw new SourceError(`the column "${name}" of its table is a memo, whose text stands in yet another file (.dbt); save it as text`);
		// dBASE kept the width of long texts in two bytes, the second where numbers have their decimals
		const width = type === 'C' ? bytes.readUInt16LE(16) : (bytes[16] ?? 0);
		return { name, type, from, to: from + width };
	}

	/** The next row; null where it was deleted; undefined behind the last. May wait for the file. */
	async next(): Promise<Record<string, unknown> | null | undefined> {
		return (await this.#window.fill(this.#recordBytes)) ? this.take() : undefined;
	}

	/** Whether the next row is in memory already, so that it can be had without waiting. */
	get ready(): boolean {
		return this.#window.holds(this.#recordBytes);
	}

	/** The next row, which must be in memory. */
	take(): Record<string, unknown> | null {
		const { bytes, at } = this.#window;
		this.#window.at += this.#recordBytes;
		if (bytes[at] === deletedMark) return null;
		const record = bytes.subarray(at, at + this.#recordBytes);
		const text = record.toString('latin1');
		const plain = !highBytes.test(text);
		const row: Record<string, unknown> = {};
		for (const field of this.#fields) row[field.name] = this.#value(field, record, plain ? text.slice(field.from, field.to) : undefined);
		return row;
	}

	#value({ type, from, to }: Field, record: Buffer, plain: string | undefined): unknown {
		const read = binary[type];
		if (read && to - from === binaryBytes[type]) return read(record.subarray(from, to));
		const text = plain ?? this.#decode(record.subarray(from, to));
		const meaning = meanings[type];
		return meaning ? meaning(trimmed(text).trim()) : trimmed(text) || null;
	}

	close(): Promise<void> {
		return this.#window.close();
	}
}

import { SourceError } from '../index.ts';
import type { TableRow } from './table-rows.ts';
import type { Workbook } from './workbook.ts';
import { type Attributes, readXml, type XmlHandler } from './xml.ts';

type Field = TableRow['fields'][number];

const mostColumns = 16_384;
const dayMilliseconds = 86_400_000;
/** Day nought of the two calendars; the first has a 29 February 1900 that never was, so that only days after it are right. */
const [since1900, since1904] = [Date.UTC(1899, 11, 30), Date.UTC(1904, 0, 1)];
const [firstRightDay, lastDay] = [61, 2_958_466];

/** The number of a column, from 0, in the name of a cell: `C7` is 2. */
function columnIn(name: string | undefined): number | undefined {
	const letters = /^[A-Z]{1,3}(?=\d)/.exec(name ?? '')?.[0];
	return letters === undefined ? undefined : [...letters].reduce((sum, it) => sum * 26 + it.charCodeAt(0) - 64, 0) - 1;
}

/** A number that is shown as a day: `2019-03-04`, with its time of day where it has one. */
function dayOf(number: number, from1904: boolean): string | number {
	if (number < (from1904 ? 0 : firstRightDay) || number >= lastDay) return number;
	const text = new Date(Math.round((from1904 ? since1904 : since1900) + number * dayMilliseconds)).toISOString();
	return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19);
}

/** The rows of a sheet, each with as many fields as it has cells up to its last one. */
class Rows implements XmlHandler<TableRow> {
	readonly #book: Workbook;
	#ready: TableRow[] = [];
	#fields: Field[] = [];
	#line = 0;
	#column = 0;
	#cell: { type: string; style: number } | undefined;
	#text = '';
	#reading = false;
	#aside = false;

	constructor(book: Workbook) {
		this.#book = book;
	}

	open(name: string, attributes: Attributes): void {
		if (name === 'row') this.#begin(attributes);
		else if (name === 'c') this.#beginCell(attributes);
		else if (name === 'rPh') this.#aside = true;
		this.#reading = this.#cell !== undefined && !this.#aside && (name === 'v' || name === 't');
	}

	text(text: string): void {
		if (this.#reading) this.#text += text;
	}

	close(name: string): void {
		this.#reading = false;
		if (name === 'rPh') this.#aside = false;
		else if (name === 'c' && this.#cell) this.#endCell(this.#cell);
		else if (name === 'row' && this.#fields.some((it) => it !== null && it !== '')) this.#ready.push({ line: this.#line, fields: this.#fields });
	}

	take(): TableRow[] {
		const ready = this.#ready;
		this.#ready = [];
		return ready;
	}

	#begin(attributes: Attributes): void {
		this.#line = Number(attributes['r']) || this.#line + 1;
		this.#fields = [];
		this.#column = 0;
	}

	#beginCell(attributes: Attributes): void {
		this.#column = columnIn(attributes['r']) ?? this.#column;
		if (this.#column >= mostColumns) throw new SourceError(`row ${this.#line} has a cell in column ${this.#column + 1}, which no sheet has`);
		this.#cell = { type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? -1) };
		this.#text = '';
	}

	#endCell(cell: { type: string; style: number }): void {
		while (this.#fields.length < this.#column) this.#fields.push(null);
		this.#fields[this.#column] = this.#value(cell);
		this.#column += 1;
		this.#cell = undefined;
	}

	#value({ type, style }: { type: string; style: number }): Field {
		const text = this.#text;
		if (type === 's') return this.#shared(text);
		if (type === 'b') return text.trim() === '1';
		if (type === 'e') return null;
		if (type !== 'n') return text;
		if (text.trim() === '') return null;
		const number = Number(text);
		return Number.isFinite(number) && this.#book.days.has(style) ? dayOf(number, this.#book.since1904) : Number.isFinite(number) ? number : text;
	}

	#shared(text: string): string {
		const found = this.#book.texts[Number(text)];
		if (found === undefined) throw new SourceError(`row ${this.#line} names a text (${text.slice(0, 20)}) that the workbook does not hold`);
		return found;
	}
}

/** The rows of a sheet in which something stands, all as wide as the first, which names the columns; a row that goes beyond stays longer. */
export async function* sheetRows(book: Workbook, sheet: Workbook['sheets'][number]): AsyncGenerator<TableRow> {
	let width: number | undefined;
	for await (const { line, fields } of readXml(sheet.file.read(), new Rows(book))) {
		const filled = fields.findLastIndex((it) => it !== null && it !== '') + 1;
		width ??= filled;
		const missing = Math.max(0, width - filled);
		yield { line, fields: [...fields.slice(0, filled), ...Array.from({ length: missing }, () => null)] };
	}
}

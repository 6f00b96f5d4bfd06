import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { type ReadOptions, SourceError, type SourceRow, source } from './index.ts';
import { coordinate, type Place, placeOf } from './reading/table-columns.ts';
import { delimiterOf, encodingOf, hasDecimalComma, textOf, withPoint } from './reading/table-text.ts';

const headBytes = 64 * 1024;
/** A polygon of half a million corners still fits; more is a quote that was never closed. */
const largestRow = 16 * 1024 * 1024;
/** Rows by which the decimal comma is recognised. */
const sampled = 200;

type Fields = (string | number)[];

/** A row of text with the line on which it begins. */
interface Read {
	line: number;
	fields: string[];
}

async function headOf(path: string): Promise<Buffer> {
	const file = await open(path);
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}

function sentenceOf(error: unknown): unknown {
	if (!(error instanceof CsvError)) return error;
	const line = Number(error['lines'] ?? 0);
	if (error.code === 'CSV_MAX_RECORD_SIZE')
		return new SourceError(`line ${line}: a row of more than ${largestRow / 1024 / 1024} MB; is a quotation mark never closed?`);
	if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new SourceError('the file ends inside a quotation that is never closed');
	return new SourceError(`line ${line}: ${error.message}`);
}

async function* recordsOf(path: string): AsyncGenerator<Read> {
	const head = await headOf(path);
	const encoding = await encodingOf(path, head);
	const delimiter = delimiterOf(new TextDecoder(encoding).decode(head));
	const parser = parse({ delimiter, bom: true, relax_quotes: true, relax_column_count: true, max_record_size: largestRow });
	const text = Readable.from(textOf(path, encoding));
	text.once('error', (error) => parser.destroy(error)).pipe(parser);
	let line = 1;
	try {
		for await (const fields of parser as AsyncIterable<string[]>) {
			yield { line, fields };
			line += 1 + fields.reduce((sum, it) => sum + (it.includes('\n') || it.includes('\r') ? it.split(/\r\n|\n|\r/).length - 1 : 0), 0);
		}
	} catch (error) {
		throw sentenceOf(error);
	} finally {
		text.destroy();
	}
}

/** What a row says of its place. */
function placed(fields: Fields, place: Place): Pick<SourceRow, 'geometry' | 'wkt' | 'problem'> {
	if (place.kind === 'none') return { geometry: null };
	if (place.kind === 'wkt') {
		const text = String(fields[place.at] ?? '').trim();
		return text === '' ? { geometry: null } : { wkt: text };
	}
	const written = [fields[place.x] ?? '', fields[place.y] ?? ''] as const;
	if (written.every((it) => String(it).trim() === '')) return { geometry: null };
	const coordinates = written.map(coordinate);
	if (!coordinates.every(Number.isFinite))
		return { problem: `its coordinates are no numbers: ${written.map((it) => `"${String(it).slice(0, 40)}"`).join(', ')}` };
	return { geometry: { type: 'Point', coordinates } };
}

/** A table's way from fields to rows, once its first rows have been seen. */
function rowMaker(columns: readonly string[], { place, comma }: { place: Place; comma: boolean }): (line: number, fields: string[]) => SourceRow {
	const taken = columns.map((name, at) => [name, at] as const).filter(([, at]) => place.kind !== 'wkt' || at !== place.at);
	return (line, raw) => {
		if (raw.length !== columns.length) return { line, problem: `${raw.length} fields where the first line has ${columns.length}`, properties: {} };
		const fields: Fields = comma ? raw.map(withPoint) : raw;
		const properties = Object.fromEntries(taken.map(([name, at]) => [name, fields[at]]));
		return { line, properties, ...placed(fields, place) };
	};
}

function namesOf(fields: readonly string[]): string[] {
	const columns = fields.map((it) => it.trim());
	const twice = columns.find((it, at) => it !== '' && columns.indexOf(it) !== at);
	if (twice !== undefined) throw new SourceError(`two columns are called "${twice}"`);
	return columns.map((it, at) => it || `column_${at + 1}`);
}

/** Rows that hold something. */
async function* filled(path: string): AsyncGenerator<Read> {
	for await (const it of recordsOf(path)) if (it.fields.length > 1 || it.fields[0]?.trim()) yield it;
}

async function* read(path: string, options: ReadOptions): AsyncGenerator<SourceRow> {
	const records = filled(path);
	try {
		const seen: Read[] = [];
		for (let next = await records.next(); !next.done && seen.push(next.value) < sampled; next = await records.next());
		const [first, ...rows] = seen;
		if (!first) throw new SourceError('the file is empty');
		const columns = namesOf(first.fields);
		const make = rowMaker(columns, { place: placeOf(columns, options), comma: hasDecimalComma(rows.flatMap((it) => it.fields)) });
		for (const it of rows) yield make(it.line, it.fields);
		for await (const it of records) yield make(it.line, it.fields);
	} finally {
		await records.return(undefined);
	}
}

export default source({
	id: 'csv',
	title: 'Table as text (CSV)',
	accepts: (fileName) => /\.(csv|tsv|txt)$/i.test(fileName),
	read,
});

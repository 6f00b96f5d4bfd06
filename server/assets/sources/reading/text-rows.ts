import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { SourceError } from '../index.ts';
import { delimiterOf, encodingOf, textOf } from './table-text.ts';

const headBytes = 64 * 1024;
/** A polygon of half a million corners still fits; more is a quote that was never closed. */
const largestRow = 16 * 1024 * 1024;

/** A row of text with the line on which it begins. */
export interface TextRow {
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

async function* recordsOf(path: string): AsyncGenerator<TextRow> {
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

/** The rows of a table as text that hold something, whatever its encoding and its delimiter. Throws a SourceError where a quotation never ends. */
export async function* textRows(path: string): AsyncGenerator<TextRow> {
	for await (const it of recordsOf(path)) if (it.fields.length > 1 || it.fields[0]?.trim()) yield it;
}

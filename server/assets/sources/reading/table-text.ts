import { createReadStream } from 'node:fs';

const encodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const;
type Encoding = (typeof encodings)[number];

/** In what encoding a text file is written: by its first bytes, else UTF-8 if all of it is, else what Windows writes in western Europe. */
export async function encodingOf(path: string, head: Buffer): Promise<Encoding> {
	if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
	if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
	const decoder = new TextDecoder('utf-8', { fatal: true });
	try {
		for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) decoder.decode(chunk, { stream: true });
		decoder.decode();
		return 'utf-8';
	} catch (error) {
		if (error instanceof TypeError) return 'windows-1252';
		throw error;
	}
}

/** The text of a file, piece by piece. */
export async function* textOf(path: string, encoding: Encoding): AsyncGenerator<string> {
	const decoder = new TextDecoder(encoding);
	for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) yield decoder.decode(chunk, { stream: true });
	yield decoder.decode();
}

const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** The delimiter that cuts the first line into most columns, quoted text left out of the count. */
export function delimiterOf(head: string): Delimiter {
	const line = head.replaceAll(/"[^"]*"/g, '').split(/\r\n|\n|\r/, 1)[0] ?? '';
	const counts = delimiters.map((it) => line.split(it).length);
	return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}

const commaNumber = /^[-+]?(0|[1-9]\d{0,2}(?:[ \u00a0\u202f.]?\d{3})*|[1-9]\d*),\d+$/;
const pointNumber = /^[-+]?\d+\.\d+$/;

/** Whether numbers are written with a decimal comma: there are such fields, and more of them than with a point. */
export function hasDecimalComma(fields: readonly string[]): boolean {
	const commas = fields.filter((it) => commaNumber.test(it.trim())).length;
	return commas > 0 && commas > fields.filter((it) => pointNumber.test(it.trim())).length;
}

/** A field of a table with decimal commas: what is such a number becomes one. */
export const withPoint = (field: string): string | number =>
	commaNumber.test(field.trim())
		? Number(
				field
					.trim()
					.replaceAll(/[ \u00a0\u202f.]/g, '')
					.replace(',', '.'),
			)
		: field;

import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { readXml, SourceError, textRows, type XmlHandler } from '../../assets/index.ts';

/** One ticket of an export as it stands there: text by column. */
export interface Row {
	/** The line of a table, else the number of the ticket in its file. */
	line: number;
	fields: Readonly<Record<string, string>>;
}

async function* tableRecords(path: string): AsyncGenerator<Row> {
	let head: string[] | undefined;
	for await (const { line, fields } of textRows(path)) {
		if (head === undefined) head = fields.map((it) => it.trim());
		else yield { line, fields: Object.fromEntries(head.map((name, i) => [name, fields[i]?.trim() ?? ''])) };
	}
}

const asText = (it: unknown): string => (it === null || it === undefined ? '' : typeof it === 'object' ? JSON.stringify(it) : String(it).trim());

/** The list of tickets in a JSON document: the document itself, or the first list it holds. */
function listIn(document: unknown): unknown[] {
	if (Array.isArray(document)) return document;
	const lists = Object.values((document ?? {}) as object).filter((it) => Array.isArray(it));
	if (lists[0]) return lists[0] as unknown[];
	throw new SourceError('there is no list of tickets in it');
}

async function* jsonRecords(path: string): AsyncGenerator<Row> {
	const text = await readFile(path, 'utf8');
	let document: unknown;
	try {
		document = JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch (error) {
		throw new SourceError(`it is no JSON: ${(error as Error).message}`);
	}
	for (const [i, it] of listIn(document).entries())
		yield { line: i + 1, fields: Object.fromEntries(Object.entries((it ?? {}) as object).map(([name, value]) => [name, asText(value)])) };
}

/** GeoReport's requests: each `request` with one element for each field. */
function requests(): XmlHandler<Row> {
	let rows: Row[] = [];
	let fields: Record<string, string> | undefined;
	let name: string | undefined;
	let count = 0;
	return {
		open: (tag) => {
			if (tag === 'request') fields = {};
			else if (fields) name = tag;
		},
		text: (text) => {
			if (fields && name !== undefined) fields[name] = (fields[name] ?? '') + text;
		},
		close: (tag) => {
			if (tag === 'request' && fields) {
				count += 1;
				rows.push({ line: count, fields: Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value.trim()])) });
				fields = undefined;
			}
			name = undefined;
		},
		take: () => {
			const taken = rows;
			rows = [];
			return taken;
		},
	};
}

/** The tickets of an export: a table as text, or requests of Open311 (GeoReport v2) in JSON or XML. Throws a SourceError where it cannot be read. */
export function recordsOf(path: string): AsyncIterable<Row> {
	if (/\.json$/i.test(path)) return jsonRecords(path);
	if (/\.xml$/i.test(path)) return readXml(createReadStream(path) as AsyncIterable<Buffer>, requests());
	return tableRecords(path);
}

import { createReadStream } from 'node:fs';
import { SourceError, type SourceRow, source } from './index.ts';
import { largestFeature, rowOf, rowOfFeature } from './reading/feature.ts';

const [newline, recordSeparator, comma, openBracket, closeBracket] = [0x0a, 0x1e, 0x2c, 0x5b, 0x5d];
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
const chunkBytes = 256 * 1024;
const megabyte = 1024 * 1024;
const namesOfSequences = /\.(geojsonl|geojsons|geojsonseq|ndgeojson|ndjson|jsonl)$/i;

/** Where in some bytes a mark stands. */
function placesOf(bytes: Buffer, mark: number): number[] {
	const places: number[] = [];
	for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) places.push(at);
	return places;
}

/** The features of whole lines at once, as a list in JSON: commas for line ends, brackets around. Undefined where that is not one feature a line. */
function listed(lines: Buffer, ends: readonly number[]): unknown[] | undefined {
	const list = Buffer.allocUnsafe(lines.length + 1);
	list[0] = openBracket;
	lines.copy(list, 1);
	for (const end of ends) list[end + 1] = comma;
	list[lines.length] = closeBracket;
	try {
		const features = JSON.parse(list.toString()) as unknown[];
		return features.length === ends.length ? features : undefined;
	} catch {
		return undefined;
	}
}

/** The rows of whole records, the first of which begins on a line. */
function* rowsOf(bytes: Buffer, ends: readonly number[], first: number): Generator<SourceRow> {
	const features = bytes[ends[0] ?? 0] === newline ? listed(bytes, ends) : undefined;
	if (features) {
		for (let n = 0; n < features.length; n++) yield rowOfFeature(features[n], first + n);
		return;
	}
	let [from, line] = [0, first];
	for (const end of ends) {
		const record = bytes.subarray(from, end);
		const text = record.toString().trim();
		if (text !== '') yield rowOf(text, line);
		line += placesOf(record, newline).length + (bytes[end] === newline ? 1 : 0);
		from = end + 1;
	}
}

/** What stands behind the last separator: a record that nothing but the end of the file ends. */
function* lastRow(bytes: Buffer, line: number): Generator<SourceRow> {
	const text = bytes.toString().trim();
	if (text === '') return;
	const row = rowOf(text, line);
	if (row.problem) throw new SourceError(`the file ends in the middle of the feature on line ${line}`);
	yield row;
}

const unmarked = (head: Buffer): Buffer => (head.subarray(0, byteOrderMark.length).equals(byteOrderMark) ? head.subarray(byteOrderMark.length) : head);

/** Some whole records, or what stands behind the last of them. */
interface Piece {
	readonly bytes: Buffer;
	readonly separator: number;
	readonly whole: boolean;
}

/** Records between separators: line feeds, or, by RFC 8142, record separators with what may be several lines between them. */
async function* pieces(path: string): AsyncGenerator<Piece> {
	let rest: Buffer[] = [];
	let length = 0;
	let separator: number | undefined;
	for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>) {
		const bytes = separator === undefined ? unmarked(chunk) : chunk;
		separator ??= bytes[0] === recordSeparator ? recordSeparator : newline;
		const end = bytes.lastIndexOf(separator) + 1;
		if (end > 0) {
			yield { bytes: Buffer.concat([...rest, bytes.subarray(0, end)]), separator, whole: true };
			[rest, length] = [[], 0];
		}
		rest.push(bytes.subarray(end));
		length += bytes.length - end;
		if (length > largestFeature) throw new SourceError(`a line is longer than ${largestFeature / megabyte} MB; is this one feature a line?`);
	}
	yield { bytes: Buffer.concat(rest), separator: separator ?? newline, whole: false };
}

async function* read(path: string): AsyncGenerator<SourceRow> {
	let line = 1;
	for await (const { bytes, separator, whole } of pieces(path)) {
		yield* whole ? rowsOf(bytes, placesOf(bytes, separator), line) : lastRow(bytes, line);
		line += placesOf(bytes, newline).length;
	}
}

export default source({
	id: 'geojsonseq',
	title: 'GeoJSON, one feature a line',
	accepts: (fileName, head) =>
		namesOfSequences.test(fileName) ||
		(/\.(geo)?json$/i.test(fileName) && (head[0] === recordSeparator || /^\s*\{\s*"type"\s*:\s*"Feature"\s*,/.test(head.toString('utf8')))),
	read,
});

import { createReadStream } from 'node:fs';
import { SourceError, type SourceRow, source } from './index.ts';
import { largestFeature, rowOf } from './reading/feature.ts';

const [newline, recordSeparator] = [0x0a, 0x1e];
const chunkBytes = 256 * 1024;
const namesOfSequences = /\.(geojsonl|geojsons|geojsonseq|ndgeojson|ndjson|jsonl)$/i;

interface Record {
	readonly line: number;
	readonly text: string;
	/** Whether the record was ended by its separator, not by the end of the file. */
	readonly whole: boolean;
}

const lines = (bytes: Buffer): number => {
	let count = 0;
	for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count += 1;
	return count;
};

/** The records between separators: line feeds, or, by RFC 8142, record separators with what may be several lines between them. */
async function* records(path: string): AsyncGenerator<Record> {
	let rest: Buffer[] = [];
	let length = 0;
	let line = 1;
	let separator: number | undefined;
	for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>) {
		separator ??= chunk[0] === recordSeparator ? recordSeparator : newline;
		let from = 0;
		for (let at = chunk.indexOf(separator); at >= 0; at = chunk.indexOf(separator, from)) {
			const bytes = Buffer.concat([...rest, chunk.subarray(from, at)]);
			yield { line, text: bytes.toString(), whole: true };
			line += lines(bytes) + (separator === newline ? 1 : 0);
			[rest, length, from] = [[], 0, at + 1];
		}
		rest.push(chunk.subarray(from));
		length += chunk.length - from;
		if (length > largestFeature) throw new SourceError(`line ${line} is longer than ${largestFeature / 1024 / 1024} MB; is this one feature a line?`);
	}
	yield { line, text: Buffer.concat(rest).toString(), whole: false };
}

function rowOfRecord({ line, text, whole }: Record): SourceRow {
	const row = rowOf(text, line);
	if (row.problem && !whole) throw new SourceError(`the file ends in the middle of the feature on line ${line}`);
	return row;
}

export default source({
	id: 'geojsonseq',
	title: 'GeoJSON, one feature a line',
	accepts: (fileName, head) =>
		namesOfSequences.test(fileName) ||
		(/\.(geo)?json$/i.test(fileName) && (head[0] === recordSeparator || /^\s*\{\s*"type"\s*:\s*"Feature"\s*,/.test(head.toString('utf8')))),
	read: async function* (path) {
		for await (const record of records(path)) {
			const text = record.text.replace(/^\uFEFF/, '').trim();
			if (text !== '') yield rowOfRecord({ ...record, text });
		}
	},
});

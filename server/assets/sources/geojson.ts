import { createReadStream } from 'node:fs';
import { source } from './index.ts';
import { FeatureSplitter } from './reading/feature-splitter.ts';

const chunkBytes = 256 * 1024;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

export default source({
	id: 'geojson',
	title: 'GeoJSON',
	accepts: (fileName, head) => /\.(geo)?json$/i.test(fileName) && !/^\s*\{\s*"type"\s*:\s*"Feature"\s*,/.test(head.toString('utf8')),
	read: async function* (path) {
		const splitter = new FeatureSplitter();
		let first = true;
		for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>) {
			const marked = first && chunk.subarray(0, byteOrderMark.length).equals(byteOrderMark);
			first = false;
			yield* splitter.push(marked ? chunk.subarray(byteOrderMark.length) : chunk);
		}
		splitter.end();
	},
});

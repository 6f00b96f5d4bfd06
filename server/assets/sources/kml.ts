import { createReadStream } from 'node:fs';
import { SourceError, source } from './index.ts';
import { countedLayers, type Layered, rowsOfOne } from './reading/counted-layers.ts';
import { placemarks } from './reading/kml.ts';
import { openZip } from './reading/zip.ts';

const chunkBytes = 64 * 1024;
const packed = /\.kmz$/i;
const isDocument = (name: string): boolean => /\.kml$/i.test(name);
const inRoot = (name: string): boolean => !name.includes('/');

/** The documents of a KMZ, that at its root first. What links from one to another is not needed then. */
async function* unpacked(path: string): AsyncGenerator<Layered> {
	const zip = await openZip(path);
	try {
		const documents = zip.files.filter((it) => isDocument(it.name)).sort((a, b) => Number(inRoot(b.name)) - Number(inRoot(a.name)));
		if (documents.length === 0) throw new SourceError('the KMZ holds no .kml');
		const within = new Set(documents.map((it) => it.name));
		for (const document of documents)
			for await (const it of placemarks(document.read())) if (it.aside === undefined || !within.has(it.aside.replace(/^\.\//, ''))) yield it;
	} finally {
		zip.close();
	}
}

const features = (path: string): AsyncGenerator<Layered> =>
	packed.test(path) ? unpacked(path) : placemarks(createReadStream(path, { highWaterMark: chunkBytes }));

export default source({
	id: 'kml',
	title: 'KML and KMZ',
	accepts: (fileName, head) => /\.km[lz]$/i.test(fileName) || (/\.xml$/i.test(fileName) && /<(?:\w+:)?kml[\s>]/.test(head.toString('utf8'))),
	layers: (path) => countedLayers(features(path)),
	read: (path, { layer }) => rowsOfOne(features(path), layer),
});

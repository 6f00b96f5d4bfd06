import { createReadStream } from 'node:fs';
import { source } from './index.ts';
import { countedLayers, rowsOfOne } from './reading/counted-layers.ts';
import { gmlLayers } from './reading/gml.ts';

const chunkBytes = 64 * 1024;
const namesOfGml = /\.gml$/i;
const looksLikeGml = /<(?:\w+:)?(?:Simple)?FeatureCollection[\s>]/;

const features = (path: string) => gmlLayers(createReadStream(path, { highWaterMark: chunkBytes }));

export default source({
	id: 'gml',
	title: 'GML',
	accepts: (fileName, head) => namesOfGml.test(fileName) || (/\.xml$/i.test(fileName) && looksLikeGml.test(head.toString('utf8'))),
	layers: (path) => countedLayers(features(path)),
	read: (path, { layer }) => rowsOfOne(features(path), layer),
});

import { type ReadOptions, SourceError, type SourceRow, source } from './index.ts';
import { largestFeature, rowOf } from './reading/feature.ts';
import { chosenLayer } from './reading/layers.ts';
import { hasDriver, type OgrFile, ogrFeatures, ogrLayers } from './reading/services/ogr.ts';

const newline = 0x0a;

/** Formats that only GDAL reads here, by the names of their files. */
const drivers: readonly (readonly [RegExp, string])[] = [
	[/\.gdb\.zip$/i, 'OpenFileGDB'],
	[/\.dxf$/i, 'DXF'],
	[/\.(tab|mif)$/i, 'MapInfo File'],
	[/\.dgn$/i, 'DGN'],
];

const driverOf = (name: string): string | undefined => drivers.find(([pattern]) => pattern.test(name))?.[1];

function fileAt(path: string): OgrFile {
	const driver = driverOf(path) ?? '';
	if (!hasDriver(driver)) throw new SourceError('files of this format are read by GDAL (ogr2ogr), which this server does not have');
	return { path, driver };
}

/** Lines of text from bytes that may be cut anywhere. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
	let rest: Buffer = Buffer.alloc(0);
	for await (const chunk of chunks) {
		const bytes = rest.length ? Buffer.concat([rest, chunk]) : chunk;
		let from = 0;
		for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, from)) {
			yield bytes.toString('utf8', from, at);
			from = at + 1;
		}
		rest = bytes.subarray(from);
		if (rest.length > largestFeature) throw new SourceError(`a feature is longer than ${largestFeature / 1024 / 1024} MB`);
	}
	if (rest.length) yield rest.toString('utf8');
}

async function* read(path: string, { layer }: ReadOptions): AsyncGenerator<SourceRow> {
	const file = fileAt(path);
	const { name, crs } = chosenLayer(await ogrLayers(file), layer);
	let line = 0;
	for await (const text of linesOf(ogrFeatures(file, name))) {
		line += 1;
		const row = rowOf(text, line);
		// GDAL has moved what it knew the system of
		yield crs === null ? row : { ...row, crs: 'EPSG:4326' };
	}
}

export default source({
	id: 'ogr2ogr',
	title: 'what GDAL reads: file geodatabase (.gdb.zip), DXF, MapInfo, DGN',
	kind: 'file',
	accepts: (name) => driverOf(name) !== undefined,
	layers: (path) => ogrLayers(fileAt(path)),
	read,
});

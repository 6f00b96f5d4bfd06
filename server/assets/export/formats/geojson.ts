import { type ExportLayer, type ExportRow, format } from './index.ts';
import { featureText } from './writing/feature.ts';
import { gathered } from './writing/text.ts';

const longitudeLatitude = 4326;

/** In another system than longitude and latitude the older member `crs` says which, as programs still read it. */
function head({ name, system }: ExportLayer): string {
	const crs = { type: 'name', properties: { name: `urn:ogc:def:crs:${system.authority}::${system.code}` } };
	return `{"type":"FeatureCollection","name":${JSON.stringify(name)},${system.srid === longitudeLatitude ? '' : `"crs":${JSON.stringify(crs)},`}"features":[\n`;
}

async function* pieces(layer: ExportLayer, rows: AsyncIterable<ExportRow>): AsyncGenerator<string> {
	let separator = '';
	yield head(layer);
	for await (const row of rows) {
		yield separator + featureText(layer, row);
		separator = ',\n';
	}
	yield '\n]}\n';
}

export default format({
	id: 'geojson',
	title: 'GeoJSON',
	endings: ['geojson', 'json'],
	mediaType: 'application/geo+json',
	write: (layer, rows) => gathered(pieces(layer, rows)),
});

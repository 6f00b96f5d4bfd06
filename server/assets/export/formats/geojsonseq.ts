import { type ExportLayer, type ExportRow, format } from './index.ts';
import { featureText } from './writing/feature.ts';
import { gathered } from './writing/text.ts';

/** One feature a line. There is no head that could name a system, so each feature names it where it is another than longitude and latitude. */
async function* lines(layer: ExportLayer, rows: AsyncIterable<ExportRow>): AsyncGenerator<string> {
	const { srid, authority, code } = layer.system;
	const crs = srid === 4326 ? '' : `,"crs":${JSON.stringify({ type: 'name', properties: { name: `urn:ogc:def:crs:${authority}::${code}` } })}`;
	for await (const row of rows) yield `${featureText(layer, row).slice(0, -1)}${crs}}\n`;
}

export default format({
	id: 'geojsonseq',
	title: 'GeoJSON, one feature a line',
	endings: ['geojsonl', 'geojsons', 'ndjson', 'jsonl'],
	mediaType: 'application/geo+json-seq',
	write: (layer, rows) => gathered(lines(layer, rows)),
});

import { ZipFile } from 'yazl';
import { type ExportLayer, type ExportRow, format } from './index.ts';
import { type Field, fieldsOf, noted, writeTable } from './writing/dbf.ts';
import { Spool, withScratch } from './writing/scratch.ts';
import { shapeOf } from './writing/shape.ts';
import { ShapeFiles } from './writing/shp.ts';

const quoted = (it: string): string => `"${it.replaceAll('"', '""')}"`;

/** Which column of the table is which of ours, and how many of its values had to be shortened. */
const legend = (fields: readonly Field[]): string =>
	`\uFEFF${[
		'column,name,title,values_cut',
		...fields.map(({ name, column, cut }) => [name, quoted(column.name), quoted(column.title ?? ''), cut].join(',')),
	].join('\r\n')}\r\n`;

/** Writes geometries at once and puts values aside: how wide the table's fields must be is known only at the end. */
async function gather(path: (name: string) => string, layer: ExportLayer, rows: AsyncIterable<ExportRow>): Promise<{ fields: Field[]; count: number }> {
	const fields = fieldsOf(layer.columns);
	const shapes = await ShapeFiles.make(layer, path('shp'), path('shx'));
	const values = await Spool.make(path('values'));
	try {
		for await (const { wkb, properties } of rows) {
			await shapes.add(shapeOf(wkb));
			await values.add(Buffer.from(`${JSON.stringify(fields.map((it) => noted(it, properties[it.column.name])))}\n`));
		}
		await values.end();
		await shapes.end();
	} finally {
		await values.drop();
		await shapes.drop();
	}
	return { fields, count: shapes.count };
}

async function* write(path: (name: string) => string, layer: ExportLayer, rows: AsyncIterable<ExportRow>): AsyncGenerator<Buffer> {
	const { fields, count } = await gather(path, layer, rows);
	await writeTable(path('dbf'), path('values'), { fields, count });
	const zip = new ZipFile();
	for (const ending of ['shp', 'shx', 'dbf']) zip.addFile(path(ending), `${layer.name}.${ending}`);
	zip.addBuffer(Buffer.from(layer.system.wkt), `${layer.name}.prj`);
	zip.addBuffer(Buffer.from('UTF-8'), `${layer.name}.cpg`);
	zip.addBuffer(Buffer.from(legend(fields)), `${layer.name}-columns.csv`);
	zip.end();
	yield* zip.outputStream as AsyncIterable<Buffer> & NodeJS.ReadableStream;
}

export default format({
	id: 'shapefile',
	title: 'Shapefile (zipped)',
	endings: ['shp.zip', 'zip'],
	mediaType: 'application/zip',
	write: (layer, rows) => withScratch((path) => write(path, layer, rows)),
});

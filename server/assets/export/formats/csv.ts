import { type ExportLayer, type ExportRow, format } from './index.ts';
import { shapeOf } from './writing/shape.ts';
import { gathered, wktOf } from './writing/text.ts';

const field = (it: unknown): string => {
	if (it === null || it === undefined) return '';
	const text = String(it);
	return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const line = (fields: readonly unknown[]): string => `${fields.map(field).join(',')}\r\n`;

/** RFC 4180 with a byte order mark, by which spreadsheets know its letters. The values stand as they are, for this is read back by machines. */
async function* lines({ columns }: ExportLayer, rows: AsyncIterable<ExportRow>): AsyncGenerator<string> {
	yield `\uFEFF${line([...columns.map((it) => it.name), 'wkt'])}`;
	for await (const { properties, wkb } of rows) {
		const shape = shapeOf(wkb);
		yield line([...columns.map((it) => properties[it.name]), shape && wktOf(shape)]);
	}
}

export default format({
	id: 'csv',
	title: 'Table as text (CSV) with well-known text',
	endings: ['csv'],
	mediaType: 'text/csv; charset=utf-8',
	write: (layer, rows) => gathered(lines(layer, rows)),
});

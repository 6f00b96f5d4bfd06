import { type ReadOptions, type SourceLayer, type SourceRow, source } from './index.ts';
import { chosenLayer } from './reading/layers.ts';
import { sheetRows } from './reading/sheet.ts';
import { tableRows } from './reading/table-rows.ts';
import { openWorkbook, type Sheet, type Workbook } from './reading/workbook.ts';

/** Sheets as layers: a table that stands on several is several tables. An empty sheet is none. */
async function layersIn(book: Workbook): Promise<(SourceLayer & { sheet: Sheet })[]> {
	const layers: (SourceLayer & { sheet: Sheet })[] = [];
	for (const sheet of book.sheets) {
		const rows = sheetRows(book, sheet);
		const first = await rows.next();
		await rows.return(undefined);
		if (!first.done) layers.push({ name: sheet.name, rows: null, crs: null, geometry: null, sheet });
	}
	return layers;
}

async function* read(path: string, options: ReadOptions): AsyncGenerator<SourceRow> {
	const book = await openWorkbook(path);
	try {
		const layers = await layersIn(book);
		// without a name it is the first sheet, as whoever opens a workbook sees it
		const { sheet } = options.layer === undefined && layers[0] ? layers[0] : chosenLayer(layers, options.layer);
		yield* tableRows(sheetRows(book, sheet), options);
	} finally {
		book.close();
	}
}

async function layers(path: string): Promise<SourceLayer[]> {
	const book = await openWorkbook(path);
	try {
		return (await layersIn(book)).map(({ name, rows, crs, geometry }) => ({ name, rows, crs, geometry }));
	} finally {
		book.close();
	}
}

export default source({
	id: 'xlsx',
	title: 'Spreadsheet (XLSX)',
	accepts: (fileName) => /\.xlsx$/i.test(fileName),
	layers,
	read,
});

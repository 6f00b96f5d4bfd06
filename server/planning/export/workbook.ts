import { ZipFile } from 'yazl';
import type { Cell, Column, ReportAnswer } from '../contract.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';

/** What XML allows of a text: no control characters, and its own signs written out. */
const safe = (text: string): string =>
	[...text]
		.filter((it) => it >= ' ' || it === '\n' || it === '\t')
		.join('')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');

/** Styles of cells by their place in `styles`: as it comes, a heading, a day, then figures with so many decimals, then a text in lines. */
const [plain, heading, day, figures, lines] = [0, 1, 2, 3, 7] as const;
const mostDigits = 3;

const styles = `${head}<styleSheet xmlns="${main}"><numFmts count="5"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>${Array.from(
	{ length: mostDigits + 1 },
	(_, digits) => `<numFmt numFmtId="${165 + digits}" formatCode="#,##0${digits > 0 ? `.${'0'.repeat(digits)}` : ''}"/>`,
).join('')}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="8"><xf/><xf fontId="1" applyFont="1" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf>
<xf numFmtId="164" applyNumberFormat="1"/>${Array.from({ length: mostDigits + 1 }, (_, digits) => `<xf numFmtId="${165 + digits}" applyNumberFormat="1"/>`).join('')}
<xf applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf></cellXfs></styleSheet>`;

const text = (it: string, style: number): string => `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${safe(it)}</t></is></c>`;
const number = (it: number, style: number): string => `<c s="${style}"><v>${it}</v></c>`;

/** Days as a workbook counts them, from the last day of 1899 on. */
const serial = (iso: string): number => Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / 86_400_000 + 25_569;

function cellOf({ kind, digits = 0 }: Column, it: string | number | null): string {
	if (it === null) return '<c/>';
	if (typeof it === 'number') return number(it, figures + Math.min(mostDigits, digits));
	return kind === 'date' ? number(serial(it), day) : text(it, plain);
}

const titleOf = ({ title, unit }: Column): string => (unit ? `${title} (${unit})` : title);
const headingsOf = (column: Column): string[] => (column.kind === 'interval' ? ['≥', '≤'].map((mark) => `${titleOf(column)} ${mark}`) : [titleOf(column)]);

function cellsOf(column: Column, cell: Cell | undefined): string[] {
	if (column.kind === 'interval') return Array.isArray(cell) ? cell.map((it) => cellOf(column, it)) : ['<c/>', '<c/>'];
	return [cellOf(column, Array.isArray(cell) ? null : (cell ?? null))];
}

/** What a workbook calls its columns: A to Z, then AA. */
const letters = (column: number): string => (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

/** A sheet; `frozen` keeps its first row in sight. */
const sheet = (rows: readonly (readonly string[])[], widths: readonly number[], frozen: boolean): string =>
	`${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${
		frozen ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : ''
	}</sheetView></sheetViews><cols>${widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols><sheetData>${rows.map((cells, at) => `<row r="${at + 1}">${cells.map((it, column) => it.replace('<c', `<c r="${letters(column)}${at + 1}"`)).join('')}</row>`).join('')}</sheetData></worksheet>`;

function tableSheet({ columns, rows }: ReportAnswer): string {
	const headings = [...columns.flatMap(headingsOf), ''];
	const body = rows.map(({ cells, faint }) => [...columns.flatMap((it) => cellsOf(it, cells[it.id])), faint === null ? '<c/>' : text(faint, plain)]);
	const widths = [...columns.flatMap((it) => headingsOf(it).map(() => (it.kind === 'text' ? 28 : 14))), 60];
	return sheet([headings.map((it) => text(it, heading)), ...body], widths, true);
}

const factSheet = (facts: readonly (readonly [string, string])[]): string =>
	sheet(
		facts.map(([name, value]) => [text(name, heading), text(value, lines)]),
		[24, 110],
		false,
	);

const parts = (names: readonly [string, string]): Record<string, string> => ({
	'[Content_Types].xml': `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${[1, 2].map((it) => `<Override PartName="/xl/worksheets/sheet${it}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
	'_rels/.rels': `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
	'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${names.map((it, at) => `<sheet name="${safe(it)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
	'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packaged}/relationships">${[1, 2].map((it) => `<Relationship Id="rId${it}" Type="${relations}/worksheet" Target="worksheets/sheet${it}.xml"/>`).join('')}<Relationship Id="rId3" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
	'xl/styles.xml': styles,
});

/** An answer as a workbook of Office Open XML: a sheet with the table, one with all that has to be known to read it. Texts are never formulas. */
export async function workbookOf(answer: ReportAnswer, names: readonly [string, string], facts: readonly (readonly [string, string])[]): Promise<Buffer> {
	const zip = new ZipFile();
	const all = { ...parts(names), 'xl/worksheets/sheet1.xml': tableSheet(answer), 'xl/worksheets/sheet2.xml': factSheet(facts) };
	for (const [name, content] of Object.entries(all)) zip.addBuffer(Buffer.from(content), name);
	zip.end();
	const chunks: Buffer[] = [];
	for await (const chunk of zip.outputStream as AsyncIterable<Buffer> & NodeJS.ReadableStream) chunks.push(chunk);
	return Buffer.concat(chunks);
}

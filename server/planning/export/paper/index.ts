import type { ReportAnswer, Shapes } from '../../contract.ts';
import type { Text } from '../../reports/index.ts';
import { words } from '../words.ts';
import { drawChart, linesOf, mostLines } from './chart.ts';
import { drawMap } from './map.ts';
import { mm, Sheet } from './sheet.ts';
import { drawTable } from './table.ts';

/** What a paper has to be told besides the answer. */
export interface Paper {
	readonly answer: ReportAnswer;
	readonly shapes: Shapes | null;
	readonly town: string;
	/** The address at which the same is asked again. */
	readonly link: string;
	readonly language: string;
	readonly locale: string;
	readonly zone: string;
	readonly say: (text: Text) => string;
	/** What somebody added to it. */
	readonly title?: string;
	readonly note?: string;
}

const writers = ({ locale }: Paper) => ({
	write: (value: number, digits: number): string =>
		new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value),
	figure: (value: number): string => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value),
	day: (iso: string): string => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(iso)),
});

const moment = ({ locale, zone, answer }: Paper): string =>
	new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: zone }).format(new Date(answer.asOf));

function drawHead(sheet: Sheet, paper: Paper): void {
	const { answer, say, town, title, note } = paper;
	sheet.line(town, { x: sheet.left, y: sheet.y, width: sheet.width / 2 }, { size: 11, strong: true });
	sheet.line(say(words.paper), { x: sheet.left + sheet.width / 2, y: sheet.y, width: sheet.width / 2, right: true }, { size: 11 });
	sheet.y += 6 * mm;
	sheet.rule('#000000', 1.4);
	sheet.y += 6 * mm;
	sheet.text(title ?? answer.title, { size: 10, strong: true, colour: '#444444', after: 1 });
	sheet.text(answer.question, { size: 17, strong: true, after: 2 });
	sheet.text(answer.about, { size: 10, strong: true, after: 2.5 });
	if (note) sheet.text(note, { size: 10, after: 2.5 });
	sheet.text(`${say(words.definition)}: ${answer.definition}`, { size: 8.5 });
	sheet.text(`${say(words.source)}: ${answer.source}`, { size: 8.5 });
	sheet.text(`${say(words.asOf)}: ${moment(paper)}`, { size: 8.5, after: 4 });
}

function drawNotes(sheet: Sheet, { answer, say }: Paper): void {
	const reasons = [...new Set(answer.rows.flatMap(({ faint }) => faint ?? []))];
	const notes = [...reasons, ...answer.notes];
	if (notes.length === 0) return;
	sheet.heading(say(words.notes), 14 * mm);
	for (const it of notes) sheet.text(it, { size: 8.5 });
}

/** An answer as a paper for the council: title, question, map, legend, scale, chart, table, definition, date, source, page numbers. */
export async function paperOf(paper: Paper): Promise<Buffer> {
	const { answer, shapes, say } = paper;
	const { write, figure, day } = writers(paper);
	const sheet = new Sheet(`${answer.title} – ${paper.town}`, paper.language);
	drawHead(sheet, paper);
	if (answer.geography && shapes && (shapes.features.length > 0 || answer.geography.graded)) {
		sheet.need(100 * mm);
		drawMap(sheet, { geography: answer.geography, shapes }, { say, number: (it) => write(it, 0), figure: (it) => write(it, 1) });
	}
	const lines = linesOf(answer);
	if (lines.length > 0) {
		sheet.heading(say(words.chart));
		sheet.text(`${answer.chart.title}. ${answer.chart.interval === undefined ? '' : say(words.interval)}`, { size: 8.5 });
		drawChart(sheet, answer, figure);
		if (lines.length > mostLines) sheet.text(say(words.firstOnly), { size: 8.5 });
	}
	sheet.heading(say(words.table));
	drawTable(sheet, answer, { write, day });
	drawNotes(sheet, paper);
	return sheet.end(`${answer.title} · ${moment(paper)} · ${paper.link}`, paper.link);
}

import PDFDocument from 'pdfkit';
import { printable } from '../../platform/printable.ts';

type Document = InstanceType<typeof PDFDocument>;

/** A4 with margins, in points. */
const page = { width: 595.28, height: 841.89, margin: 50, foot: 60 };
const [regular, bold] = ['Helvetica', 'Helvetica-Bold'];
const [ink, grey] = ['#000000', '#555555'];
/** From the left margin to the second column of facts and entries. */
const indent = 118;

/** A document that is written from top to bottom, page after page. */
export interface Paper {
	readonly document: Document;
	/** How wide what is written may be. */
	readonly width: number;
}

/** Begins a document. */
export function newPaper(title: string, at: Date): Paper {
	const margins = { top: page.margin, left: page.margin, right: page.margin, bottom: page.foot };
	const document = new PDFDocument({ size: [page.width, page.height], margins, bufferPages: true, info: { Title: title, CreationDate: at } });
	return { document, width: page.width - 2 * page.margin };
}

/** Goes to the next page where less than a height is left of this one. */
export function room({ document }: Paper, height: number): void {
	if (document.y + height > page.height - page.foot) document.addPage();
}

/** The title of the whole. */
export function title({ document, width }: Paper, text: string, over: string): void {
	document.font(regular).fontSize(10).fillColor(grey).text(printable(over), page.margin, document.y, { width });
	document.font(bold).fontSize(20).fillColor(ink).text(printable(text), { width }).moveDown(0.4);
}

/** The heading of a part; never the last line of a page. */
export function heading(paper: Paper, text: string): void {
	const { document, width } = paper;
	room(paper, 70);
	document.moveDown(1).font(bold).fontSize(13).fillColor(ink).text(printable(text), page.margin, document.y, { width });
	document.lineWidth(0.7).strokeColor('#999999');
	document
		.moveTo(page.margin, document.y + 1)
		.lineTo(page.margin + width, document.y + 1)
		.stroke();
	document.moveDown(0.5);
}

/** The heading within a part. */
export function subheading(paper: Paper, text: string): void {
	const { document, width } = paper;
	room(paper, 44);
	document.moveDown(0.5).font(bold).fontSize(10).fillColor(ink).text(printable(text), page.margin, document.y, { width }).moveDown(0.15);
}

/** A paragraph. */
export function paragraph({ document, width }: Paper, text: string, { quiet = false }: { quiet?: boolean } = {}): void {
	const lines = text.split(/\r?\n/).map(printable).join('\n');
	document
		.font(regular)
		.fontSize(9.5)
		.fillColor(quiet ? grey : ink)
		.text(lines, page.margin, document.y, { width })
		.moveDown(0.3);
}

/** An entry: on the left what it is called or when it was, beside it what it says, below that what is said less loudly. */
export interface Line {
	left: string;
	text: string;
	below?: string;
}

function line(paper: Paper, { left, text, below }: Line): void {
	const { document, width } = paper;
	const wide = width - indent;
	const [said, more] = [text, below ?? ''].map((it) => it.split(/\r?\n/).map(printable).join('\n')) as [string, string];
	document.font(regular).fontSize(9.5);
	const height = Math.max(document.heightOfString(said || ' ', { width: wide }), document.heightOfString(printable(left), { width: indent - 8 }));
	room(paper, Math.min(height, 300));
	const top = document.y;
	document.fillColor(grey).text(printable(left), page.margin, top, { width: indent - 8 });
	const after = document.y;
	document.fillColor(ink).text(said, page.margin + indent, top, { width: wide });
	document.y = Math.max(document.y, document.y < top ? document.y : after);
	if (more)
		document
			.fontSize(8.5)
			.fillColor(grey)
			.text(more, page.margin + indent, document.y, { width: wide });
	document.y += 2.5;
}

/** Entries below each other. */
export function lines(paper: Paper, entries: readonly Line[]): void {
	for (const it of entries) line(paper, it);
}

/** Facts by their names; those that nobody knows are left out. */
export function facts(paper: Paper, entries: readonly (readonly [string, string | number | null | undefined])[]): void {
	lines(
		paper,
		entries.flatMap(([left, value]) => (value === null || value === undefined || value === '' ? [] : [{ left, text: String(value) }])),
	);
}

/** Pictures side by side, two in a row, each with its words below. */
export function pictures(paper: Paper, shown: readonly { bytes: Buffer; words: string }[]): void {
	const { document, width } = paper;
	const [wide, high] = [(width - 12) / 2, 170];
	for (let from = 0; from < shown.length; from += 2) {
		room(paper, high + 40);
		const top = document.y;
		for (const [at, { bytes, words }] of shown.slice(from, from + 2).entries()) {
			const left = page.margin + at * (wide + 12);
			document.image(bytes, left, top, { fit: [wide, high] });
			document
				.font(regular)
				.fontSize(8)
				.fillColor(grey)
				.text(printable(words), left, top + high + 3, { width: wide, height: 28, ellipsis: true });
		}
		document.y = top + high + 36;
	}
}

/** Ends a document: writes the foot of every page, and answers its bytes. */
export function finish({ document, width }: Paper, foot: (at: number, of: number) => string): Promise<Buffer> {
	const { start, count } = document.bufferedPageRange();
	for (let at = start; at < start + count; at += 1) {
		document.switchToPage(at);
		// Below the margin nothing could be written without a new page.
		document.page.margins.bottom = 0;
		document.font(regular).fontSize(7.5).fillColor(grey);
		document.text(printable(foot(at - start + 1, count)), page.margin, page.height - 36, { width, lineBreak: false });
	}
	const parts: Buffer[] = [];
	const whole = new Promise<Buffer>((resolve, reject) => {
		document.on('data', (part: Buffer) => parts.push(part));
		document.on('end', () => resolve(Buffer.concat(parts)));
		document.on('error', reject);
	});
	document.end();
	return whole;
}

import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import { printable } from '../../platform/printable.ts';
import { type Code, codeOf, quiet } from './code.ts';
import { cornerOf, type Layout } from './layouts.ts';

/** What stands on a label. */
export interface Label {
	readonly reference: string;
	/** The short address that the code leads to. */
	readonly address: string;
	/** What it is, in the municipality's languages. */
	readonly names: readonly string[];
	readonly owner: string;
	/** "Report a fault", in the municipality's languages. */
	readonly calls: readonly string[];
}

export type Document = InstanceType<typeof PDFDocument>;

const points = 72 / 25.4;
const [regular, bold] = ['Helvetica', 'Helvetica-Bold'];

/** A document of label pages, without pages yet. */
export function newDocument({ page }: Layout, title: string): Document {
	const document = new PDFDocument({ autoFirstPage: false, size: [page.width * points, page.height * points], margin: 0, info: { Title: title } });
	return document;
}

interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Draws a QR code into a square, in points, as one path of rectangles, one unit a module. */
function drawCode(document: Document, { size, stretches }: Code, { x, y, width }: Omit<Box, 'height'>): void {
	document
		.save()
		.translate(x, y)
		.scale(width / size);
	// A hair higher, or readers of PDF show white lines between the rows.
	for (const { row, from, length } of stretches) document.rect(from, row, length, 1.02);
	document.fill('#000000').restore();
}

interface Line {
	text: string;
	font: string;
	size: number;
	/** It is written smaller, down to this, before it is cut. */
	least: number;
	grey?: boolean;
}

/** The size at which a line fits a width. */
function fitted(document: Document, { text, font, size, least }: Line, width: number): number {
	const needed = document.font(font).fontSize(size).widthOfString(text);
	return Math.max(least, Math.min(size, (size * width) / needed));
}

/** A text that is too long even at its smallest ends in dots. */
function cut(document: Document, text: string, width: number): string {
	let shown = text;
	while (shown.length > 1 && document.widthOfString(shown) > width) shown = `${shown.slice(0, -2).trimEnd()}…`;
	return shown;
}

/** From one line to the next, of its size. */
const leading = 1.22;

/** Writes lines below each other in the middle of a box's height, all of them smaller where they are too many for it. */
function drawLines(document: Document, lines: readonly Line[], { box, align }: { box: Box; align: 'left' | 'center' }): void {
	const sized = lines.map((it) => ({ ...it, text: printable(it.text) })).map((it) => ({ ...it, fits: fitted(document, it, box.width) }));
	const whole = sized.reduce((sum, it) => sum + it.fits * leading, 0);
	const shrunk = Math.min(1, box.height / whole);
	let y = box.y + (box.height - whole * shrunk) / 2;
	for (const { text, font, fits, grey } of sized) {
		document.font(font).fontSize(fits * shrunk);
		const shown = cut(document, text, box.width);
		const x = align === 'left' ? box.x : box.x + (box.width - document.widthOfString(shown)) / 2;
		document.fillColor(grey ? '#444444' : '#000000').text(shown, x, y, { lineBreak: false });
		y += fits * shrunk * leading;
	}
}

const linesOf = ({ reference, names, owner, calls }: Label): Line[] => [
	{ text: reference, font: bold, size: 17, least: 8 },
	{ text: names[0] ?? '', font: regular, size: 9, least: 5.5 },
	...(names.length > 1 ? [{ text: names.slice(1).join(' · '), font: regular, size: 7, least: 5 }] : []),
	{ text: owner, font: regular, size: 7, least: 5, grey: true },
	...calls.map((text): Line => ({ text, font: bold, size: 7.5, least: 5 })),
];

/** Draws a label: the code, and beside or below it what it leads to. Nothing comes nearer to the edge than is safe. */
function drawLabel(document: Document, layout: Layout, { label, corner }: { label: Label; corner: { x: number; y: number } }): void {
	const { width, height } = layout.label;
	const [x, y, wide, high, safe] = [corner.x, corner.y, width, height, layout.safe].map((it) => it * points) as [number, number, number, number, number];
	const code = codeOf(label.address);
	if (layout.text === 'beside') {
		const side = high - 2 * safe;
		drawCode(document, code, { x: x + safe, y: y + safe, width: side });
		const left = x + safe + side + (quiet * side) / code.size;
		drawLines(document, linesOf(label), { box: { x: left, y: y + safe, width: x + wide - safe - left, height: side }, align: 'left' });
		return;
	}
	const side = high * 0.52;
	drawCode(document, code, { x: x + (wide - side) / 2, y: y + safe, width: side });
	const top = y + safe + side + (quiet * side) / code.size;
	drawLines(document, linesOf({ ...label, calls: [label.calls.join(' · ')] }), {
		box: { x: x + safe, y: top, width: wide - 2 * safe, height: y + high - safe - top },
		align: 'center',
	});
}

/** The small print of a page, in the strip below the last labels that is not safe to print labels on. */
function drawFooter(document: Document, { page }: Layout, text: string): void {
	document.font(regular).fontSize(4.5).fillColor('#666666');
	const shown = printable(text);
	document.text(shown, (page.width * points - document.widthOfString(shown)) / 2, (page.height - 3.2) * points, { lineBreak: false });
}

/** Draws a page of labels, from the n-th place on; others get their turn after each. */
export async function drawPage(
	document: Document,
	layout: Layout,
	{ labels, skip, footer }: { labels: readonly Label[]; skip: number; footer: string },
): Promise<void> {
	document.addPage();
	for (const [at, label] of labels.entries()) {
		drawLabel(document, layout, { label, corner: cornerOf(layout, skip + at) });
		await setImmediate();
	}
	if (layout.rows * layout.columns > 1) drawFooter(document, layout, footer);
}

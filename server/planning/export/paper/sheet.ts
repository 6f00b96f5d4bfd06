import PDFDocument from 'pdfkit';

export type Document = InstanceType<typeof PDFDocument>;

/** Points in a millimetre. */
export const mm = 72 / 25.4;
const [regular, bold] = ['Helvetica', 'Helvetica-Bold'] as const;
/** Besides Latin-1, what the fonts that every reader of PDF has can write. */
const further = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
const alike: Readonly<Record<string, string>> = { '≥': '>=', '≤': '<=', '−': '-', '\u2011': '-', '\u202f': '\u00a0', '\u2009': ' ' };

/** Text as the fonts of every PDF reader can write it. */
export const printable = (text: string): string =>
	[...text]
		.map((it) => {
			const plain = it.normalize('NFD').replace(/\p{M}/gu, '');
			const writes = [it, alike[it] ?? plain].find((one) => one !== '' && [...one].every((sign) => (sign >= ' ' && sign <= 'ÿ') || further.includes(sign)));
			return writes ?? (it === '\n' ? it : '?');
		})
		.join('');

interface Style {
	size?: number;
	strong?: boolean;
	colour?: string;
	/** Free space below, in millimetres. */
	after?: number;
}

/** A sheet of A4 that is filled from top to bottom; what does not fit goes to the next. */
export class Sheet {
	readonly document: Document;
	readonly left = 16 * mm;
	readonly width = 178 * mm;
	readonly bottom = 275 * mm;
	y = 18 * mm;

	constructor(title: string, language: string) {
		this.document = new PDFDocument({ size: 'A4', margin: 0, bufferPages: true, lang: language, info: { Title: title } });
	}

	/** Makes sure that so much room is left on this page, or begins the next. */
	need(height: number): boolean {
		if (this.y + height <= this.bottom) return false;
		this.document.addPage();
		this.y = 18 * mm;
		return true;
	}

	font({ size = 9, strong = false, colour = '#000000' }: Style): Document {
		return this.document
			.font(strong ? bold : regular)
			.fontSize(size)
			.fillColor(colour);
	}

	/** A paragraph over the whole width. */
	text(words: string, style: Style = {}): void {
		const said = printable(words);
		const height = this.font(style).heightOfString(said, { width: this.width });
		this.need(height);
		this.font(style).text(said, this.left, this.y, { width: this.width });
		this.y += height + (style.after ?? 1.5) * mm;
	}

	/** A heading keeps some of what follows it on its page. */
	heading(words: string, room = 40 * mm): void {
		this.y += 3 * mm;
		this.need(room);
		this.text(words, { size: 12, strong: true, after: 1.5 });
	}

	/** One line, cut where it is too long. */
	line(words: string, at: { x: number; y: number; width: number; right?: boolean }, style: Style = {}): void {
		this.font(style).text(cut(this.document, printable(words), at.width), at.x, at.y, {
			width: at.width + 1,
			align: at.right ? 'right' : 'left',
			lineBreak: false,
		});
	}

	rule(colour = '#000000', thick = 0.5): void {
		this.document
			.moveTo(this.left, this.y)
			.lineTo(this.left + this.width, this.y)
			.lineWidth(thick)
			.stroke(colour);
	}

	/** The foot of every page, written when it is known how many there are; then the whole file. */
	async end(foot: string, link: string): Promise<Buffer> {
		const { count } = this.document.bufferedPageRange();
		for (let page = 0; page < count; page += 1) {
			this.document.switchToPage(page);
			const y = 284 * mm;
			this.line(foot, { x: this.left, y, width: this.width - 22 * mm }, { size: 7.5, colour: '#555555' });
			this.document.link(this.left, y, this.width - 22 * mm, 4 * mm, link);
			this.line(`${page + 1} / ${count}`, { x: this.left + this.width - 20 * mm, y, width: 20 * mm, right: true }, { size: 8 });
		}
		const chunks: Buffer[] = [];
		this.document.on('data', (chunk: Buffer) => chunks.push(chunk));
		const ended = new Promise<void>((resolve) => this.document.on('end', () => resolve()));
		this.document.end();
		await ended;
		return Buffer.concat(chunks);
	}
}

function cut(document: Document, text: string, width: number): string {
	let shown = text;
	while (shown.length > 1 && document.widthOfString(shown) > width) shown = `${shown.slice(0, -2).trimEnd()}…`;
	return shown;
}

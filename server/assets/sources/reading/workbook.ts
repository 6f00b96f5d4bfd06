import { SourceError } from '../index.ts';
import { type Attributes, readXml, type XmlHandler } from './xml.ts';
import { openZip, type Packed, type Zip } from './zip.ts';

/** A sheet of a workbook. */
export interface Sheet {
	readonly name: string;
	readonly file: Packed;
}

/** A spreadsheet that has been opened, with what its cells refer to. */
export interface Workbook {
	readonly sheets: readonly Sheet[];
	/** Texts that cells name by number. */
	readonly texts: readonly string[];
	/** Styles, by number, that show a number as a day. */
	readonly days: ReadonlySet<number>;
	/** Whether days are counted from 1904 instead of 1900. */
	readonly since1904: boolean;
	close(): void;
}

/** Characters of all texts together, which have to stay in memory while the sheets are read. */
const mostText = 64 * 1024 * 1024;
/** Numbers of formats that come with the program and show days. */
const builtIn = (format: number): boolean =>
	(format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 45 && format <= 47) || (format >= 50 && format <= 58);
/** Whether a format shows a day: it has letters of days outside what is quoted or in brackets. */
const showsDay = (code: string): boolean => /[ymdh]/i.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '')) && !/general/i.test(code);

type Seen = (name: string, attributes: Attributes) => void;

/** Reads through a small file of which only tags matter. */
async function tagsOf(file: Packed | undefined, seen: Seen): Promise<void> {
	if (!file) return;
	const handler: XmlHandler<never> = { open: seen, text: () => undefined, close: () => undefined, take: () => [] };
	for await (const _nothing of readXml(file.read(), handler));
}

/** The texts of a workbook: those of rich text are put together, how they are to be pronounced is left out. */
class Texts implements XmlHandler<string> {
	#ready: string[] = [];
	#text = '';
	#reading = false;
	#aside = false;
	#length = 0;

	open(name: string): void {
		if (name === 'si') this.#text = '';
		else if (name === 'rPh') this.#aside = true;
		this.#reading = name === 't' && !this.#aside;
	}

	text(text: string): void {
		if (this.#reading) this.#text += text;
	}

	close(name: string): void {
		if (name === 'rPh') this.#aside = false;
		this.#reading = false;
		if (name !== 'si') return;
		this.#length += this.#text.length;
		if (this.#length > mostText) throw new SourceError('the workbook holds more text than can be read');
		this.#ready.push(this.#text);
	}

	take(): string[] {
		const ready = this.#ready;
		this.#ready = [];
		return ready;
	}
}

async function textsOf(file: Packed | undefined): Promise<string[]> {
	const texts: string[] = [];
	if (file) for await (const text of readXml(file.read(), new Texts())) texts.push(text);
	return texts;
}

const styleLists = new Set(['cellXfs', 'cellStyleXfs', 'cellStyles', 'dxfs']);

/** Which styles of cells show days, by their place in the list of styles. */
async function daysOf(file: Packed | undefined): Promise<Set<number>> {
	const own = new Map<number, boolean>();
	const formats: number[] = [];
	let list = '';
	await tagsOf(file, (name, attributes) => {
		if (name === 'numFmt') own.set(Number(attributes['numFmtId']), showsDay(attributes['formatCode'] ?? ''));
		else if (styleLists.has(name)) list = name;
		else if (name === 'xf' && list === 'cellXfs') formats.push(Number(attributes['numFmtId']));
	});
	return new Set(formats.flatMap((format, style) => ((own.get(format) ?? builtIn(format)) ? [style] : [])));
}

/** Where a part lies that another names: from the root, or from the folder of the workbook. */
const placed = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`);

async function contentsOf(zip: Zip): Promise<Omit<Workbook, 'close'>> {
	const file = (name: string): Packed | undefined => zip.files.find((it) => it.name.toLowerCase() === name.toLowerCase());
	const book = file('xl/workbook.xml');
	if (!book) throw new SourceError('this is no workbook of a spreadsheet (.xlsx)');
	const targets = new Map<string, string>();
	await tagsOf(file('xl/_rels/workbook.xml.rels'), (name, it) => {
		if (name === 'Relationship') targets.set(it['Id'] ?? '', placed(it['Target'] ?? ''));
	});
	const sheets: Sheet[] = [];
	let since1904 = false;
	await tagsOf(book, (name, it) => {
		if (name === 'workbookPr') since1904 = /^(1|true)$/.test(it['date1904'] ?? '');
		const found = name === 'sheet' ? file(targets.get(it['id'] ?? '') ?? '') : undefined;
		if (found) sheets.push({ name: it['name'] ?? '', file: found });
	});
	return { sheets, since1904, texts: await textsOf(file('xl/sharedStrings.xml')), days: await daysOf(file('xl/styles.xml')) };
}

/** Opens a workbook. Its sheets are read later, row by row. */
export async function openWorkbook(path: string): Promise<Workbook> {
	const zip = await openZip(path);
	try {
		return { ...(await contentsOf(zip)), close: zip.close };
	} catch (error) {
		zip.close();
		throw error;
	}
}

import { SaxesParser } from 'saxes';

/** What another server answered, JSON and XML alike: texts, lists, and things with named parts. */
export type Answer = string | readonly Answer[] | Row;

/** One thing of an answer. */
export interface Row {
	readonly [name: string]: Answer;
}

/** What nests deeper is no answer but an attack. */
const deepest = 40;

interface Open {
	name: string;
	parts: Record<string, Answer[]>;
	text: string;
}
/** An element without elements is its text; of a name that comes once the one, else the list. */
function closed({ parts, text }: Open): Answer {
	const names = Object.keys(parts);
	if (names.length === 0) return text.trim();
	return Object.fromEntries(names.map((name) => [name, parts[name]?.length === 1 ? (parts[name]?.[0] ?? '') : (parts[name] ?? [])]));
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Attributes are no part of Open311 and passed over; entities that a document defines for itself are not known. */
function readXml(text: string): Answer {
	const root: Open = { name: '', parts: {}, text: '' };
	const open: Open[] = [root];
	const parser = new SaxesParser({ xmlns: false });
	parser.on('error', (error) => {
		throw error;
	});
	parser.on('opentag', ({ name }) => {
		if (open.length > deepest) throw new Error('too deep');
		open.push({ name: local(name), parts: Object.create(null), text: '' });
	});
	const hear = (words: string): void => {
		const at = open.at(-1);
		if (at) at.text += words;
	};
	parser.on('text', hear);
	parser.on('cdata', hear);
	parser.on('closetag', () => {
		const done = open.pop();
		const around = open.at(-1);
		if (done && around) around.parts[done.name] = [...(around.parts[done.name] ?? []), closed(done)];
	});
	parser.write(text).close();
	return closed(root);
}

/** Numbers, yes and no as texts: an id is the same id in both formats. */
function plain(it: unknown, depth = 0): Answer {
	if (depth > deepest) throw new Error('too deep');
	if (it === null || it === undefined) return '';
	if (Array.isArray(it)) return it.map((part) => plain(part, depth + 1));
	if (typeof it === 'object') return Object.fromEntries(Object.entries(it).map(([name, part]) => [name, plain(part, depth + 1)]));
	return String(it);
}

/** Reads JSON or XML, whichever it is and whatever it was called; undefined where it is neither. */
export function read(text: string): Answer | undefined {
	const body = text.replace(/^\uFEFF/, '').trim();
	try {
		return body.startsWith('<') ? readXml(body) : plain(JSON.parse(body));
	} catch {
		return undefined;
	}
}

const isRow = (it: Answer): it is Row => typeof it === 'object' && !Array.isArray(it);

/** A text of a row; undefined where it is not there or empty. */
export function textOf(row: Row | undefined, name: string): string | undefined {
	const it = row?.[name];
	return typeof it === 'string' && it.trim() !== '' ? it.trim() : undefined;
}

/** A part of a row that has parts itself. */
export function partOf(row: Row, name: string): Row | undefined {
	const it = row[name];
	return it !== undefined && isRow(it) ? it : undefined;
}

/** All things of an answer that have one of these names filled in, however they are wrapped. */
export function rowsWith(it: Answer | undefined, names: readonly string[]): Row[] {
	if (it === undefined || typeof it === 'string') return [];
	if (Array.isArray(it)) return it.flatMap((part) => rowsWith(part, names));
	const row = it as Row;
	return names.some((name) => textOf(row, name) !== undefined) ? [row] : Object.values(row).flatMap((part) => rowsWith(part, names));
}

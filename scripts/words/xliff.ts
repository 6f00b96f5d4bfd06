import { SaxesParser } from 'saxes';
import { first, type Text } from './texts.ts';

/** A text as it comes back from a translator. */
export interface Translated {
	readonly id: string;
	readonly language: string;
	readonly source: string;
	readonly target: string;
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (it) => marks[it] ?? it);

/** What holes and branches in a text mean, said to whoever translates it. */
function holesNote(text: string): string {
	const holes = [...text.matchAll(/\{(\w+)(\|)?/g)];
	if (holes.length === 0) return '';
	const names = [...new Set(holes.map(([, name]) => `{${name}}`))].join(', ');
	const branches = holes.some(([, , branch]) => branch)
		? ' After | stand branches for numbers (one:, other:, =0:, or what the language needs); # is the number.'
		: '';
	return `Filled in by the program: ${names}; keep the names as they are.${branches}`;
}

function unit(text: Text, language: string): string {
	const [, path = ''] = /^\S+ (.*)$/s.exec(text.id) ?? [];
	const source = text.in[first]?.text ?? '';
	const target = text.in[language]?.text;
	const note = [text.note, holesNote(source)].filter(Boolean).join(' ');
	return [
		`\t\t\t<trans-unit id="${escaped(path)}" xml:space="preserve">`,
		`\t\t\t\t<source>${escaped(source)}</source>`,
		target === undefined ? '\t\t\t\t<target state="new"></target>' : `\t\t\t\t<target state="translated">${escaped(target)}</target>`,
		...(note ? [`\t\t\t\t<note>${escaped(note)}</note>`] : []),
		'\t\t\t</trans-unit>',
	].join('\n');
}

/** All texts for one language as XLIFF 1.2, which translators' programs read: a `file` for each of ours, with notes. */
export function xliffOf(texts: readonly Text[], language: string): string {
	const files = new Map<string, Text[]>();
	for (const text of texts) {
		const name = text.id.slice(0, text.id.indexOf(' '));
		files.set(name, [...(files.get(name) ?? []), text]);
	}
	const written = [...files].map(
		([name, all]) =>
			`\t<file original="${escaped(name)}" source-language="${first}" target-language="${language}" datatype="plaintext">\n\t\t<body>\n${all.map((it) => unit(it, language)).join('\n')}\n\t\t</body>\n\t</file>`,
	);
	return `<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n${written.join('\n')}\n</xliff>\n`;
}

/** Reads XLIFF 1.2 again: each text that has a target. Throws where it is no well-formed XML. */
export function translatedIn(xml: string): Translated[] {
	const parser = new SaxesParser();
	const found: Translated[] = [];
	let [file, language, path, text] = ['', '', '', ''];
	let [source, target] = ['', ''];
	parser.on('opentag', ({ name, attributes }) => {
		if (name === 'file') [file, language] = [String(attributes['original'] ?? ''), String(attributes['target-language'] ?? '')];
		if (name === 'trans-unit') [path, source, target] = [String(attributes['id'] ?? ''), '', ''];
		text = '';
	});
	parser.on('text', (it) => {
		text += it;
	});
	parser.on('closetag', ({ name }) => {
		if (name === 'source') source = text;
		if (name === 'target') target = text;
		if (name === 'trans-unit' && target.trim()) found.push({ id: `${file} ${path}`, language, source, target });
	});
	parser.on('error', (error) => {
		throw error;
	});
	parser.write(xml).close();
	return found;
}

import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import ts from 'typescript';

/** The language the texts are written in first. */
export const first = 'en';

/** Where a text stands in a file: from its opening to its closing quote. */
interface Place {
	readonly file: string;
	readonly from: number;
	readonly to: number;
}

/** A text of the product, in each language that has it. */
export interface Text {
	/** The file of its first language and the way to it there: `gis-layers/roads.ts modes.2.title`. */
	readonly id: string;
	/** What a translator should know of it: the comments over it and over its file. */
	readonly note: string;
	readonly in: Readonly<Record<string, { readonly text: string; readonly place: Place }>>;
}

interface Found {
	readonly path: string;
	readonly text: string;
	readonly note: string;
	readonly place: Place;
}

const searched = ['client', 'server', 'gis-layers', 'seeds'];

/** What languages call themselves is nothing to translate. */
const apart = new Set(['client/i18n/language.ts languageNames']);

function* filesIn(folder: string): Generator<string> {
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) yield* filesIn(path);
		else if (/\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts')) yield path;
	}
}

const nameOf = (name: ts.PropertyName): string => (ts.isComputedPropertyName(name) ? name.getText() : name.text);

const plain = (comment: string): string =>
	comment
		.replace(/^\/\*\*?|\*\/$|^\/\//g, '')
		.replace(/^\s*\*\s?/gm, '')
		.replace(/\s+/g, ' ')
		.trim();

/** The comments right over a piece of code, without their slashes and stars. */
function noteOver(node: ts.Node, source: ts.SourceFile): string {
	const ranges = ts.getLeadingCommentRanges(source.text, node.getFullStart()) ?? [];
	return ranges.map(({ pos, end }) => plain(source.text.slice(pos, end))).join(' ');
}

/** All texts under a value, each with the way to it. */
function textsUnder(value: ts.Node, source: ts.SourceFile, it: { path: string; note: string }): Found[] {
	if (ts.isStringLiteralLike(value)) return [{ ...it, text: value.text, place: { file: source.fileName, from: value.getStart(source), to: value.getEnd() } }];
	if (ts.isAsExpression(value) || ts.isSatisfiesExpression(value)) return textsUnder(value.expression, source, it);
	if (!ts.isObjectLiteralExpression(value)) return [];
	return value.properties.filter(ts.isPropertyAssignment).flatMap((property) => {
		const path = [it.path, nameOf(property.name)].filter(Boolean).join('.');
		const note = [it.note, noteOver(property, source)].filter(Boolean).join(' ');
		return textsUnder(property.initializer, source, { path, note });
	});
}

/** The way from the top of a file to one of its pieces: names of what is declared and of properties, numbers in lists. */
function pathTo(node: ts.Node): string {
	const { parent } = node;
	if (!parent) return '';
	const before = pathTo(parent);
	const here = ts.isArrayLiteralExpression(parent)
		? String(parent.elements.indexOf(node as ts.Expression))
		: ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node)
			? (node.name?.getText() ?? '')
			: ts.isCallExpression(parent)
				? `(${parent.arguments.indexOf(node as ts.Expression)})`
				: '';
	return [before, here.replace(/^'|'$/g, '')].filter(Boolean).join('.');
}

/** The object of a file's words: `export const words = { … }`. */
function wordsOf(source: ts.SourceFile): Found[] {
	return source.statements.filter(ts.isVariableStatement).flatMap((statement) => {
		const declared = statement.declarationList.declarations.find(({ name }) => name.getText(source) === 'words');
		return declared?.initializer ? textsUnder(declared.initializer, source, { path: '', note: noteOver(statement, source) }) : [];
	});
}

const parsed = (file: string): ts.SourceFile => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);

/** Puts the same text of several languages together. */
function joined(home: string, languages: ReadonlyMap<string, readonly Found[]>): Text[] {
	const ways = new Map([...languages].map(([language, found]) => [language, new Map(found.map((it) => [it.path, it]))]));
	return (languages.get(first) ?? []).map(({ path, note }) => ({
		id: `${home} ${path}`,
		note,
		in: Object.fromEntries([...ways].flatMap(([language, all]) => (all.has(path) ? [[language, all.get(path) as Found]] : []))),
	}));
}

/** Words that have a file for each language: `words/…/en.ts`, `af.ts`, `xh.ts`. */
function wordFile(root: string, file: string): Text[] {
	const names = readdirSync(dirname(file)).filter((name) => /^[a-z]{2,3}\.ts$/.test(name));
	const languages = names.map((name): [string, Found[]] => [basename(name, '.ts'), wordsOf(parsed(join(dirname(file), name)))]);
	return joined(relative(root, file).replaceAll('\\', '/'), new Map(languages));
}

/** Texts that stand beside each other in the code: `{ en: …, af: …, xh: … }`. */
function beside(root: string, file: string): Text[] {
	const source = parsed(file);
	const home = relative(root, file).replaceAll('\\', '/');
	const texts: Text[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isObjectLiteralExpression(node)) {
			const languages = node.properties.filter(ts.isPropertyAssignment).filter(({ name }) => /^[a-z]{2,3}$/.test(nameOf(name)));
			const names = languages.map(({ name }) => nameOf(name));
			if (names.includes(first) && languages.length > 1 && languages.length === node.properties.length) {
				const path = pathTo(node);
				const of = languages.map(({ name, initializer }): [string, Found[]] => [nameOf(name), textsUnder(initializer, source, { path, note: '' })]);
				texts.push(...joined(home, new Map(of)));
				return;
			}
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return texts;
}

/** Every text of the product that people read, with what it is in each language. */
export function textsOf(root: string): Text[] {
	const files = searched.flatMap((folder) => [...filesIn(join(root, folder))]).filter((file) => !file.includes('node_modules'));
	const texts = files.flatMap((file) => {
		if (!/\/words\/(.+\/)?[a-z]{2,3}\.ts$/.test(file.replaceAll('\\', '/'))) return beside(root, file);
		return basename(file) === `${first}.ts` ? wordFile(root, file) : [];
	});
	return texts.filter(({ id }) => !apart.has(id));
}

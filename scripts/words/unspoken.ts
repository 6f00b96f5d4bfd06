import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

/** Attributes whose values people see or hear. */
const heard = new Set(['alt', 'aria-description', 'aria-label', 'aria-roledescription', 'aria-valuetext', 'hint', 'label', 'placeholder', 'title']);

const isWords = (text: string): boolean => /\p{Letter}{2}/u.test(text);

/** The text a piece of a component shows or says by itself; null where it has none of its own. */
function ownText(node: ts.Node, source: ts.SourceFile): string | null {
	if (ts.isJsxText(node)) return node.text;
	if (!ts.isStringLiteralLike(node)) return null;
	const within = ts.isJsxExpression(node.parent) ? node.parent.parent : node.parent;
	if (!ts.isJsxAttribute(within)) return ts.isJsxExpression(node.parent) ? node.text : null;
	return heard.has(within.name.getText(source)) ? node.text : null;
}

/** Text that stands in a component as it is, where it should be said in the person's language: each with its line. */
export function unspokenIn(code: string, name: string): string[] {
	const source = ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		const text = ownText(node, source)?.trim();
		if (text && isWords(text)) found.push(`${name}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}: ${text}`);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

/** The same over all components of a folder. */
export function unspokenUnder(folder: string): string[] {
	const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx') && !name.includes('node_modules'));
	return names.flatMap((name) => unspokenIn(readFileSync(join(folder, name), 'utf8'), relative(folder, join(folder, name)).replaceAll('\\', '/')));
}

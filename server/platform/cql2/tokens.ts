import { limits, text, wrong } from './ast.ts';

export interface Token {
	readonly kind: 'number' | 'string' | 'name' | 'quoted' | 'symbol' | 'end';
	/** What it says: of strings and quoted names without their quotes. */
	readonly value: string;
	/** Which character it begins at, the first being 1. */
	readonly at: number;
}

const space = /\s+/y;
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const name = /[\p{L}_:][\p{L}\p{M}\p{N}_:.]*/uy;
const symbol = /<>|<=|>=|[=<>+\-*/%^(),]/y;
const quoted = /"((?:[^"]|"")*)"/y;
// A quote inside a text is doubled or follows a backslash.
const string = /'((?:\\'|''|[^'])*)'/y;

const letters: Readonly<Record<string, string>> = { a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r', "'": "'" };
const escapes = /''|\\([abtnvfr'])|\\u([0-9a-fA-F]{4})/g;

/** A text without its escapes. `\u005c` is ours: without it a backslash before some letters could not be written. */
export const unescaped = (raw: string): string =>
	raw.replaceAll(escapes, (_, letter?: string, code?: string) =>
		code ? String.fromCharCode(Number.parseInt(code, 16)) : letter ? (letters[letter] ?? '') : "'",
	);

/** A text as it is written in CQL2, with its quotes. */
export const quotedText = (value: string): string => `'${value.replaceAll(/\\(?=[abtnvfru']|$)/g, '\\u005c').replaceAll("'", "''")}'`;

type Kind = Exclude<Token['kind'], 'end'>;
const patterns: readonly (readonly [Kind, RegExp])[] = [
	['number', number],
	['name', name],
	['string', string],
	['quoted', quoted],
	['symbol', symbol],
];

function match(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(source);
}

function said(kind: Kind, found: RegExpExecArray, place: string): string {
	if (kind === 'string') return text(unescaped(found[1] ?? ''), place);
	if (kind === 'quoted') return text((found[1] ?? '').replaceAll('""', '"'), place);
	return found[0];
}

function next(source: string, at: number): { token: Token; end: number } {
	for (const [kind, pattern] of patterns) {
		const found = match(pattern, source, at);
		if (found) return { token: { kind, value: said(kind, found, `character ${at + 1}`), at: at + 1 }, end: at + found[0].length };
	}
	const quote = source[at] === "'" || source[at] === '"';
	throw wrong(`character ${at + 1}`, quote ? 'the quote is never closed' : `"${String.fromCodePoint(source.codePointAt(at) ?? 0)}" is not expected here`);
}

/** The words of a filter, ended by one that says so. */
export function tokensOf(source: string): Token[] {
	if (source.length > limits.characters) throw wrong(undefined, `longer than ${limits.characters} characters`);
	const tokens: Token[] = [];
	let at = 0;
	for (;;) {
		at += match(space, source, at)?.[0].length ?? 0;
		if (at >= source.length) break;
		const { token, end } = next(source, at);
		tokens.push(token);
		at = end;
	}
	tokens.push({ kind: 'end', value: '', at: source.length + 1 });
	return tokens;
}

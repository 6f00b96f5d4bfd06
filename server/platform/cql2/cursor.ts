import { limits, wrong } from './ast.ts';
import type { Token } from './tokens.ts';

/** Walks over the words of a filter. */
export interface Cursor {
	readonly tokens: readonly Token[];
	at: number;
	depth: number;
	parts: number;
}

const end: Token = { kind: 'end', value: '', at: 0 };

/** The word that comes next, or the one so many after it. */
export const peek = (it: Cursor, ahead = 0): Token => it.tokens[it.at + ahead] ?? it.tokens.at(-1) ?? end;

/** Where the next word stands, for people. */
export const here = (it: Cursor): string => `character ${peek(it).at}`;

/** Takes the next word. */
export function take(it: Cursor): Token {
	const token = peek(it);
	it.at += 1;
	return token;
}

export const isSymbol = ({ kind, value }: Token, symbol: string): boolean => kind === 'symbol' && value === symbol;
export const isWord = ({ kind, value }: Token, word: string): boolean => kind === 'name' && value.toUpperCase() === word;

/** Takes the next word if it is this symbol. */
export function accept(it: Cursor, symbol: string): boolean {
	const found = isSymbol(peek(it), symbol);
	if (found) it.at += 1;
	return found;
}

/** Takes the next word if it is this keyword. */
export function acceptWord(it: Cursor, word: string): boolean {
	const found = isWord(peek(it), word);
	if (found) it.at += 1;
	return found;
}

const shown = ({ kind, value }: Token): string => (kind === 'end' ? 'the end' : `"${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`);

/** Says what should have come instead of what comes next. */
export const expected = (it: Cursor, what: string): Error => wrong(here(it), `expected ${what}, found ${shown(peek(it))}`);

/** Takes this symbol, which must come next. */
export function must(it: Cursor, symbol: string): void {
	if (!accept(it, symbol)) throw expected(it, `"${symbol}"`);
}

/** Reads something that may hold itself: no deeper than a filter may be. */
export function deeper<T>(it: Cursor, read: () => T): T {
	it.depth += 1;
	if (it.depth > limits.depth) throw wrong(here(it), `nested too deep (at most ${limits.depth} levels)`);
	const found = read();
	it.depth -= 1;
	return found;
}

/** Counts one more part. */
export function count(it: Cursor): void {
	it.parts += 1;
	if (it.parts > limits.parts) throw wrong(here(it), `too many parts (at most ${limits.parts})`);
}

/** Things in brackets with commas between them. */
export function listed<T>(it: Cursor, read: () => T): T[] {
	must(it, '(');
	const found: T[] = [];
	if (accept(it, ')')) return found;
	do found.push(read());
	while (accept(it, ','));
	must(it, ')');
	return found;
}

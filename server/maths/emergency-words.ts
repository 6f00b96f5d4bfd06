import { type Danger, dangerSigns, denials, harmless, lookalikes } from './emergency-signs.ts';

/** Danger that a text tells of: its kind (`own`: a word of the municipality's own list), and the words that say so. */
export interface Sign {
	danger: Danger | 'own';
	words: string;
}

/** A word of a text; null stands where a sentence ends, or where a harmless expression was. */
type Token = string | null;
type Test = (token: string) => boolean;

interface Pattern {
	danger: Sign['danger'];
	tests: readonly Test[];
	gap: number;
}

/** As many other words may stand between two of a pattern; whom it happened to is told at more length: "a child has fallen into". */
const gap = 2;
const gapOfPersons = 4;
/** Words shorter than this must be spelt right: with few letters there are too many other words one slip away. */
const forgivenFrom = 6;
const twiceFrom = 10;

const tokensOf = (text: string): Token[] =>
	text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[’'`´]/g, '')
		.split(/([.,;:!?\n()]+)/)
		.flatMap((part, at) => (at % 2 ? [null] : (part.match(/[\p{L}\p{N}]+/gu) ?? [])));

/** One row of the table of slips: what it costs to make the beginning of `a` up to `i` into each beginning of `b`. */
function nextRow({ a, b, i, row, before }: { a: string; b: string; i: number; row: readonly number[]; before: readonly number[] }): number[] {
	const next = [i];
	const at = (those: readonly number[], j: number): number => those[j] ?? Number.POSITIVE_INFINITY;
	for (let j = 1; j <= b.length; j += 1) {
		const same = a[i - 1] === b[j - 1] ? 0 : 1;
		const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY;
		next.push(Math.min(at(row, j) + 1, at(next, j - 1) + 1, at(row, j - 1) + same, swapped));
	}
	return next;
}

/** Slips of typing between two words: letters left out, put in, changed, or two swapped; where the lengths differ by more than `most`, that many and one. */
function slips(a: string, b: string, most: number): number {
	if (Math.abs(a.length - b.length) > most) return most + 1;
	let before: number[] = [];
	let row = Array.from({ length: b.length + 1 }, (_, at) => at);
	for (let i = 1; i <= a.length; i += 1) [before, row] = [row, nextRow({ a, b, i, row, before })];
	return row[b.length] ?? most + 1;
}

function sameWord(word: string): Test {
	const most = word.length >= twiceFrom ? 2 : word.length >= forgivenFrom ? 1 : 0;
	if (most === 0) return (token) => token === word;
	return (token) => token === word || (token[0] === word[0] && !lookalikes.includes(token) && slips(token, word, most) <= most);
}

function testOf(pattern: string): Test {
	const tests = pattern.split('|').map((it): Test => {
		if (it.startsWith('~')) return (token) => token.includes(it.slice(1));
		return it.endsWith('*') ? (token) => token.startsWith(it.slice(0, -1)) : sameWord(it);
	});
	return (token) => tests.some((test) => test(token));
}

const parsed = (pattern: string, danger: Danger): Pattern => ({
	danger,
	tests: pattern.split(' ').map(testOf),
	gap: danger === 'person' ? gapOfPersons : gap,
});

/** Where the rest of a pattern stands behind a word, as the place of its last word; −1 where it does not. */
function restAt(tokens: readonly Token[], { tests, gap: most }: Pattern, at: number): number {
	let last = at;
	for (const test of tests.slice(1)) {
		const within = tokens.slice(last + 1, last + 2 + most);
		const end = within.indexOf(null);
		const found = within.slice(0, end < 0 ? undefined : end).findIndex((it) => it !== null && test(it));
		if (found < 0) return -1;
		last += found + 1;
	}
	return last;
}

function* places(tokens: readonly Token[], pattern: Pattern): Generator<[from: number, to: number]> {
	for (const [at, token] of tokens.entries()) {
		if (token === null || !pattern.tests[0]?.(token)) continue;
		const to = restAt(tokens, pattern, at);
		if (to >= 0) yield [at, to];
	}
}

/** The nearest word that may deny: past those that say nothing, and past the first of two that "or" binds together. */
function walk(tokens: readonly Token[], from: number, step: 1 | -1): Token {
	let at = from + step;
	if (step < 0 && denials.or.includes(tokens[at] ?? '')) at -= 2;
	while (denials.between.includes(tokens[at] ?? '')) at += step;
	return tokens[at] ?? null;
}

/** Denied by a word before ("no sparks"), within ("kas brand nie") or, as Afrikaans does, behind ("dit vonk nie"). */
const denied = (tokens: readonly Token[], [from, to]: readonly [number, number]): boolean =>
	denials.before.includes(walk(tokens, from, -1) ?? '') ||
	denials.after.includes(walk(tokens, to, 1) ?? '') ||
	tokens.slice(from + 1, to).some((it) => it !== null && denials.before.includes(it));

const quiet = harmless.map((it) => parsed(it, 'fire'));

function withoutHarmless(tokens: Token[]): Token[] {
	const spans = quiet.flatMap((pattern) => [...places(tokens, pattern)]);
	return tokens.map((token, at) => (spans.some(([from, to]) => at >= from && at <= to) ? null : token));
}

const known: readonly Pattern[] = Object.entries(dangerSigns).flatMap(([danger, languages]) =>
	Object.values(languages)
		.flat()
		.map((it) => parsed(it, danger as Danger)),
);

const ownPattern = (words: string): Pattern => ({ danger: 'own', tests: tokensOf(words).flatMap((word) => (word === null ? [] : [sameWord(word)])), gap });

/**
 * The first danger that a text tells of, whatever language or mixture of languages it is in; null where it tells of none. What is denied does not count,
 * a slip of typing in a long word does. `own`: further words of a municipality.
 */
export function dangerIn(text: string, own: readonly string[] = []): Sign | null {
	const tokens = withoutHarmless(tokensOf(text));
	for (const pattern of [...known, ...own.map(ownPattern)]) {
		for (const [from, to] of places(tokens, pattern)) {
			if (!denied(tokens, [from, to])) return { danger: pattern.danger, words: tokens.slice(from, to + 1).join(' ') };
		}
	}
	return null;
}

/** Numbers side by side, with the words that stand before and after them. */
export interface Run {
	readonly numbers: readonly string[];
	readonly words: readonly string[];
}

/** What was typed, taken apart: one run (a pair without words between) or two. */
export interface Typed {
	readonly runs: readonly Run[];
	/** Words before a single run, in their order. */
	readonly ahead: readonly string[];
}

const withComma = /[-+]?\d+(?:[.,]\d+)?|[a-z]+|[^\s\d.,;:=/|()°'"a-z-]/g;
const withPoint = /[-+]?\d+(?:\.\d+)?|[a-z]+|[^\s\d.,;:=/|()°'"a-z-]/g;
const idle = /^(deg|degrees|min|sec|m|graad|and|en)$/;
const isNumber = (token: string): boolean => /\d/.test(token);

/** Typographic signs as the keyboard has them, in small letters. */
export const typewritten = (text: string): string =>
	text
		.toLowerCase()
		.replace(/[−–—]/g, '-')
		.replace(/[′’‘´`]/g, "'")
		.replace(/[″“”]/g, '"')
		.replace(/º/g, '°')
		.replace(/(\d)\s*m\s?([en])\b/g, '$1 $2')
		.replace(/([-+])\s+(?=\d)/g, '$1')
		.trim();

/** The tokens as alternating words and numbers: words first, possibly none. */
function alternating(tokens: readonly string[]): string[][] {
	const parts: string[][] = [[]];
	for (const token of tokens) {
		if (isNumber(token) !== (parts.length % 2 === 0)) parts.push([]);
		parts.at(-1)?.push(token);
	}
	return parts;
}

/** One word between two runs belongs to the first where nothing stands before it ("33 S 18 E"), else to the second ("S 33 E 18"). */
const split = (between: readonly string[], ahead: readonly string[]): number => (between.length === 1 ? (ahead.length === 0 ? 1 : 0) : 1);

/** Takes apart what was typed; undefined where it holds anything but numbers with a few words around them. */
export function takenApart(text: string, decimal: ',' | '.'): Typed | undefined {
	const tokens = (text.match(decimal === ',' ? withComma : withPoint) ?? []).filter((it) => !idle.test(it));
	if (tokens.length === 0 || tokens.length > 14 || tokens.some((it) => !/^(?:[a-z]+|[-+]?[\d.,]+)$/.test(it))) return undefined;
	const [ahead = [], first = [], between = [], second, after = [], ...more] = alternating(tokens);
	if (first.length === 0 || more.length > 0 || ahead.length > 2 || between.length > 2 || after.length > 1) return undefined;
	if (second === undefined) return { ahead, runs: [{ numbers: first, words: between }] };
	const at = split(between, ahead);
	return {
		ahead: [],
		runs: [
			{ numbers: first, words: [...ahead, ...between.slice(0, at)] },
			{ numbers: second, words: [...between.slice(at), ...after] },
		],
	};
}

/** A number whose comma or point begins its decimals. */
export const numberOf = (text: string): number => Number(text.replace(',', '.'));

/** Degrees, minutes and seconds as degrees; undefined where they are none. The sign stands before the degrees. */
export function degreesOf(numbers: readonly string[]): number | undefined {
	const [degrees = '', ...parts] = numbers;
	if (numbers.length > 3 || [degrees, ...parts.slice(0, -1)].some((it, at) => at < numbers.length - 1 && /[.,]/.test(it))) return undefined;
	if (parts.some((it) => !/^\d/.test(it) || numberOf(it) >= 60)) return undefined;
	const [minutes = 0, seconds = 0] = parts.map(numberOf);
	const size = Math.abs(numberOf(degrees)) + minutes / 60 + seconds / 3600;
	return degrees.startsWith('-') ? -size : size;
}

/** A number written in groups of three, "3 733 713,77"; undefined where the groups are not such. */
export function groupedNumber(numbers: readonly string[]): number | undefined {
	const [first = '', ...rest] = numbers;
	if (rest.length > 0 && !/^[-+]?\d{1,3}$/.test(first)) return undefined;
	if (rest.some((it, at) => !(at === rest.length - 1 ? /^\d{3}(?:[.,]\d+)?$/ : /^\d{3}$/).test(it))) return undefined;
	return numberOf(numbers.join(''));
}

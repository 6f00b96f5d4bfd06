const plain = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/\p{Mark}/gu, '')
		.toLowerCase();

/** How well letters fit a text: 3 at its start, 2 at the start of a word, 1 within, 0 not. */
const rank = (part: string, text: string): number => {
	if (text.startsWith(part)) return 3;
	if (text.includes(` ${part}`)) return 2;
	return text.includes(part) ? 1 : 0;
};

/** Those things whose words hold every part of what was typed, the best first; all of them, in their order, when nothing was typed. */
export function rankWords<Thing>(typed: string, things: readonly Thing[], words: (thing: Thing) => string): Thing[] {
	const parts = plain(typed).split(/\s+/).filter(Boolean);
	const ranked = things.map((thing, at) => {
		const fits = parts.map((part) => rank(part, plain(words(thing))));
		return { thing, at, all: fits.every((it) => it > 0), sum: fits.reduce((sum, it) => sum + it, 0) };
	});
	return ranked
		.filter(({ all }) => all)
		.sort((one, other) => other.sum - one.sum || one.at - other.at)
		.map(({ thing }) => thing);
}

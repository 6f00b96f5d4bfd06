import { catalogue, type Town } from '../../municipality/index.ts';

const wordsOf = (text: string): string[] =>
	text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.match(/[\p{L}\p{N}]+/gu) ?? [];

/** How strongly a text speaks of an expression: its words must all occur; longer expressions say more. */
const weight = (said: ReadonlySet<string>, expression: string): number => {
	const parts = wordsOf(expression);
	return parts.length > 0 && parts.every((it) => said.has(it)) ? parts.length ** 2 : 0;
};

/** The trouble a text most likely tells of, by the words residents use for each in any language; null when none or two fit equally well. */
export function guessMode(text: string, { services }: Pick<Town, 'services'>): string | null {
	const said = new Set(wordsOf(text));
	const offered = [...catalogue.modes.values()].filter(({ mode }) => services.get(mode.code)?.enabled);
	const scored = offered
		.map(({ mode }) => {
			const expressions = Object.values(mode.keywords).flatMap((it) => it.split(','));
			const best = [...expressions, ...Object.values(mode.title)].map((it) => weight(said, it));
			return { code: mode.code, score: best.reduce((sum, it) => sum + it, 0) };
		})
		.sort((a, b) => b.score - a.score);
	const [first, second] = scored;
	return first && first.score > 0 && first.score > (second?.score ?? 0) ? first.code : null;
}

/** Words that tell the languages apart; what stands in several of them tells nothing. */
const telling: Readonly<Record<string, readonly string[]>> = {
	af: ['die', 'nie', 'het', 'asseblief', 'straat', 'ons', 'voor', 'dit', 'goeie', 'dankie', 'stukkend', 'lek', 'vir', 'by'],
	xh: ['molo', 'molweni', 'enkosi', 'nceda', 'kwi', 'kwisitalato', 'isibane', 'amanzi', 'apha', 'yam', 'wethu', 'indlela', 'umbane', 'asikhanyi', 'kukho'],
	en: ['the', 'is', 'and', 'please', 'thank', 'our', 'street', 'there', 'not', 'has', 'been', 'of', 'hi', 'dear'],
};

/** The language a text is written in, among those of the municipality; the first of them when nothing tells. */
export function guessLanguage(text: string, languages: readonly string[]): string {
	const said = wordsOf(text);
	const scored = languages.map((language) => ({ language, score: said.filter((it) => telling[language]?.includes(it)).length }));
	return scored.reduce((best, it) => (it.score > best.score ? it : best), scored[0] ?? { language: 'en', score: 0 }).language;
}

/** What looks like the number on a pole, lid or sign: letters and digits. */
export const numbersIn = (text: string): string[] =>
	[...new Set(text.toUpperCase().match(/\b[A-Z]{1,4}[-\s]?\d{2,7}\b/g) ?? [])].map((it) => it.replace(/\s/, '-')).slice(0, 5);

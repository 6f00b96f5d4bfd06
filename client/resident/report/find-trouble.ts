import type { Service } from '../../../server/municipality/contract.ts';

/** Letters without their accents, small: how words are compared. */
export const plain = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();

const weights = { title: 4, start: 3, keyword: 2, inside: 1 };

const scoreWord = (word: string, { title, keywords }: { title: readonly string[]; keywords: readonly string[] }): number => {
	if (title.includes(word)) return weights.title;
	if (title.some((it) => it.startsWith(word))) return weights.start;
	if (keywords.some((it) => it.startsWith(word))) return weights.keyword;
	return word.length > 3 && [...title, ...keywords].some((it) => it.includes(word)) ? weights.inside : 0;
};

/** The troubles that what was typed may mean, best first: each word is looked for in the title and in the words people use for it. */
export function findTroubles<It extends Pick<Service, 'title' | 'keywords' | 'group'>>(services: readonly It[], typed: string): It[] {
	const words = plain(typed).split(' ').filter(Boolean);
	if (words.length === 0) return [];
	const scored = services.map((service) => {
		const there = { title: plain(service.title).split(' '), keywords: plain(`${service.keywords} ${service.group}`).split(' ') };
		const scores = words.map((word) => scoreWord(word, there));
		const found = scores.filter((it) => it > 0).length;
		// Whole sentences have words that say nothing: half of them found is enough, the more the better.
		return { service, score: found * 2 >= words.length ? scores.reduce((sum, it) => sum + it, 0) : 0 };
	});
	return scored
		.filter((it) => it.score > 0)
		.sort((a, b) => b.score - a.score)
		.map((it) => it.service);
}

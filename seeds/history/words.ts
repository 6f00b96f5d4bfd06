import type { Random } from '../../server/maths/random.ts';
import { inLanguage } from '../../server/municipality/index.ts';
import { kinds, type Language } from '../town/kinds.ts';
import type { Town } from '../town/town.ts';
import type { Incident } from './incidents.ts';
import { afterwords, people, phrases } from './phrases.ts';

/** The language in which somebody of a suburb writes. */
export const languageOf = (town: Town, cell: number, random: Random): Language =>
	random.weighted(kinds[town.frame.suburbs[cell]?.kindName ?? 'suburb'].languages);

/** What a resident says of an incident: short, in her language, now and then nothing. */
export function wordsOf({ mode, street, asset }: Incident, language: Language, random: Random): string {
	if (random.chance(0.12)) {
		return '';
	}
	const known = phrases[mode.mode.code]?.[language];
	const first = known ? random.pick(known) : `${inLanguage(mode.mode.title, language)}${street ? `, {street}` : ''}.`;
	const after = random.chance(0.25) ? ` ${random.pick(afterwords[language])}` : '';
	const pole = asset && mode.home.id === 'street-lights' ? asset.reference : '?';
	return `${first.replace('{street}', street ?? '').replace('{pole}', pole)}${after}`.trim();
}

/** Somebody who reports: made up, at an address of the reserved example domain, with a number that cannot be rung. */
export function residentOf(serial: number, language: Language, random: Random): { name: string; email: string | null; phone: string | null } {
	const name = `${random.pick(people.first[language])} ${random.pick(people.last[language])}`;
	const address = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}.${serial}@example.org`;
	const byMail = random.chance(0.75);
	return { name, email: byMail ? address : null, phone: byMail && random.chance(0.5) ? null : `000 ${100 + random.int(900)} ${1000 + random.int(9000)}` };
}

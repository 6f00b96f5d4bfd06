import { language } from './language.ts';

/** A text of the municipality's own data in the person's language, or else in English, or else in the first it has. */
export function text(record: Readonly<Record<string, string>> | null | undefined): string {
	if (!record) return '';
	return record[language.value] || record['en'] || (Object.values(record)[0] ?? '');
}

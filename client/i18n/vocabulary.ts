import { type Language, language, onLanguage } from './language.ts';
import { locale } from './locale.ts';
import { fill, type Holes, type Value } from './message.ts';

type Loaders<Key extends string> = Record<Language, () => Promise<{ words: Record<Key, string> }>>;

type Filling<Text extends string> = [Holes<Text>] extends [never] ? [] : [values: Record<Holes<Text>, Value>];

/** Says something in the person's language; what the sentence leaves open must be given. */
export type Say<Words extends Record<string, string>> = <Key extends keyof Words & string>(key: Key, ...values: Filling<Words[Key]>) => string;

/** The words of one part of the interface; each language is loaded when it is first spoken. */
export function vocabulary<Words extends Record<string, string>>(loaders: Loaders<keyof Words & string>): Say<Words> {
	const spoken = new Map<Language, Record<string, string>>();
	onLanguage(async (wanted) => {
		if (!spoken.has(wanted)) spoken.set(wanted, (await loaders[wanted]()).words);
	});
	return (key, ...[values]) => fill(spoken.get(language.value)?.[key] ?? key, values ?? {}, locale());
}

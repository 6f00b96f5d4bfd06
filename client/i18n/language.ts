import { signal } from '@preact/signals';

/** The languages the interface itself is written in, each by its own name. */
export const languageNames = { en: 'English', af: 'Afrikaans', xh: 'isiXhosa' } as const;

export type Language = keyof typeof languageNames;

const kept = 'faultline.language';
const isLanguage = (it: string | null | undefined): it is Language => typeof it === 'string' && Object.hasOwn(languageNames, it);

/** The language everything is shown in; views that read it follow it. */
export const language = signal<Language>('en');

/** The languages this municipality offers, in its order. */
export const offered = signal<readonly Language[]>(['en', 'af', 'xh']);

const loaders: ((language: Language) => Promise<void>)[] = [];

/** A vocabulary makes itself known here, so that it is there before a language is shown. */
export const onLanguage = (load: (language: Language) => Promise<void>): void => {
	loaders.push(load);
};

const remember = (chosen: Language): void => {
	try {
		localStorage.setItem(kept, chosen);
	} catch {
		// Storage is refused in some private windows: the choice then lasts as long as the page.
	}
};

const remembered = (): string | null => {
	try {
		return localStorage.getItem(kept);
	} catch {
		return null;
	}
};

/** Loads the words of a language, then shows everything in it. */
export async function speak(chosen: Language): Promise<void> {
	await Promise.all(loaders.map((load) => load(chosen)));
	language.value = chosen;
	document.documentElement.lang = chosen;
}

/** The person chose: shown now, and again the next time. */
export async function setLanguage(chosen: Language): Promise<void> {
	remember(chosen);
	await speak(chosen);
}

/** Which of the offered languages a person wants: said in the address, chosen before, set in the browser, or the municipality's first. */
export function preferred(said: readonly (string | null)[], choices: readonly Language[]): Language {
	const wanted = said.map((it) => it?.toLowerCase().split('-')[0]).find((it) => isLanguage(it) && choices.includes(it));
	return isLanguage(wanted) ? wanted : (choices[0] ?? 'en');
}

/** The language a person most likely wants, before the municipality has said what it offers. */
export const likelyLanguage = (): Language =>
	preferred([new URLSearchParams(location.search).get('lang'), remembered(), ...navigator.languages], offered.peek());

/** Finds the person's language at the start and loads it. The municipality's languages that have no words of ours are left out. */
export async function startLanguage(languages: readonly string[] = Object.keys(languageNames)): Promise<void> {
	const known = languages.filter(isLanguage);
	offered.value = known.length > 0 ? known : ['en'];
	const asked = new URLSearchParams(location.search).get('lang');
	if (isLanguage(asked)) remember(asked);
	await speak(preferred([asked, remembered(), ...navigator.languages], offered.value));
}

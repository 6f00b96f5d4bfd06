import { words as afHappened } from './happened/af.ts';
import { words as enHappened } from './happened/en.ts';
import { words as xhHappened } from './happened/xh.ts';
import { words as af } from './paper/af.ts';
import { words as en } from './paper/en.ts';
import { words as xh } from './paper/xh.ts';

type CaseWords = Readonly<Record<keyof typeof en, string>>;
type HappenedWords = Readonly<Record<keyof typeof enHappened, string>>;
type Key = keyof CaseWords | keyof HappenedWords;
type Holes = Readonly<Record<string, string | number>>;

const languages: Readonly<Record<string, CaseWords & HappenedWords>> = {
	en: { ...en, ...enHappened },
	af: { ...af, ...afHappened },
	xh: { ...xh, ...xhHappened },
};

/** Says a text of the case file in a language, with its holes filled. */
export type Say = (key: Key, holes?: Holes) => string;

/** The words of the case file in a language; where there are none, in English. */
export function sayingIn(language: string): Say {
	const words = languages[language] ?? (languages['en'] as CaseWords & HappenedWords);
	return (key, holes = {}) => words[key].replace(/\{(\w+)\}/g, (whole, hole: string) => String(holes[hole] ?? whole));
}

/** The same for a text that is named by what the database holds, such as a state or a kind; what nobody has words for is told by its own name. */
export function named(say: Say, group: string, value: string): string {
	const key = `${group}.${value}`;
	return key in en || key in enHappened ? say(key as Key) : value;
}

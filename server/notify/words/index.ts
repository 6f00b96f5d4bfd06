import { words as af } from './af.ts';
import { words as en } from './en.ts';
import type { MessageWords } from './message-words.ts';
import { words as xh } from './xh.ts';

export const messageWords: Readonly<Record<string, MessageWords>> = { en, af, xh };

/** The language to write in: the one wished for, else the municipality's first that we have words in, else English. */
export const spoken = (wish: string, languages: readonly string[]): string =>
	[wish, ...languages].find((language) => Object.hasOwn(messageWords, language)) ?? 'en';

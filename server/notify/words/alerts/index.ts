import { words as af } from './af.ts';
import { words as en } from './en.ts';
import type { AlertWords } from './words.ts';
import { words as xh } from './xh.ts';

export const alertWords: Readonly<Record<string, AlertWords>> = { en, af, xh };

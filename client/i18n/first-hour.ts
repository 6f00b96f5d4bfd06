import { vocabulary } from './vocabulary.ts';
import type { words } from './words/first-hour/en.ts';

/** The words that explain screens and lead through a first hour. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/first-hour/en.ts'),
	af: () => import('./words/first-hour/af.ts'),
	xh: () => import('./words/first-hour/xh.ts'),
});

import { vocabulary } from './vocabulary.ts';
import type { words } from './words/resident-data/en.ts';

/** The words of the page on personal information, loaded with it. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/resident-data/en.ts'),
	af: () => import('./words/resident-data/af.ts'),
	xh: () => import('./words/resident-data/xh.ts'),
});

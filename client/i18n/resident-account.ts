import { vocabulary } from './vocabulary.ts';
import type { words } from './words/resident-account/en.ts';

/** The words of the page where a resident sees all their reports, loaded with it. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/resident-account/en.ts'),
	af: () => import('./words/resident-account/af.ts'),
	xh: () => import('./words/resident-account/xh.ts'),
});

import { vocabulary } from './vocabulary.ts';
import type { words } from './words/resident-pages/en.ts';

/** The words of the resident's screens beside the form, loaded with them. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/resident-pages/en.ts'),
	af: () => import('./words/resident-pages/af.ts'),
	xh: () => import('./words/resident-pages/xh.ts'),
});

import { vocabulary } from './vocabulary.ts';
import type { words } from './words/resident-push/en.ts';

/** The words by which a resident says that this browser may tell them, loaded with the button. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/resident-push/en.ts'),
	af: () => import('./words/resident-push/af.ts'),
	xh: () => import('./words/resident-push/xh.ts'),
});

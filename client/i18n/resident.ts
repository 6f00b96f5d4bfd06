import { vocabulary } from './vocabulary.ts';
import type { words } from './words/resident/en.ts';

/** The words of the resident app. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/resident/en.ts'),
	af: () => import('./words/resident/af.ts'),
	xh: () => import('./words/resident/xh.ts'),
});

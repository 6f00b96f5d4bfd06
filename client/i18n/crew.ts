import { vocabulary } from './vocabulary.ts';
import type { words } from './words/crew/en.ts';

/** The words of the crews' app. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/crew/en.ts'),
	af: () => import('./words/crew/af.ts'),
	xh: () => import('./words/crew/xh.ts'),
});

import { vocabulary } from './vocabulary.ts';
import type { words } from './words/shared/en.ts';

/** The words every app shares. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/shared/en.ts'),
	af: () => import('./words/shared/af.ts'),
	xh: () => import('./words/shared/xh.ts'),
});

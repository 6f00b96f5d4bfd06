import { vocabulary } from './vocabulary.ts';
import type { words } from './words/console/en.ts';

/** The words of the console app. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/console/en.ts'),
	af: () => import('./words/console/af.ts'),
	xh: () => import('./words/console/xh.ts'),
});

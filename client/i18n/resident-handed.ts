import { vocabulary } from './vocabulary.ts';
import type { words } from './words/resident-handed/en.ts';

/** The words of a fault that another authority looks after, loaded where there is one. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/resident-handed/en.ts'),
	af: () => import('./words/resident-handed/af.ts'),
	xh: () => import('./words/resident-handed/xh.ts'),
});

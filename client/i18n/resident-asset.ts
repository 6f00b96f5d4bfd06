import { vocabulary } from './vocabulary.ts';
import type { words } from './words/resident-asset/en.ts';

/** The words of the pages about one asset and about what is wrong in the register, loaded with them. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/resident-asset/en.ts'),
	af: () => import('./words/resident-asset/af.ts'),
	xh: () => import('./words/resident-asset/xh.ts'),
});

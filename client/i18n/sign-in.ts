import { vocabulary } from './vocabulary.ts';
import type { words } from './words/sign-in/en.ts';

/** The words of signing in, for the apps of the staff. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/sign-in/en.ts'),
	af: () => import('./words/sign-in/af.ts'),
	xh: () => import('./words/sign-in/xh.ts'),
});

import { vocabulary } from './vocabulary.ts';
import type { words } from './words/embed/en.ts';

/** The words of the page that writes snippets for other websites. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/embed/en.ts'),
	af: () => import('./words/embed/af.ts'),
	xh: () => import('./words/embed/xh.ts'),
});

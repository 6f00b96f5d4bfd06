import { vocabulary } from './vocabulary.ts';
import type { words } from './words/console-contractors/en.ts';

/** The words of the room of contractors, loaded with it. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/console-contractors/en.ts'),
	af: () => import('./words/console-contractors/af.ts'),
	xh: () => import('./words/console-contractors/xh.ts'),
});

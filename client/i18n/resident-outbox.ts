import { vocabulary } from './vocabulary.ts';
import type { words } from './words/resident-outbox/en.ts';

/** The words of what happens without a connection, loaded when the first screen stands. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/resident-outbox/en.ts'),
	af: () => import('./words/resident-outbox/af.ts'),
	xh: () => import('./words/resident-outbox/xh.ts'),
});

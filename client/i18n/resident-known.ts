import { vocabulary } from './vocabulary.ts';
import type { words } from './words/resident-known/en.ts';

/** The words of what is known before anybody types: announcements, larger outages, whose it is; loaded with them. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/resident-known/en.ts'),
	af: () => import('./words/resident-known/af.ts'),
	xh: () => import('./words/resident-known/xh.ts'),
});

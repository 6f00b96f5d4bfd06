import { vocabulary } from './vocabulary.ts';
import type { words } from './words/resident-public/en.ts';

/** The words of what anybody may know: the filters of the map, ward pages, alerts, open data; loaded with them. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/resident-public/en.ts'),
	af: () => import('./words/resident-public/af.ts'),
	xh: () => import('./words/resident-public/xh.ts'),
});

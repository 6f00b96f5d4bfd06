import { vocabulary } from './vocabulary.ts';
import type { words } from './words/planner/en.ts';

/** The words of the planner app. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/planner/en.ts'),
	af: () => import('./words/planner/af.ts'),
	xh: () => import('./words/planner/xh.ts'),
});

import { vocabulary } from './vocabulary.ts';
import type { words } from './words/planner-projects/en.ts';

/** The words of renewals that planners hand over to works. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/planner-projects/en.ts'),
	af: () => import('./words/planner-projects/af.ts'),
	xh: () => import('./words/planner-projects/xh.ts'),
});

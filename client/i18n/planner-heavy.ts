import { vocabulary } from './vocabulary.ts';
import type { words } from './words/planner-heavy/en.ts';

/** The words of questions that take a while. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/planner-heavy/en.ts'),
	af: () => import('./words/planner-heavy/af.ts'),
	xh: () => import('./words/planner-heavy/xh.ts'),
});

import { vocabulary } from './vocabulary.ts';
import type { words } from './words/planner-workspace/en.ts';

/** The words of what planners do with an answer: compare it, take it along, keep it, show it. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/planner-workspace/en.ts'),
	af: () => import('./words/planner-workspace/af.ts'),
	xh: () => import('./words/planner-workspace/xh.ts'),
});

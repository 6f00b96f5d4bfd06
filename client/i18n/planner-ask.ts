import { vocabulary } from './vocabulary.ts';
import type { words } from './words/planner-ask/en.ts';

/** The words of questions that planners put together themselves, loaded with them. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/planner-ask/en.ts'),
	af: () => import('./words/planner-ask/af.ts'),
	xh: () => import('./words/planner-ask/xh.ts'),
});

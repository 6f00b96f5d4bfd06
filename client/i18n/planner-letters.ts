import { vocabulary } from './vocabulary.ts';
import type { words } from './words/planner-letters/en.ts';

/** The words of what planners have sent by e-mail again and again. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/planner-letters/en.ts'),
	af: () => import('./words/planner-letters/af.ts'),
	xh: () => import('./words/planner-letters/xh.ts'),
});

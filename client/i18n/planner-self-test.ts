import { vocabulary } from './vocabulary.ts';
import type { words } from './words/planner-self-test/en.ts';

/** The words of the page on which the statistics show that they still reckon rightly. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/planner-self-test/en.ts'),
	af: () => import('./words/planner-self-test/af.ts'),
	xh: () => import('./words/planner-self-test/xh.ts'),
});

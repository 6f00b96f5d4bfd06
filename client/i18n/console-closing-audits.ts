import { vocabulary } from './vocabulary.ts';
import type { words } from './words/console-closing-audits/en.ts';

/** The words of the room in which closed work is looked at again, loaded with it. */
export const t = vocabulary<typeof words>({
	en: () => import('./words/console-closing-audits/en.ts'),
	af: () => import('./words/console-closing-audits/af.ts'),
	xh: () => import('./words/console-closing-audits/xh.ts'),
});

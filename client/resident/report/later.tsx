import type { JSX } from 'preact';
import { Details } from './details.tsx';
import { Send } from './send.tsx';
import { Where } from './where.tsx';

const views = [Where, Details, Send];

/** The second to the fourth question. */
export function Later({ step }: { step: number }): JSX.Element | null {
	const View = views[step - 1];
	return View ? <View /> : null;
}

import type { JSX } from 'preact';
import { language, speak } from '../../i18n/language.ts';
import { lazy } from '../../ui/lazy.tsx';

const Whole = lazy(async () => {
	const { HandedOn: Handed } = await import('./handed-on.tsx');
	await speak(language.peek());
	return Handed;
});

/** Only what has waited, or is not the municipality's, can be with somebody else: for others nothing is asked. */
export function HandedOn({ code, steps }: { code: string; steps: readonly { state: string | null }[] }): JSX.Element | null {
	return steps.some(({ state }) => state === 'waiting' || state === 'not-ours') ? <Whole code={code} /> : null;
}

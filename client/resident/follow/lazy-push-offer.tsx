import type { JSX } from 'preact';
import { language, speak } from '../../i18n/language.ts';
import { lazy } from '../../ui/lazy.tsx';

const Offer = lazy(async () => {
	const { PushOffer: Whole } = await import('./push-offer.tsx');
	await speak(language.peek());
	return Whole;
});

/** Whether this browser can show messages at all: only where the app's worker runs. */
const canPush = (): boolean => 'PushManager' in globalThis && 'Notification' in globalThis && Boolean(navigator.serviceWorker?.controller);

/** The offer to tell on this device, fetched with its words when the page stands; nothing where the browser cannot. */
export function PushOffer({ tracking }: { tracking: string }): JSX.Element | null {
	return canPush() ? <Offer tracking={tracking} /> : null;
}

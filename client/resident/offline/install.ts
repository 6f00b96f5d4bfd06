import { signal } from '@preact/signals';
import { remember, remembered } from '../../ui/remembered.ts';

/** What a browser offers that can put the app on the home screen. */
interface Offer extends Event {
	prompt(): Promise<unknown>;
}

const isYes = (it: unknown): it is true => it === true;

/** The browser's offer, until it is taken or declined once and for all. */
export const offer = signal<Offer | null>(null);

/** The person has said no; she is not asked again. */
export const declined = signal(remembered<boolean>('no-install', false, isYes));

addEventListener('beforeinstallprompt', (event) => {
	// The browser would ask at a moment of its own choosing, in the middle of a report.
	event.preventDefault();
	offer.value = event as Offer;
});
addEventListener('appinstalled', () => (offer.value = null));

/** Puts the app on the home screen, as far as the person says yes to the browser. */
export async function install(): Promise<void> {
	await offer.peek()?.prompt();
	offer.value = null;
}

/** Never asks again on this device. */
export function decline(): void {
	declined.value = true;
	remember('no-install', true);
}

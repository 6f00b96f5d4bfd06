import { effect } from '@preact/signals';
import { language } from '../../i18n/language.ts';

const ours = (url: string): string[] => {
	const { origin, pathname, search } = new URL(url);
	return origin === location.origin && /^\/(assets\/|api\/(town|layers)$)/.test(pathname) ? [pathname + search] : [];
};

/** Tells the worker what this page has asked for before the worker was there, and in which language it is read. */
async function tellWorker(spoken: string): Promise<void> {
	const { active } = await navigator.serviceWorker.ready;
	const urls = performance.getEntriesByType('resource').flatMap(({ name }) => ours(name));
	active?.postMessage({ language: spoken, urls: [...new Set([...urls, `/api/layers?language=${spoken}`])] });
}

/** Makes the app open without a signal. */
export async function startOffline(): Promise<void> {
	if (!import.meta.env.PROD || !navigator.serviceWorker) return;
	try {
		await navigator.serviceWorker.register('/crew/worker.js', { scope: '/crew/', updateViaCache: 'none' });
		effect(() => void tellWorker(language.value));
	} catch {
		// Refused by the browser, or the page did not come securely: all works while there is a signal.
	}
}

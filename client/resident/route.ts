import { signal } from '@preact/signals';
import { base, embedded } from './embedded/base.ts';

/** Where in the app we are: the path and what the address asks. */
export interface Route {
	path: string;
	query: URLSearchParams;
}

const read = (): Route => ({ path: location.pathname.slice(base.length).replace(/\/+$/, '') || '/', query: new URLSearchParams(location.search) });

/** The present place; views that read it follow it. */
export const route = signal<Route>(read());

/** Whether the person has moved within the app: a screen that was moved to takes the focus to its title, the first one does not. */
export const moved = signal(false);

/** Goes to another screen of the app. */
export function go(address: string, { replace = false }: { replace?: boolean } = {}): void {
	history[replace ? 'replaceState' : 'pushState'](null, '', base + address);
	moved.value = true;
	route.value = read();
}

/** Writes what a screen shows into its address, without an entry in the history and without leaving the screen. */
export function writeQuery(query: URLSearchParams): void {
	const text = query.toString();
	history.replaceState(history.state, '', location.pathname + (text ? `?${text}` : '') + location.hash);
	route.value = read();
}

/** Goes back to where the person came from, or, where the screen was opened directly, to `otherwise`. */
export function goBack(otherwise: string): void {
	if (moved.peek() && history.length > 1) history.back();
	else go(otherwise, { replace: true });
}

const ours = /^\/(report(\/.*)?|map|wards|ward\/[^/]+|data|my|my-data|alerts|alerts\/[^/]+|about|missing|[tfap]\/[^/]+)?$/;

const plainClick = (event: MouseEvent): boolean =>
	!event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

const linkOf = (event: MouseEvent): HTMLAnchorElement | null => (event.target instanceof Element ? event.target.closest('a') : null);

const staysHere = (link: HTMLAnchorElement): boolean =>
	link.origin === location.origin && !link.target && !link.hasAttribute('download') && ours.test(link.pathname) && !link.getAttribute('href')?.startsWith('#');

/** Begins to follow the address: links of the app change the screen without loading the page again. */
export function startRoutes(): void {
	history.scrollRestoration = 'auto';
	addEventListener('popstate', () => {
		moved.value = true;
		route.value = read();
	});
	document.addEventListener('click', (event) => {
		const link = linkOf(event);
		if (!link || !plainClick(event)) return;
		if (!staysHere(link)) {
			// What is no screen of ours may not be framed.
			if (embedded && /^https?:$/.test(link.protocol)) link.target = '_blank';
			return;
		}
		event.preventDefault();
		go(link.pathname + link.search + link.hash);
	});
}

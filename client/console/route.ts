import { computed, signal } from '@preact/signals';
import { type Filters, fromShort, hrefOf, type Route, readRoute, usualOrder } from './address.ts';

const short = fromShort(location.pathname);
if (short) history.replaceState(null, '', short + location.hash);

const here = signal(location.search);

/** Where we are now. */
export const route = computed(() => readRoute(here.value));

const follow = (): void => {
	here.value = location.search;
};

const addressOf = (to: Partial<Route>): string => hrefOf({ ...route.peek(), ...to }) + location.hash;

/** Goes elsewhere in the console: back leads here again. */
export function go(to: Partial<Route>): void {
	const address = addressOf(to);
	if (address === location.pathname + location.search + location.hash) return;
	history.pushState(null, '', address);
	follow();
}

/** Changes what is asked or shown here, without a new step in the history. */
export function change(to: Partial<Route>): void {
	history.replaceState(null, '', addressOf(to));
	follow();
}

/** Narrows the queue further or less; the open fault stays open. Another lane comes in its own order, unless this one was put in another than its own. */
export function narrow(filters: Partial<Filters>): void {
	const before = route.peek().filters;
	const { lane } = filters;
	const order = lane && before.order === usualOrder(before.lane) ? { order: usualOrder(lane) } : {};
	change({ filters: { ...before, ...order, ...filters } });
}

const plainClick = (event: MouseEvent): boolean =>
	!event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

const staysHere = (link: HTMLAnchorElement): boolean =>
	link.origin === location.origin && link.pathname === '/console/' && !link.target && !link.getAttribute('href')?.startsWith('#');

/** Follows the address: links of the console change the view without loading the page anew. Answers how to stop. */
export function followLinks(): () => void {
	const clicked = (event: MouseEvent): void => {
		const link = event.target instanceof Element ? event.target.closest('a') : null;
		if (!link || !plainClick(event) || !staysHere(link)) return;
		event.preventDefault();
		if (link.search !== location.search) history.pushState(null, '', link.pathname + link.search + location.hash);
		follow();
	};
	addEventListener('click', clicked);
	addEventListener('popstate', follow);
	return () => {
		removeEventListener('click', clicked);
		removeEventListener('popstate', follow);
	};
}

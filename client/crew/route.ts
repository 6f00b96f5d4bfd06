import { signal } from '@preact/signals';

const views = ['run', 'map', 'find', 'paper'] as const;

/** Where in the app somebody is: the run, one of its stops, its map, the finder, or the sheet for paper. All of one page, so that it opens without a signal. */
export interface Route {
	view: (typeof views)[number];
	stop: string | null;
}

const read = (): Route => {
	const query = new URLSearchParams(location.search);
	return { view: views.find((it) => it === query.get('view')) ?? 'run', stop: query.get('stop') };
};

/** Where we are now. */
export const route = signal<Route>(read());

/** The address of a place in the app. */
export function hrefOf({ view = 'run', stop = null }: Partial<Route>): string {
	const query = new URLSearchParams({ ...(view !== 'run' && { view }), ...(stop !== null && { stop }) });
	return `/crew/${query.size > 0 ? `?${query}` : ''}`;
}

/** Goes to a place in the app. */
export function go(to: Partial<Route>): void {
	history.pushState(null, '', hrefOf(to));
	route.value = read();
	scrollTo(0, 0);
}

/** Follows links of the app without loading the page anew, and the browser's back and forward. */
export function followLinks(): void {
	addEventListener('click', (event) => {
		const link = event.target instanceof Element ? event.target.closest('a') : null;
		const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
		if (!link || !plain || link.origin !== location.origin || link.pathname !== '/crew/' || link.hash || link.target) return;
		event.preventDefault();
		history.pushState(null, '', link.href);
		route.value = read();
		scrollTo(0, 0);
	});
	addEventListener('popstate', () => {
		route.value = read();
	});
}

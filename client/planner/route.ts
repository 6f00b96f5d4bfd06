import { signal } from '@preact/signals';

/** Where in the planner somebody is: the catalogue, or a report with what was asked of it. The address says all of it, so that every answer is a link. */
export interface Route {
	report: string | null;
	/** The answers to the report's own questions that are not the usual ones. */
	values: Readonly<Record<string, string>>;
	/** The row whose faults are shown. */
	row: string | null;
	/** Rows that are looked at together. */
	chosen: readonly string[];
	/** Whether the faults of those chosen are shown. */
	behind: boolean;
	/** What is asked the second time, where two answers are compared. */
	beside: Readonly<Record<string, string>> | null;
	/** The kept answer that is shown as it was. */
	kept: number | null;
	/** Another page than the questions. */
	page: 'kept' | 'board' | 'letters' | null;
}

const pages = ['kept', 'board', 'letters'] as const;

const known = new Set(['report', 'row', 'chosen', 'behind', 'lang', 'beside', 'kept', 'page']);

const read = (): Route => {
	const query = new URLSearchParams(location.search);
	const beside = query.get('beside');
	return {
		report: query.get('report'),
		row: query.get('row'),
		chosen: query.getAll('chosen'),
		behind: query.has('behind'),
		values: Object.fromEntries([...query].filter(([name]) => !known.has(name))),
		kept: Number(query.get('kept')) || null,
		page: pages.find((it) => it === query.get('page')) ?? null,
		beside: beside === null ? null : Object.fromEntries(new URLSearchParams(beside)),
	};
};

/** Where we are now. */
export const route = signal<Route>(read());

/** The address of a place in the planner. */
export function hrefOf({ report, values = {}, row = null, chosen = [], behind = false, beside = null, kept = null, page = null }: Partial<Route>): string {
	const compared = beside && { beside: String(new URLSearchParams(beside)) };
	const ours = {
		...(report && { report }),
		...(page && { page }),
		...(kept !== null && { kept: String(kept) }),
		...(row !== null && { row }),
		...(behind && { behind: '1' }),
	};
	const query = new URLSearchParams({ ...values, ...ours, ...compared });
	for (const key of chosen) query.append('chosen', key);
	return `/planner/${query.size > 0 ? `?${query}` : ''}`;
}

/** Changes what is asked or shown here, without a new step in the history. */
export function change(to: Partial<Route>): void {
	history.replaceState(null, '', hrefOf({ ...route.value, ...to }));
	route.value = read();
}

/** Follows links of the planner without loading the page anew, and the browser's back and forward. Answers how to stop. */
export function followLinks(): () => void {
	const clicked = (event: MouseEvent): void => {
		const link = event.target instanceof Element ? event.target.closest('a') : null;
		const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
		if (!link || !plain || link.origin !== location.origin || link.pathname !== '/planner/' || link.hash || link.target) return;
		event.preventDefault();
		history.pushState(null, '', link.href);
		route.value = read();
		scrollTo(0, 0);
	};
	const moved = (): void => {
		route.value = read();
	};
	addEventListener('click', clicked);
	addEventListener('popstate', moved);
	return () => {
		removeEventListener('click', clicked);
		removeEventListener('popstate', moved);
	};
}

export const lanes = ['open', 'needs-look', 'overdue', 'emergency', 'mine', 'fixed', 'ended'] as const;
export type Lane = (typeof lanes)[number];
export const orders = ['due', 'newest', 'reports', 'priority'] as const;
export type Order = (typeof orders)[number];
const views = ['desk', 'new', 'held', 'outbox', 'people', 'keys'] as const;
export type View = (typeof views)[number];

/** What the queue is narrowed to; an empty text narrows nothing. */
export interface Filters {
	lane: Lane;
	order: Order;
	department: string;
	class: string;
	ward: string;
	state: string;
	q: string;
	/** west,south,east,north: only what the map shows. */
	bbox: string;
}

/** Where in the console somebody is. All of it stands in the address, so that every view is a link. */
export interface Route {
	view: View;
	filters: Filters;
	/** Code of the fault that is open. */
	fault: string | null;
	/** On a small screen: the map instead of the list or the fault. */
	map: boolean;
}

const texts = ['department', 'class', 'ward', 'state', 'q', 'bbox'] as const;
const usual = { lane: 'open', order: 'due' } as const;

const oneOf = <Name extends string>(names: readonly Name[], it: string | null, otherwise: Name): Name => names.find((name) => name === it) ?? otherwise;

/** The code of a fault as people write it: in any case, with or without `F-`. */
export const plainCode = (written: string): string => written.trim().toUpperCase().replace(/^F-/, '');

/** The code of a fault as it is shown. */
export const spokenCode = (code: string): string => `F-${code}`;

/** Reads a place in the console from the query of an address. */
export function readRoute(search: string): Route {
	const query = new URLSearchParams(search);
	const text = (name: string): string => query.get(name) ?? '';
	return {
		view: oneOf(views, query.get('view'), 'desk'),
		filters: {
			lane: oneOf(lanes, query.get('lane'), usual.lane),
			order: oneOf(orders, query.get('order'), usual.order),
			department: text('department'),
			class: text('class'),
			ward: text('ward'),
			state: text('state'),
			q: text('q'),
			bbox: text('bbox'),
		},
		fault: plainCode(text('fault')) || null,
		map: query.get('show') === 'map',
	};
}

/** Writes a place as an address; what is usual is left out. */
export function hrefOf({ view, filters, fault, map }: Route): string {
	const query = new URLSearchParams();
	if (view !== 'desk') query.set('view', view);
	if (filters.lane !== usual.lane) query.set('lane', filters.lane);
	if (filters.order !== usual.order) query.set('order', filters.order);
	for (const name of texts) if (filters[name]) query.set(name, filters[name]);
	if (fault) query.set('fault', fault);
	if (map) query.set('show', 'map');
	return `/console/${query.size > 0 ? `?${query}` : ''}`;
}

/** The queue as nobody has narrowed it. */
export const everything = readRoute('').filters;

/** How many filters narrow the queue, besides its lane. */
export const narrowedBy = (filters: Filters): number => texts.filter((name) => filters[name]).length;

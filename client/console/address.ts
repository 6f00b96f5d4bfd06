export const lanes = ['open', 'needs-look', 'overdue', 'emergency', 'mine', 'fixed', 'ended'] as const;
export type Lane = (typeof lanes)[number];
export const orders = ['cost', 'due', 'newest', 'reports', 'priority', 'doubt'] as const;
export type Order = (typeof orders)[number];
const views = [
	'desk',
	'work',
	'means',
	'closing-audits',
	'contractors',
	'new',
	'drafts',
	'held',
	'safety',
	'outbox',
	'people',
	'keys',
	'asset',
	'proposals',
	'layers',
	'imports',
	'edit',
	'notices',
	'causes',
	'authorities',
	'rules',
	'connections',
	'settings',
	'standards',
	'calibration',
	'account',
	'audit',
	'approvals',
	'away',
	'town-file',
	'standby',
	'priorities',
	'indicators',
] as const;
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
	/** Reference of the asset, and code of the proposal, that are looked at. */
	asset: string | null;
	proposal: string | null;
	/** On a small screen: the map instead of the list or the fault. */
	map: boolean;
	/** In the rooms of the register: which class, which of its rules, which import, which asset. */
	register: Readonly<Record<RegisterPlace, string>>;
	/** In the room of work orders: how they are shown, what narrows them, which one is open. */
	work: Readonly<Record<WorkPlace, string>>;
}

const workPlaces = ['as', 'wo', 'is', 'kind', 'by', 'crew', 'day', 'find'] as const;
type WorkPlace = (typeof workPlaces)[number];

type RegisterPlace = 'layer' | 'rule' | 'import' | 'asset';

/** No place in the rooms of the register. */
export const noRegister: Route['register'] = { layer: '', rule: '', import: '', asset: '' };

/** No place in the room of work orders. */
export const noWork: Route['work'] = { as: '', wo: '', is: '', kind: '', by: '', crew: '', day: '', find: '' };

const texts = ['department', 'class', 'ward', 'state', 'q', 'bbox'] as const;
const usual = { lane: 'open' } as const;

/** How a lane is ordered unless somebody wants it otherwise: what is doubtful by how doubtful, what is over by when it came, the rest by what waiting costs. */
export function usualOrder(lane: Lane): Order {
	if (lane === 'needs-look') return 'doubt';
	return lane === 'fixed' || lane === 'ended' ? 'newest' : 'cost';
}

const oneOf = <Name extends string>(names: readonly Name[], it: string | null, otherwise: Name): Name => names.find((name) => name === it) ?? otherwise;

/** The code of a fault as people write it: in any case, with or without `F-`. */
export const plainCode = (written: string): string => written.trim().toUpperCase().replace(/^F-/, '');

/** The code of a fault as it is shown. */
export const spokenCode = (code: string): string => `F-${code}`;

/** Reads a place in the console from the query of an address. */
export function readRoute(search: string): Route {
	const query = new URLSearchParams(search);
	const text = (name: string): string => query.get(name) ?? '';
	const lane = oneOf(lanes, query.get('lane'), usual.lane);
	return {
		view: oneOf(views, query.get('view'), 'desk'),
		filters: {
			lane,
			order: oneOf(orders, query.get('order'), usualOrder(lane)),
			department: text('department'),
			class: text('class'),
			ward: text('ward'),
			state: text('state'),
			q: text('q'),
			bbox: text('bbox'),
		},
		fault: plainCode(text('fault')) || null,
		asset: text('asset').trim().toUpperCase() || null,
		proposal: text('proposal').trim().toUpperCase().replace(/^P-/, '') || null,
		map: query.get('show') === 'map',
		register: { layer: text('layer'), rule: text('rule'), import: text('import'), asset: text('asset') },
		work: Object.fromEntries(workPlaces.map((name) => [name, text(name)])) as Route['work'],
	};
}

const rooms: Readonly<Partial<Record<View, readonly RegisterPlace[]>>> = { layers: ['layer', 'rule'], imports: ['import'], edit: ['layer', 'asset'] };

/** What a room of the register looks at. */
const placesIn = (view: View): readonly RegisterPlace[] => rooms[view] ?? [];

/** What stands in the query of a place; what is usual is null, and so is what another room looks at. */
const parts = ({ view, filters, fault, asset, proposal, map, register, work }: Route): [string, string | null][] => [
	['view', view === 'desk' ? null : view],
	['lane', filters.lane === usual.lane ? null : filters.lane],
	['order', filters.order === usualOrder(filters.lane) ? null : filters.order],
	...texts.map((name): [string, string] => [name, filters[name]]),
	['fault', fault],
	['asset', view === 'asset' ? asset : null],
	['proposal', view === 'proposals' ? proposal : null],
	['show', map ? 'map' : null],
	...placesIn(view).map((name): [string, string] => [name, register[name]]),
	...(view === 'work' ? workPlaces.map((name): [string, string] => [name, work[name]]) : []),
];

/** Writes a place as an address; what is usual is left out. */
export function hrefOf(route: Route): string {
	const query = new URLSearchParams(parts(route).filter((it): it is [string, string] => Boolean(it[1])));
	return `/console/${query.size > 0 ? `?${query}` : ''}`;
}

/** The address of a room of the register, and of what is looked at there. */
export const registerHref = (view: View, register: Partial<Route['register']> = {}): string =>
	hrefOf({ ...readRoute(''), view, register: { ...noRegister, ...register } });

/** The address of a work order in the console. */
export const orderHref = (code: string): string => hrefOf({ ...readRoute(''), view: 'work', work: { ...noWork, wo: code } });

/** The queue as nobody has narrowed it. */
export const everything = readRoute('').filters;

/** How many filters narrow the queue, besides its lane. */
export const narrowedBy = (filters: Filters): number => texts.filter((name) => filters[name]).length;

const shorts = { asset: 'asset', proposals: 'proposal', layers: 'layer', imports: 'import' } as const;
const named = /^\/console\/(asset|proposals|layers|imports)(?:\/([^/]+))?(\/edit)?\/?$/;

/** A short address that stands on paper or in a message, as an address of the console; undefined for any other. */
export function fromShort(path: string): string | undefined {
	const [, view, name, editing] = named.exec(path) ?? [];
	if (view === undefined) return undefined;
	const value = name === undefined ? '' : `&${shorts[view as keyof typeof shorts]}=${name}`;
	return `/console/?view=${editing ? 'edit' : view}${value}`;
}

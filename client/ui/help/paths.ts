/** Where somebody is, and what they have just done. */
export interface Moment {
	/** The path of the app, such as `/planner/`. */
	path: string;
	query: URLSearchParams;
	/** What the server has just done for them: method and path of the call. */
	did: string | null;
}

/** One step of a first hour: the screen it opens, and by what it notices that it is done. */
export interface Step {
	id: string;
	href: string;
	done: (moment: Moment) => boolean;
}

export const paths = ['engineer', 'planner', 'contact', 'gis', 'admin', 'crew'] as const;
export type Path = (typeof paths)[number];

const at =
	(path: string, ...names: string[]) =>
	({ path: here, query }: Moment): boolean =>
		here === path && names.every((it) => query.has(it));
const view =
	(name: string) =>
	({ path, query }: Moment): boolean =>
		path === '/console/' && query.get('view') === name;
const page =
	(name: string) =>
	({ path, query }: Moment): boolean =>
		path === '/planner/' && query.get('page') === name;
const room = (id: string, name: string): Step => ({ id, href: `/console/?view=${name}`, done: view(name) });
const sheet = (id: string, name: string): Step => ({ id, href: `/planner/?page=${name}`, done: page(name) });
const did =
	(what: RegExp) =>
	({ did: call }: Moment): boolean =>
		call !== null && what.test(call);

const desk: Step = { id: 'desk', href: '/console/', done: ({ path, query }) => path === '/console/' && !query.has('view') };
const fault: Step = { id: 'fault', href: '/console/?lane=needs-look', done: at('/console/', 'fault') };
const wards = '/planner/?report=failures-by-class-and-ward';

/** What somebody does in their first hour, by what they work as. */
export const steps: Readonly<Record<Path, readonly Step[]>> = {
	engineer: [
		desk,
		fault,
		{ id: 'confirm', href: '/console/?lane=needs-look', done: did(/^post \/api\/desk\/faults\/[^/]+\/link$/) },
		{ id: 'assign', href: '/console/', done: did(/^post \/api\/desk\/faults(\/[^/]+\/|-)assign$/) },
		{ id: 'undo', href: '/console/', done: did(/^post \/api\/desk\/faults(\/[^/]+\/|-)undo$/) },
		room('causes', 'causes'),
		room('work', 'work'),
	],
	planner: [
		{ id: 'catalogue', href: '/planner/', done: ({ path, query }) => path === '/planner/' && query.size === 0 },
		{ id: 'report', href: wards, done: at('/planner/', 'report') },
		{ id: 'behind', href: wards, done: at('/planner/', 'report', 'row') },
		{ id: 'compare', href: wards, done: at('/planner/', 'report', 'beside') },
		{ id: 'keep', href: wards, done: did(/^post \/api\/planning\/kept$/) },
		sheet('board', 'board'),
		{ id: 'ask', href: '/planner/?ask', done: at('/planner/', 'ask') },
		sheet('letters', 'letters'),
	],
	contact: [desk, room('take', 'new'), fault, room('drafts', 'drafts'), room('outbox', 'outbox')],
	gis: [room('layers', 'layers'), room('imports', 'imports'), room('proposals', 'proposals'), room('calibration', 'calibration'), fault],
	admin: [
		room('people', 'people'),
		room('emergency', 'settings'),
		room('standards', 'standards'),
		room('rules', 'rules'),
		room('authorities', 'authorities'),
		room('connections', 'connections'),
		room('audit', 'audit'),
	],
	crew: [
		{ id: 'run', href: '/crew/', done: ({ path, query }) => path === '/crew/' && !query.has('view') && !query.has('stop') },
		{ id: 'stop', href: '/crew/', done: at('/crew/', 'stop') },
		{ id: 'map', href: '/crew/?view=map', done: ({ path, query }) => path === '/crew/' && query.get('view') === 'map' },
		{ id: 'find', href: '/crew/?view=find', done: ({ path, query }) => path === '/crew/' && query.get('view') === 'find' },
		{ id: 'paper', href: '/crew/?view=paper', done: ({ path, query }) => path === '/crew/' && query.get('view') === 'paper' },
	],
};

/** What each right that marks a work says somebody works as; whoever may do all begins with what only they may do. */
const marks: readonly (readonly [right: string, path: Path])[] = [
	['person.manage', 'admin'],
	['fault.assign', 'engineer'],
	['planning.read', 'planner'],
	['layer.import', 'gis'],
	['report.take', 'contact'],
	['work.do', 'crew'],
];

/** The first hours there are for somebody; the app they are in comes first where it has one of its own. */
export function pathsFor(rights: readonly string[], app: string): Path[] {
	const own = marks.filter(([right]) => rights.includes(right)).map(([, path]) => path);
	const here = app === '/planner/' ? 'planner' : app === '/crew/' ? 'crew' : undefined;
	return [...own.filter((it) => it === here), ...own.filter((it) => it !== here)];
}

const screens = [
	'planner-letters',
	'planner-board',
	'planner-kept',
	'planner-ask',
	'planner-result',
	'planner',
	'crew-map',
	'crew-find',
	'crew-stop',
	'crew',
	'desk',
	'work',
	'asset',
	'room',
] as const;
export type ScreenName = (typeof screens)[number];

const named = (name: string, app: string): ScreenName => screens.find((it) => it === `${app}-${name}`) ?? (app as ScreenName);

const plannerName = (query: URLSearchParams): string => query.get('page') ?? ['report', 'ask'].find((it) => query.has(it))?.replace('report', 'result') ?? '';
const crewName = (query: URLSearchParams): string => (query.has('stop') ? 'stop' : (query.get('view') ?? ''));
const deskNames = ['desk', 'work', 'asset'] as const;

/** Which screen that is, as far as it is explained. */
export function screenAt({ path, query }: Pick<Moment, 'path' | 'query'>): ScreenName {
	if (path === '/planner/') return named(plannerName(query), 'planner');
	if (path === '/crew/') return named(crewName(query), 'crew');
	return deskNames.find((it) => it === (query.get('view') ?? 'desk')) ?? 'room';
}

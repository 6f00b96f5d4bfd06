// The architecture, as a list. A module may use those written before it, never those written after.
const river = ['maths', 'platform', 'auth', 'municipality', 'assets', 'network', 'faults', 'reports', 'work', 'planning'];
// Shores look out on the world. They may use the whole river; nothing but the mouth may use them.
const shores = ['notify', 'tiles', 'standards', 'exchange'];
const apps = ['resident', 'console', 'crew', 'planner', 'standards', 'embed'];
const shelves = [
	'gis-layers',
	'server/assets/sources',
	'server/assets/export/formats',
	'server/planning/reports',
	'server/notify/channels',
	'server/exchange/systems',
];

const any = (names) => `(${names.join('|')})`;
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const after = (module) => river.slice(river.indexOf(module) + 1);

const upstream = river
	.slice(0, -1)
	.map((module) =>
		rule(`river-${module}`, `${module} knows nothing of what comes after it.`, { path: `^server/${module}/` }, { path: `^server/${any(after(module))}/` }),
	);

const config = {
	forbidden: [
		rule('no-cycles', 'Nothing is circular, not even types.', {}, { circular: true }),
		...upstream,
		rule(
			'maths-is-alone',
			'Maths imports nothing of ours.',
			{ path: '^server/maths/' },
			{ path: '^(server|client|gis-layers|migrations|seeds|scripts|tests)/', pathNot: '^server/maths/' },
		),
		rule('river-to-shore', 'The river knows nothing of its shores.', { path: `^server/${any(river)}/` }, { path: `^server/${any(shores)}/` }),
		rule('shore-to-shore', 'Shores do not meet.', { path: `^server/${any(shores)}/` }, { path: `^server/${any(shores)}/`, pathNot: '^server/$1/' }),
		rule(
			'standard-to-standard',
			'Each standard is a shore of its own.',
			{ path: '^server/standards/([^/]+)/' },
			{ path: '^server/standards/', pathNot: '^server/standards/$1/' },
		),
		rule('to-the-mouth', 'Nobody imports the mouth.', { path: '^server/[^/]+/' }, { path: '^server/[^/]+\\.ts$' }),
		rule(
			'by-the-front-door',
			'Another module is used through its index or its contract; maths and platform file by file.',
			{ path: '^server/([^/]+)/' },
			{ path: '^server/[^/]+/', pathNot: ['^server/$1/', '^server/(platform|maths)/', '^server/[^/]+/(index|contract)\\.ts$'] },
		),
		rule(
			'contracts-are-pure',
			'A contract is shared with the browser: schemas only.',
			{ path: '^server/.*/contract\\.ts$' },
			{ pathNot: ['/contract\\.ts$', '(^|/)node_modules/zod'] },
		),
		rule(
			'client-to-contract',
			'The browser knows the server by its contracts, and shares its maths.',
			{ path: '^client/' },
			{ path: '^server/', pathNot: ['/contract\\.ts$', '^server/maths/'] },
		),
		rule('layers-by-type', 'Layers reach the browser as JSON.', { path: '^client/' }, { path: '^gis-layers/', dependencyTypesNot: ['type-only'] }),
		rule(
			'app-to-app',
			'Apps share through api, map, ui and i18n.',
			{ path: `^client/${any(apps)}/` },
			{ path: `^client/${any(apps)}/`, pathNot: '^client/$1/' },
		),
		rule('shared-to-app', 'What is shared knows no app.', { path: '^client/(api|map|ui|i18n)/' }, { path: `^client/${any(apps)}/` }),
		rule(
			'shelf-files-are-alone',
			'A file on a shelf knows only what kind of thing it is, SQL, maths, and packages.',
			{ path: `^${any(shelves)}/(?!index)[^/]+\\.ts$` },
			{
				path: '^(server|client|gis-layers|migrations|seeds)/',
				pathNot: [`^${any(shelves)}/(index|[a-z-]+/.+)\\.ts$`, '^server/platform/(sql|mail)\\.ts$', '^server/maths/'],
			},
		),
		rule(
			'server-not-to-client',
			'The server serves; it does not know who asks.',
			{ path: '^(server|gis-layers|migrations|seeds)/' },
			{ path: '^(client|tests)/' },
		),
		rule('declared', 'Only packages that package.json names.', { pathNot: '^node_modules' }, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }),
		rule('resolvable', 'Every import leads somewhere.', {}, { couldNotResolve: true }),
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'], mainFields: ['module', 'main', 'types'] },
	},
};

export default config;

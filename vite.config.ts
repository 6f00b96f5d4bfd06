import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { leanMap } from './scripts/lean-map.ts';
import { lightContract } from './scripts/light-contracts.ts';
import { serviceWorker } from './scripts/service-worker.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const jsx = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const;

/** The built apps ask by the contracts, but carry neither the schema library nor schemas. */
const lightContracts = {
	name: 'light-contracts',
	apply: 'build',
	enforce: 'pre',
	transform: {
		filter: { id: /\/server\/[\w/-]+\/contract\.ts$/ },
		handler: (code: string) => ({ code: lightContract(code, here('client/api/schemas-on-trust.ts')), map: null }),
	},
} as const;

/** Server tests that ask no database, or bring one of their own that is always embedded: what the others run on is nothing to them. */
const apart = [
	'tests/server/river.test.ts',
	'tests/server/assets/{setup,sources*,sqlite-pages,services-esri,services-ogc-api,services-ogr,services-wfs,export-formats,shape}.test.ts',
	'tests/server/network/drawn-town.test.ts',
	'tests/server/platform/{embedded*,fetch,push,send-json,store}.test.ts',
	'tests/server/platform/video/*.test.ts',
	'tests/server/seeds/{history,town}.test.ts',
];

export default defineConfig({
	root: here('client'),
	cacheDir: here('node_modules/.vite'),
	oxc: jsx,
	plugins: [
		lightContracts,
		leanMap,
		serviceWorker({
			entry: here('client/resident/offline/worker.ts'),
			fileName: 'worker.js',
			screens:
				/client\/(index\.html|resident\/(report\/(later|ticket|photo-store|photo-position|take-video)|home|outbox\/(waiting-page|banner)|offline\/start)\.tsx?)$/,
			words: /client\/i18n\/words\/(?:shared|resident|resident-pages|resident-outbox)\/(\w+)\.ts$/,
			plugins: [lightContracts],
		}),
		serviceWorker({
			entry: here('client/crew/offline/worker.ts'),
			fileName: 'crew/worker.js',
			screens: /client\/crew\/(index\.html|map\/run-map\.tsx|kept\/photo\.ts)$/,
			words: /client\/i18n\/words\/(?:shared|crew)\/(\w+)\.ts$/,
			plugins: [lightContracts],
		}),
	],
	build: {
		outDir: here('dist'),
		emptyOutDir: true,
		target: 'es2022',
		sourcemap: false,
		// Small files stay files: an inlined data: address would need a weaker content security policy.
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		rolldownOptions: {
			input: {
				resident: here('client/index.html'),
				console: here('client/console/index.html'),
				crew: here('client/crew/index.html'),
				planner: here('client/planner/index.html'),
				standards: here('client/standards/index.html'),
				embed: here('client/embed/index.html'),
			},
		},
	},
	test: {
		projects: [
			{
				oxc: jsx,
				test: { name: 'pure', root: here('.'), css: true, include: ['tests/{gis-layers,client}/**/*.test.{ts,tsx}', 'tests/server/maths/**/*.test.ts'] },
			},
			{
				test: {
					name: 'server',
					root: here('.'),
					include: ['tests/server/**/*.test.ts'],
					exclude: ['tests/server/maths/**', ...apart],
					globalSetup: [here('tests/support/global-setup.ts')],
					// To import the program anew for each file takes a third of the time: the files of a lane share its modules.
					isolate: false,
					setupFiles: [here('tests/support/reopen.ts')],
					pool: 'forks',
					// Each on a database of its own: tests/support/global-setup.ts.
					maxWorkers: 2,
					sequence: { groupOrder: 1 },
					// Patience for a busy machine, not a bar: what hangs fails all the same.
					testTimeout: 120_000,
					hookTimeout: 240_000,
				},
			},
			{
				test: {
					name: 'apart',
					root: here('.'),
					include: apart,
					pool: 'forks',
					maxWorkers: 2,
					sequence: { groupOrder: 2 },
					testTimeout: 120_000,
					hookTimeout: 240_000,
				},
			},
			{
				test: {
					name: 'e2e',
					root: here('.'),
					include: ['tests/e2e/**/*.test.ts'],
					globalSetup: [here('tests/support/draw-town.ts')],
					pool: 'forks',
					// Each with a town, a server and a browser of its own: all screens in one, the stories in the other.
					maxWorkers: 2,
					sequence: { groupOrder: 3 },
					// More looks at once only take the processor from one another, and from the stories.
					maxConcurrency: 3,
					testTimeout: 180_000,
					hookTimeout: 300_000,
				},
			},
		],
	},
});

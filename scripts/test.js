// npm test: installs what is missing and runs all tests. Options: names of projects (pure, server, apart, e2e), then anything for vitest.
import { build } from './build.js';
import { chromium } from './chromium.js';
import { install, root, run } from './install.js';

install();
const known = ['pure', 'server', 'apart', 'e2e'];
const given = process.argv.slice(2);
const wanted = given.filter((it) => known.includes(it));
const rest = given.filter((it) => !known.includes(it));
const projects = new Set(wanted.length ? wanted : known);
const browser = projects.has('e2e') ? chromium() : undefined;
if (projects.has('e2e') && !browser) {
	console.info('\nThe browser tests are SKIPPED: no Chromium or Chrome was found (set CHROMIUM to its path to run them).\n');
	projects.delete('e2e');
}
if (projects.has('e2e')) build();
const database = process.env.DATABASE_URL ? 'the database of DATABASE_URL' : 'an embedded database';
console.info(`Running the tests ${[...projects].join(', ')} on ${database} …`);
const options = [...projects].flatMap((it) => ['--project', it]);
run(process.execPath, [`${root}/node_modules/vitest/vitest.mjs`, 'run', '--config', `${root}/vite.config.ts`, ...options, ...rest], {
	env: {
		...process.env,
		NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import tsx`,
		LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
		...(browser && { CHROMIUM: browser }),
	},
});

// npm run bench -- queue: the engineers' queue over 50,000 open faults: how long filters and orders take, and how smoothly the map beside it is dragged.
import type { Browser, Page } from 'playwright-core';
import { build } from '../../scripts/build.js';
import { addPerson } from '../../server/auth/index.ts';
import { launch } from '../support/browser.ts';
import { pileUp } from './queue/backlog.ts';
import { onPostgres } from './support/databases.ts';
import { median, rounded } from './support/numbers.ts';
import { startApp } from './support/processes.ts';
import { conclude, printTable } from './support/report.ts';
import { settleWideTown } from './support/wide-town.ts';

const blocks = 90;
const open = Number(process.argv[2] ?? 50_000);
const rounds = 12;
const most = { answer: 200, frame: 100 };
const account = { email: 'bench@example.org', password: 'a-good-password' };

const orders = ['cost', 'due', 'newest', 'reports', 'priority', 'doubt'].map((order) => `order=${order}`);
const filters = [
	'department=water',
	'class=hydrants',
	'ward=3',
	'state=waiting',
	'q=Street%2012',
	'bbox=18.74,-33.86,18.78,-33.83',
	'department=roads&ward=2&class=street-lights',
];
const lanes = ['needs-look&order=doubt', 'overdue', 'emergency', 'mine', 'fixed&order=newest', 'ended&order=newest'].map((lane) => `lane=${lane}`);

const kinds: Readonly<Record<string, readonly string[]>> = {
	sort: orders,
	filter: filters,
	'filter and sort': filters.flatMap((filter) => orders.slice(0, 3).map((order) => `${filter}&${order}`)),
	lane: lanes,
};

const share = (part: number, numbers: readonly number[]): number =>
	[...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(part * numbers.length))] ?? Number.NaN;

/** Signs in; answers how to ask. */
async function signedIn(url: string): Promise<(query: string) => Promise<{ took: number; next: string | null; faults: number }>> {
	const answer = await fetch(`${url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(account) });
	const cookie = answer.headers
		.getSetCookie()
		.map((it) => it.split(';')[0])
		.join('; ');
	return async (query) => {
		const from = performance.now();
		const page = await fetch(`${url}/api/desk/faults?${query}`, { headers: { cookie } });
		const { faults, next } = (await page.json()) as { faults: unknown[]; next: string | null };
		if (!page.ok) throw new Error(`${query}: ${page.status}`);
		return { took: performance.now() - from, next, faults: faults.length };
	};
}

type Ask = Awaited<ReturnType<typeof signedIn>>;

/** The first page and the second of one question. */
async function twoPages(ask: Ask, query: string): Promise<number[]> {
	const { took, next } = await ask(query);
	return next === null ? [took] : [took, (await ask(`${query}&cursor=${next}`)).took];
}

async function measureLists(url: string): Promise<{ what: string; p50: number; p95: number }[]> {
	const ask = await signedIn(url);
	const lines: { what: string; p50: number; p95: number }[] = [];
	for (const [what, queries] of Object.entries(kinds)) {
		const took: number[] = [];
		// Once beforehand, to warm what is cold.
		for (const query of queries) await twoPages(ask, query);
		for (let round = 0; round < rounds; round += 1) for (const query of queries) took.push(...(await twoPages(ask, query)));
		lines.push({ what, p50: rounded(median(took), 1), p95: rounded(share(0.95, took), 1) });
	}
	return lines;
}

/** Said to the browser as text: what is compiled here would not run there. */
const watchFrames = `
	globalThis.told = { last: performance.now(), gaps: [], going: true };
	const tick = (now) => {
		told.gaps.push(now - told.last);
		told.last = now;
		if (told.going) requestAnimationFrame(tick);
	};
	requestAnimationFrame(tick);`;

/** Drags the desk's map about, and measures from frame to frame. */
async function measureFrames(browser: Browser, url: string): Promise<{ frames: number; p95: number; longest: number }> {
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	await page.goto(`${url}/console/`);
	await page.locator('input[type=email]').fill(account.email);
	await page.locator('input[type=password]').fill(account.password);
	await page.keyboard.press('Enter');
	await page.locator('.queue-row').first().waitFor();
	await page.locator('.map canvas').first().waitFor();
	await page.waitForTimeout(4000);
	await page.evaluate(watchFrames);
	await drag(page);
	const gaps = ((await page.evaluate('told.going = false, told.gaps')) as number[]).slice(1);
	await page.close();
	return { frames: gaps.length, p95: rounded(share(0.95, gaps), 1), longest: rounded(Math.max(...gaps), 1) };
}

async function drag(page: Page): Promise<void> {
	const box = await page.locator('.map').first().boundingBox();
	if (!box) throw new Error('there is no map');
	const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
	for (let n = 0; n < 8; n += 1) {
		const turn = (n * Math.PI) / 4;
		await page.mouse.move(x, y);
		await page.mouse.down();
		for (let step = 1; step <= 25; step += 1) await page.mouse.move(x + Math.cos(turn) * step * 8, y + Math.sin(turn) * step * 8);
		await page.mouse.up();
	}
}

build();
await onPostgres(async (create) => {
	console.info('Making the town and its backlog …');
	const { url, database } = await create('queue');
	await settleWideTown(database.knex, url, blocks);
	const piled = await pileUp(database.knex, open);
	await addPerson(database.knex, { ...account, name: 'Bench', language: 'en', roles: [{ role: 'engineer' }] });
	const app = await startApp(url);
	const at = `http://127.0.0.1:${app.port}`;
	const lines = await measureLists(at);
	console.info(`\n${piled.toLocaleString('en')} open faults, as many that are over; first and second pages, ${rounds} rounds, over HTTP:\n`);
	printTable(lines.map(({ what, p50, p95 }) => ({ asked: what, p50: `${p50} ms`, p95: `${p95} ms` })));
	const browser = await launch();
	const frames = await measureFrames(browser, at);
	await browser.close();
	await app.stop();
	printTable([{ 'the map dragged': `${frames.frames} frames`, p95: `${frames.p95} ms`, longest: `${frames.longest} ms` }]);
	conclude('queue', { open: piled, lines, frames }, [
		{ what: `${open.toLocaleString('en')} faults are open (${piled})`, holds: piled >= open },
		...lines.map(({ what, p95 }) => ({ what: `${what}: within ${most.answer} ms at p95 (${p95})`, holds: p95 <= most.answer })),
		{ what: `no frame above ${most.frame} ms while the map is dragged (${frames.longest})`, holds: frames.longest <= most.frame },
	]);
});

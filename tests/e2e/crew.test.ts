import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '../../server/work/orders/contract.ts';
import { launch, tick } from '../support/browser.ts';
import { type Demo, demoDirectory, removeDemo, startDemo } from '../support/demo.ts';
import { photo } from '../support/phone.ts';

const directory = demoDirectory();
const password = 'demo-faultline';
let demo: Demo;
let browser: Awaited<ReturnType<typeof launch>>;

beforeAll(async () => {
	demo = await startDemo(directory);
	browser = await launch();
});

afterAll(async () => {
	await browser?.close();
	await demo?.stop();
	removeDemo(directory);
});

/** A crew's phone that has opened its run once, while there was a signal. */
async function crewPhone(): Promise<{ context: BrowserContext; page: Page }> {
	const context = await browser.newContext({
		baseURL: demo.url,
		viewport: { width: 360, height: 740 },
		hasTouch: true,
		locale: 'en-ZA',
		reducedMotion: 'reduce',
	});
	context.setDefaultTimeout(20_000);
	await context.grantPermissions(['geolocation'], { origin: demo.url });
	const page = await context.newPage();
	await page.goto('/crew/');
	await page.getByLabel('E-mail address').fill('crew@demo.example');
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.locator('.stop-row').first().waitFor();
	await page.evaluate('navigator.serviceWorker.ready.then(() => new Promise((kept) => setTimeout(kept, 2500)))');
	return { context, page };
}

interface Desk {
	order: (code: string) => Promise<Order>;
	/** Gives the crew a lamp to mend. */
	give: () => Promise<Order>;
	close: () => Promise<void>;
}

/** What the desk knows and does. */
async function desk(): Promise<Desk> {
	const context = await browser.newContext({ baseURL: demo.url });
	const { request } = context;
	await request.post('/api/session', { data: { email: 'engineer@demo.example', password } });
	const order = async (code: string): Promise<Order> => ((await (await request.get(`/api/desk/work-orders/${code}`)).json()) as { order: Order }).order;
	const give = async (): Promise<Order> => {
		const { found } = (await (await request.get('/api/search?limit=20&q=SL-100')).json()) as { found: { class: string; reference: string }[] };
		const lamp = found.find((it) => it.class === 'street-lights');
		const data = { title: 'A lamp to mend', kind: 'corrective', department: 'electricity', crew: 'Lights A', assets: [lamp?.reference] };
		const opened = await request.post('/api/desk/work-orders', { data });
		if (!opened.ok()) throw new Error(await opened.text());
		return ((await opened.json()) as { order: Order }).order;
	};
	return { order, give, close: () => context.close() };
}

/** Goes to a stop and stands there. */
async function goTo(stop: Order, { context, page }: { context: BrowserContext; page: Page }): Promise<void> {
	const [line] = stop.lines;
	if (!line) throw new Error('the stop has no work');
	await context.setGeolocation({ longitude: line.lon, latitude: line.lat, accuracy: 6 });
	await page.locator(`.stop-row[href$="stop=${stop.code}"]`).click();
	await page.getByRole('button', { name: 'Start work' }).waitFor();
}

const takePhoto = async (page: Page, moment: 'before' | 'after', colour: string): Promise<void> => {
	const part = page.locator('section.card, .card').filter({ has: page.getByRole('heading', { name: `Photos from ${moment} the work` }) });
	const chosen = page.waitForEvent('filechooser');
	await part.getByRole('button', { name: 'Take a photo' }).click();
	await (await chosen).setFiles([await photo(colour)]);
	await part.locator('.stop-photos li').first().waitFor();
};

/** The work at a stop, as far as it can be closed: the checklist, what was found, a photo from after it. */
async function work(page: Page, { tasks }: Order): Promise<void> {
	await page.getByRole('button', { name: 'Start work' }).click();
	await page.getByText(/At work since/).waitFor();
	await takePhoto(page, 'before', 'black');
	await tick(page, 'Fixed Done, and shown by a photo or a reading');
	await page.getByText('Still missing for “fixed”').waitFor();
	expect(await page.getByRole('button', { name: 'Close as: Fixed' }).isDisabled()).toBe(true);
	for (const it of tasks.filter(({ kind }) => kind !== 'reading')) await page.getByRole('checkbox', { name: it.title }).check();
	await page.getByLabel('Cause').fill('Corroded fuse holder');
	await takePhoto(page, 'after', 'yellow');
}

describe('a crew in airplane mode', () => {
	it('does a stop, closes it with a photo, loses the page, and all of it arrives once when there is a signal', async () => {
		const there = await desk();
		const stop = await there.give();
		const { context, page } = await crewPhone();
		await context.setOffline(true);
		await page.reload();
		await page.getByText('No signal').waitFor();
		await goTo(stop, { context, page });
		await work(page, stop);
		await page.getByRole('button', { name: 'Close as: Fixed' }).click();
		await page.getByText('Closed as: Fixed').first().waitFor();
		expect((await there.order(stop.code)).state).toBe('assigned');
		const cdp = await context.newCDPSession(page);
		const crashed = page.waitForEvent('crash');
		cdp.send('Page.crash').catch(() => undefined);
		await crashed;
		await page.close();

		const again = await context.newPage();
		await again.goto(`/crew/?stop=${stop.code}`);
		await again.getByText('Closed as: Fixed').first().waitFor();
		await again.getByText(/things of this stop wait to be sent/).waitFor();
		await context.setOffline(false);
		await expect.poll(async () => (await there.order(stop.code)).state, { timeout: 60_000 }).toBe('done');
		await again
			.getByText(/wait to be sent/)
			.first()
			.waitFor({ state: 'detached' });

		const order = await there.order(stop.code);
		expect(order.lines).toMatchObject([{ outcome: 'fixed', proof: 'photo', cause: 'Corroded fuse holder' }]);
		expect(order.lines[0]?.proofM).toBeLessThan(1);
		expect(order.lines[0]?.photos.map(({ moment }) => moment)).toEqual(['before', 'after']);
		expect(order.times).toMatchObject([{ kind: 'work' }]);
		expect(order.history.filter(({ kind }) => kind === 'work-item.ended')).toHaveLength(1);
		// Loading it once more sends nothing more.
		await again.reload();
		await again.getByText('Closed as: Fixed').first().waitFor();
		expect((await there.order(stop.code)).history).toHaveLength(order.history.length);
		await there.close();
		await context.close();
	});
});

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Order } from '../../server/work/orders/contract.ts';
import { tick } from './browser.ts';
import { photo } from './phone.ts';

const password = 'demo-faultline';

interface There {
	browser: Browser;
	url: string;
}

/** A crew's phone that has opened its run once, while there was a signal. */
export async function crewPhone({ browser, url }: There): Promise<{ context: BrowserContext; page: Page }> {
	const context = await browser.newContext({
		baseURL: url,
		viewport: { width: 360, height: 740 },
		hasTouch: true,
		locale: 'en-ZA',
		reducedMotion: 'reduce',
	});
	context.setDefaultTimeout(20_000);
	await context.grantPermissions(['geolocation'], { origin: url });
	const page = await context.newPage();
	await page.goto('/crew/');
	await page.getByLabel('E-mail address').fill('crew@demo.example');
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.locator('.stop-row').first().waitFor();
	await page.evaluate('navigator.serviceWorker.ready.then(() => new Promise((kept) => setTimeout(kept, 2500)))');
	return { context, page };
}

export interface Desk {
	order: (code: string) => Promise<Order>;
	/** Asks the server for anything as whoever sits there; fails with what it answered. */
	ask: <T>(path: string, body?: object) => Promise<T>;
	context: BrowserContext;
	close: () => Promise<void>;
}

/** What the desk knows, as an engineer or somebody else sits at it. */
export async function deskOf({ browser, url }: There, person = 'engineer'): Promise<Desk> {
	const context = await browser.newContext({ baseURL: url });
	await context.request.post('/api/session', { data: { email: `${person}@demo.example`, password } });
	const ask = async <T>(path: string, body?: object): Promise<T> => {
		const answer = body === undefined ? await context.request.get(path) : await context.request.post(path, { data: body });
		expect(answer.ok(), `${path}: ${answer.status()} ${answer.ok() ? '' : await answer.text()}`).toBe(true);
		return (await answer.json()) as T;
	};
	const order = async (code: string): Promise<Order> => (await ask<{ order: Order }>(`/api/desk/work-orders/${code}`)).order;
	return { order, ask, context, close: () => context.close() };
}

/** Goes to a stop and stands there. */
export async function goTo(stop: Order, { context, page }: { context: BrowserContext; page: Page }): Promise<void> {
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
export async function work(page: Page, { tasks }: Order, cause = 'Corroded fuse holder'): Promise<void> {
	await page.getByRole('button', { name: 'Start work' }).click();
	await page.getByText(/At work since/).waitFor();
	await takePhoto(page, 'before', 'black');
	await tick(page, 'Fixed Done, and shown by a photo or a reading');
	await page.getByText('Still missing for “fixed”').waitFor();
	expect(await page.getByRole('button', { name: 'Close as: Fixed' }).isDisabled()).toBe(true);
	for (const it of tasks.filter(({ kind }) => kind !== 'reading')) await page.getByRole('checkbox', { name: it.title }).check();
	for (const it of tasks.filter(({ kind, wanted }) => kind === 'reading' && wanted)) await page.getByLabel(it.title).fill('4.2');
	await page.getByLabel('Cause').fill(cause);
	await takePhoto(page, 'after', 'yellow');
}

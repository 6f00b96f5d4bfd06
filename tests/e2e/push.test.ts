import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../support/browser.ts';
import { type Demo, demoDirectory, removeDemo, startDemo } from '../support/demo.ts';
import { phone, place } from '../support/phone.ts';

const directory = demoDirectory();
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

/** Somebody's report, by its tracking page. */
async function tracked(): Promise<string> {
	const { lon, lat } = await place(demo.url);
	const answer = await fetch(`${demo.url}/api/reports`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ mode: 'street-light.out', lon, lat, method: 'gnss', accuracy: 5, noneOfThese: true }),
	});
	return ((await answer.json()) as { tracking: string }).tracking;
}

/** The browser of tests reaches no push service: what such a one would answer stands in for it. */
const addressed = (context: BrowserContext): Promise<unknown> =>
	context.addInitScript(`
		const it = { endpoint: 'https://fcm.googleapis.com/fcm/send/of-a-test', options: { applicationServerKey: null }, unsubscribe: async () => true };
		it.toJSON = () => ({ endpoint: it.endpoint, keys: { p256dh: 'B' + 'x'.repeat(86), auth: 'y'.repeat(22) } });
		let there = null;
		PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
			if (!userVisibleOnly || applicationServerKey.length !== 65 || applicationServerKey[0] !== 4) throw new Error('not a key of RFC 8292');
			it.options = { applicationServerKey: applicationServerKey.buffer };
			return (there = it);
		};
		PushManager.prototype.getSubscription = async () => there;`);

/** What the worker shows when a push service hands it something. */
async function delivered(
	context: BrowserContext,
	page: Page,
	data: { title: string } & Record<string, string>,
): Promise<{ title: string; body: string; data: string; tag: string }[]> {
	const cdp = await context.newCDPSession(page);
	const registration = new Promise<string>((found) =>
		cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
			const ours = registrations.find((it) => it.scopeURL.startsWith(demo.url));
			if (ours) found(ours.registrationId);
		}),
	);
	await cdp.send('ServiceWorker.enable');
	await cdp.send('ServiceWorker.deliverPushMessage', { origin: demo.url, registrationId: await registration, data: JSON.stringify(data) });
	const read = `navigator.serviceWorker.ready.then(async (it) => (await it.getNotifications()).map(({ title, body, data, tag }) => ({ title, body, data, tag })))`;
	await expect.poll(() => page.evaluate(`${read}.then((all) => all.map(({ title }) => title))`), { timeout: 10_000 }).toContain(data.title);
	return page.evaluate(read);
}

describe('somebody who wants to hear on this device', () => {
	it('is asked by the browser only after they pressed the button, and takes it back with another', async () => {
		const { context, page } = await phone({ browser, url: demo.url, sync: false });
		await addressed(context);
		const path = await tracked();
		const asked = await context.newPage();
		await asked.addInitScript('Notification.requestPermission = async () => { globalThis.wasAsked = true; return "granted"; }');
		await context.grantPermissions(['notifications'], { origin: demo.url });
		await asked.goto(path);
		const button = asked.getByRole('button', { name: 'Tell me on this device' });
		await button.waitFor();
		expect(await asked.evaluate('globalThis.wasAsked')).toBeUndefined();
		await button.click();
		await asked.getByText('This device tells you when something happens.').waitFor();
		expect(await asked.evaluate('globalThis.wasAsked')).toBe(true);
		await asked.reload();
		await asked.getByRole('button', { name: 'No longer on this device' }).click();
		await button.waitFor();
		await page.close();
		await context.close();
	});

	it('is shown what a push service brings, and only pages of ours can be opened by it', async () => {
		const { context, page } = await phone({ browser, url: demo.url, sync: false });
		await context.grantPermissions(['notifications'], { origin: demo.url });
		const path = await tracked();
		const [first] = await delivered(context, page, { title: 'Repaired', body: 'Is it so?', url: path, tag: 'ABC234' });
		expect(first).toEqual({ title: 'Repaired', body: 'Is it so?', data: path, tag: 'ABC234' });
		const [second] = await delivered(context, page, { title: 'Again', body: 'Look', url: 'https://elsewhere.example/', tag: 'ABC234' });
		expect(second).toMatchObject({ title: 'Again', data: '/' });
		await context.close();
	});
});

import { randomBytes } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../support/browser.ts';
import { type Demo, demoDirectory, removeDemo, startDemo } from '../support/demo.ts';
import { film, pictureEntry } from '../support/mp4.ts';
import { phone, photo, place, received, report, type Sent, video, waits } from '../support/phone.ts';

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

/** Three reports without a connection: two with photos, one with a video. Then the page dies. */
async function threeInTheDark(context: BrowserContext, page: Page): Promise<void> {
	const where = [await place(demo.url), await place(demo.url), await place(demo.url)];
	await context.setOffline(true);
	const files = [[await photo('red')], [await photo('blue'), await photo('green')], [await video()]];
	for (const [at, those] of files.entries()) {
		await report(page, { place: where[at] ?? where[0], files: those });
		await page.getByRole('heading', { name: 'Reports that wait' }).waitFor();
		await expect.poll(() => waits(page)).toBe(at + 1);
	}
	const cdp = await context.newCDPSession(page);
	const crashed = page.waitForEvent('crash');
	cdp.send('Page.crash').catch(() => undefined);
	await crashed;
	await page.close();
}

/** Each of three reports is there once, with what belongs to it. */
async function thereOnce(sent: readonly Sent[]): Promise<void> {
	expect(new Set(sent.map((it) => it.ticket)).size).toBe(3);
	const tracked = await Promise.all(
		sent.map(async ({ tracking }) => {
			const answer = await fetch(`${demo.url}/api/reports/${tracking.slice(3)}`);
			return (await answer.json()) as { ticket: string; photos: { video: boolean }[]; fault: { reports: number } };
		}),
	);
	expect(tracked.map(({ fault }) => fault.reports)).toEqual([1, 1, 1]);
	expect(tracked.map(({ photos }) => photos.map((it) => it.video)).toSorted((a, b) => a.length - b.length || Number(a[0]) - Number(b[0]))).toEqual([
		[false],
		[true],
		[false, false],
	]);
}

describe('without a connection', () => {
	it('two reports with photos and one with a video survive the page, and arrive once each when it is opened again', async () => {
		const { context, page } = await phone({ browser, url: demo.url, sync: false });
		await threeInTheDark(context, page);
		await context.setOffline(false);
		const again = await context.newPage();
		await again.goto('/');
		await expect.poll(async () => (await received(again)).length, { timeout: 60_000 }).toBe(3);
		await thereOnce(await received(again));
		// Loading it once more sends nothing more.
		await again.reload();
		await again.getByRole('heading', { level: 1 }).waitFor();
		await thereOnce(await received(again));
		await context.close();
	});

	it('they arrive while no page is open, where the browser wakes the worker', async () => {
		const { context, page } = await phone({ browser, url: demo.url, sync: true });
		await threeInTheDark(context, page);
		const empty = await context.newPage();
		const cdp = await context.newCDPSession(empty);
		const registrationId = new Promise<string>((found) =>
			cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
				const ours = registrations.find((it) => it.scopeURL.startsWith(demo.url));
				if (ours) found(ours.registrationId);
			}),
		);
		await cdp.send('ServiceWorker.enable');
		const id = await registrationId;
		let taken = 0;
		context.on('response', (answer) => {
			if (answer.url().endsWith('/api/reports') && answer.ok() && answer.request().serviceWorker()) taken += 1;
		});
		await context.setOffline(false);
		// The browser itself would do so within minutes.
		await cdp.send('ServiceWorker.dispatchSyncEvent', { origin: demo.url, registrationId: id, tag: 'outbox', lastChance: false });
		await expect.poll(() => taken, { timeout: 60_000 }).toBe(3);
		// Whoever opens the app then, itself without a connection, finds them sent.
		await context.setOffline(true);
		const again = await context.newPage();
		await again.goto('/report/waiting');
		await expect.poll(() => again.getByText(/Sent\. Your ticket number is BLV-/).count(), { timeout: 30_000 }).toBe(3);
		await thereOnce(await received(again));
		await context.close();
	});

	it('what waits can be changed and deleted, and the deletion taken back', async () => {
		const { context, page } = await phone({ browser, url: demo.url, sync: false });
		const here = await place(demo.url);
		await context.setOffline(true);
		await report(page, { place: here, files: [await photo('red')] });
		await page.getByRole('button', { name: 'Delete' }).click();
		await page.getByText('Nothing waits here').waitFor();
		await page.getByRole('button', { name: 'Undo' }).click();
		await expect.poll(() => waits(page)).toBe(1);
		await page.getByRole('button', { name: 'Change' }).click();
		await page.getByRole('heading', { name: /Shall we tell you/ }).waitFor();
		await page.getByText('one photo').first().waitFor();
		await page.getByRole('textbox', { name: /E-mail/ }).fill('changed@example.org');
		await page.getByRole('button', { name: 'Send the report' }).click();
		await expect.poll(() => waits(page)).toBe(1);
		await context.setOffline(false);
		await expect.poll(async () => (await received(page)).length, { timeout: 60_000 }).toBe(1);
		await context.close();
	});
});

describe('a large video', () => {
	it('goes on where it was when the server is killed in its middle, and arrives once', async () => {
		const { context, page } = await phone({ browser, url: demo.url, sync: false });
		const here = await place(demo.url);
		const offsets: number[] = [];
		let killed = false;
		let stop: Promise<unknown> = Promise.resolve();
		await context.route('**/api/uploads/*', async (route) => {
			const said = /name="offset"\r\n\r\n(\d+)/.exec(route.request().postDataBuffer()?.toString('latin1') ?? '')?.[1];
			offsets.push(Number(said));
			if (offsets.length === 5 && !killed) {
				killed = true;
				stop = new Promise((gone) => demo.process.once('exit', gone));
				demo.process.kill('SIGKILL');
				await stop;
			}
			await route.continue().catch(() => undefined);
		});
		const frames = Array.from({ length: 30 }, () => randomBytes(100_000));
		const buffer = film({ frames, entry: pictureEntry('mp4v', Buffer.alloc(0)) });
		await report(page, { place: here, files: [{ name: 'large.mp4', mimeType: 'video/mp4', buffer }] });
		await expect.poll(() => killed, { timeout: 60_000 }).toBe(true);
		await stop;
		const port = new URL(demo.url).port;
		demo = await startDemo(directory, { PORT: port });
		await expect.poll(async () => (await received(page)).length, { timeout: 120_000 }).toBe(1);
		// The piece on its way was lost with the server and went again; those before it did not.
		const again = offsets[4] ?? -1;
		expect(again).toBeGreaterThan(0);
		expect(offsets.filter((it) => it === again).length).toBeGreaterThan(1);
		expect(offsets.filter((it) => it < again)).toEqual([...new Set(offsets.filter((it) => it < again))]);
		const [one] = await received(page);
		const answer = await fetch(`${demo.url}/api/reports/${one?.tracking.slice(3)}`);
		expect(await answer.json()).toMatchObject({ photos: [{ video: true }], fault: { reports: 1 } });
		await context.close();
	});
});

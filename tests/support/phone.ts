import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { tick } from './browser.ts';

interface Place {
	lon: number;
	lat: number;
}

/** A report that was received, as the device remembers it. */
export interface Sent {
	ticket: string;
	tracking: string;
	fault: string;
}

/** A photo of one colour. */
export const photo = async (colour: string) => ({
	name: `${colour}.jpg`,
	mimeType: 'image/jpeg',
	buffer: await sharp({ create: { width: 900, height: 600, channels: 3, background: colour } })
		.jpeg()
		.toBuffer(),
});
/** A video of a second. */
export const video = async () => ({ name: 'dark.webm', mimeType: 'video/webm', buffer: await readFile(new URL('second.webm', import.meta.url)) });

const ask = async <T>(url: string, body?: object): Promise<T> => {
	const init = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
	return (await fetch(url, init)).json() as Promise<T>;
};

/** By town: more than one is looked at by the same tests. */
const used = new Map<string, Place[]>();

/** The middle of each road of the register. */
async function* roads(url: string): AsyncGenerator<Place> {
	const { features } = await ask<{ features: { geometry: { coordinates: [number, number][] } }[] }>(`${url}/ogc/collections/roads/items?limit=1000&f=json`);
	for (const { coordinates } of features.map(({ geometry }) => geometry)) {
		const [[west, south] = [0, 0], [east, north] = [0, 0]] = coordinates.slice(Math.max(0, Math.ceil(coordinates.length / 2) - 1));
		yield { lon: (west + east) / 2, lat: (south + north) / 2 };
	}
}

/** A place on a street where no pothole is known, far from all that were used before: what is reported there is a fault of its own. */
export async function place(url: string): Promise<Place> {
	const before = used.get(url) ?? [];
	for await (const { lon, lat } of roads(url)) {
		if (before.some((it) => Math.hypot(it.lon - lon, it.lat - lat) < 0.002)) continue;
		const pin = { mode: 'road.pothole', lon, lat, method: 'gnss', accuracy: 8 };
		const { candidates = [], nearby = [] } = await ask<{ candidates?: { open: object | null }[]; nearby?: object[] }>(`${url}/api/snap`, pin);
		if (candidates.length === 0 || nearby.length > 0 || candidates.some(({ open }) => open)) continue;
		used.set(url, [...before, { lon, lat }]);
		return { lon, lat };
	}
	throw new Error('every street of the town has its pothole');
}

/** A phone that has opened the app once, while there was a connection. */
export async function phone({ browser, url, sync }: { browser: Browser; url: string; sync: boolean }): Promise<{ context: BrowserContext; page: Page }> {
	const context = await browser.newContext({
		baseURL: url,
		viewport: { width: 360, height: 740 },
		hasTouch: true,
		locale: 'en-ZA',
		reducedMotion: 'reduce',
	});
	context.setDefaultTimeout(15_000);
	await context.grantPermissions(['geolocation', ...(sync ? ['background-sync'] : [])], { origin: url });
	if (!sync) await context.addInitScript('delete ServiceWorkerRegistration.prototype.sync');
	const page = await context.newPage();
	await page.goto('/');
	await page.getByRole('heading', { level: 1 }).waitFor();
	await page.evaluate('navigator.serviceWorker.ready.then(() => new Promise((kept) => setTimeout(kept, 2500)))');
	return { context, page };
}

interface Said {
	place: Place;
	files: Awaited<ReturnType<typeof photo>>[];
}

/** From the first question to "send", by the words on the screen. */
export async function report(page: Page, { place, files }: Said): Promise<void> {
	await page.context().setGeolocation({ longitude: place.lon, latitude: place.lat, accuracy: 8 });
	await page.goto('/report');
	await page.getByRole('searchbox').fill('pothole');
	await page.locator('.panel .row-button').first().click();
	await page.getByRole('button', { name: 'Use my position' }).click();
	await page.locator('.where-answer .notice, .where-answer .choice').first().waitFor();
	if (await page.getByRole('radio', { name: 'I am not sure' }).isVisible()) await tick(page, 'I am not sure');
	await page.getByRole('button', { name: 'Next' }).click();
	await page.getByRole('heading', { name: 'Tell us more' }).waitFor();
	await page.locator('input[type=file][multiple]').setInputFiles(files);
	await page
		.locator('.thumbs > li')
		.nth(files.length - 1)
		.waitFor();
	await page.getByRole('button', { name: 'Next' }).click();
	await page.getByRole('button', { name: 'Send the report' }).click();
}

/** How many reports the screen says wait. */
export const waits = (page: Page) => page.getByText(/Waits for a connection/).count();

/** What the device knows of reports that were received. */
export const received = (page: Page): Promise<Sent[]> => page.evaluate("JSON.parse(localStorage.getItem('faultline.reports') ?? '[]')");

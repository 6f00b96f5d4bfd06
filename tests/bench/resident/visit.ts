import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { type Bytes, slowPhone } from './slow-phone.ts';

export interface Place {
	lon: number;
	lat: number;
}

/** One visit: seconds from the first tap on the link, and the bytes of each step. */
export interface Visit {
	painted: number;
	usable: number;
	map: number;
	bytes: Record<string, Bytes>;
}

/** Notes in the page when the form can be used: its tiles are there, and for half a second nothing has kept the processor. */
const watch = `
	globalThis.busyUntil = 0;
	new PerformanceObserver((list) => { for (const it of list.getEntries()) busyUntil = Math.max(busyUntil, it.startTime + it.duration); }).observe({ type: 'longtask', buffered: true });
	const looking = setInterval(() => {
		if (!document.querySelector('.step .tile')) return;
		globalThis.shownAt ??= performance.now();
		if (performance.now() - Math.max(shownAt, busyUntil) < 500) return;
		globalThis.usableAt = Math.max(shownAt, busyUntil);
		clearInterval(looking);
	}, 20);`;

/** Whether anything of the town is drawn on the map. */
const drawn = `[...document.querySelectorAll('.map-frame canvas')].some((it) => {
	const pen = it.width > 0 && it.getContext('2d');
	return pen && pen.getImageData(0, 0, it.width, it.height).data.some((value, at) => at % 4 === 3 && value > 0);
})`;

/** Asked from outside: the page's own policy forbids to run text in it. */
async function until(page: Page, expression: string): Promise<void> {
	while (!(await page.evaluate(expression))) await page.waitForTimeout(100);
}

const seconds = async (page: Page, expression: string): Promise<number> => (await page.evaluate<number>(expression)) / 1000;

async function say(page: Page, { lon, lat }: Place): Promise<void> {
	await page.context().grantPermissions(['geolocation']);
	await page.context().setGeolocation({ longitude: lon, latitude: lat, accuracy: 8 });
	await page.locator('.where-find button').first().click();
	const answer = page.locator('.where-answer .notice, .where-answer .choice');
	await answer.first().waitFor();
	// Asked which one it is, she is not sure.
	const choices = page.locator('.where-answer .choice');
	if ((await choices.count()) > 0) await choices.last().click();
}

const next = (page: Page): Promise<void> => page.locator('.step-bar button[type=submit]').click();

/** Somebody who has never been here reports a pothole with a photo, as fast as the app lets her. */
export async function visit(browser: Browser, url: string, place: Place): Promise<Visit> {
	const { page, spent, quiet, close } = await slowPhone(browser, url);
	const bytes: Record<string, Bytes> = {};
	await page.addInitScript(watch);
	await page.goto('/report', { waitUntil: 'commit' });
	await until(page, 'globalThis.usableAt');
	const usable = await seconds(page, 'usableAt');
	const painted = await seconds(page, "performance.getEntriesByName('first-contentful-paint')[0].startTime");
	bytes['the form'] = spent();
	await page.locator('.step .tile').first().click();
	await until(page, drawn);
	const map = await seconds(page, 'performance.now()');
	await quiet();
	bytes['the map'] = spent();
	await say(page, place);
	await quiet();
	bytes['the place'] = spent();
	await next(page);
	await page.locator('input[type=file][multiple]').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photo() });
	await page.locator('.thumbs > li').first().waitFor();
	await next(page);
	await page.locator('.step input[type=email]').waitFor();
	await quiet();
	bytes['photo and words'] = spent();
	await next(page);
	await page.locator('.ticket-number, .waiting-progress, .bare-list .card').first().waitFor();
	await until(page, "localStorage.getItem('faultline.reports')");
	await quiet();
	bytes['sending it'] = spent();
	await close();
	return { painted, usable, map, bytes };
}

/** A photo of twelve megapixels that is as hard to make small as a real one: noise, softened. */
const photo = (): Promise<Buffer> =>
	sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#777', noise: { type: 'gaussian', mean: 120, sigma: 40 } } })
		.blur(2)
		.jpeg({ quality: 85 })
		.toBuffer();

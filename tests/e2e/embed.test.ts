import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../support/browser.ts';
import { type Demo, demoDirectory, removeDemo, startDemo } from '../support/demo.ts';

/** Another website, with a policy that lets nothing run or be framed but what it names. */
interface Site {
	origin: string;
	close: () => void;
}

const directory = demoDirectory();
const open: { close: () => void }[] = [];
let demo: Demo;
let browser: Browser;
let allowed: Site;
let other: Site;

async function website(host: string, body: string): Promise<Site> {
	const server: Server = createServer((_request, response) => {
		response.setHeader('content-type', 'text/html');
		response.setHeader('content-security-policy', `default-src 'none'; script-src ${demo.url}; frame-src ${demo.url}`);
		response.end(`<!doctype html><html lang="en"><title>A town's website</title><h1>Our town</h1>${body}</html>`);
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const site = { origin: `http://${host}:${(server.address() as AddressInfo).port}`, close: () => void server.close() };
	open.push(site);
	return site;
}

async function allow(sites: readonly string[]): Promise<void> {
	const headers = { 'content-type': 'application/json' };
	const signedIn = await fetch(`${demo.url}/api/session`, {
		method: 'POST',
		headers,
		body: JSON.stringify({ email: 'admin@demo.example', password: 'demo-faultline' }),
	});
	const cookie = signedIn.headers
		.getSetCookie()
		.map((it) => it.split(';')[0])
		.join('; ');
	const written = await fetch(`${demo.url}/api/embed/sites`, { method: 'PUT', headers: { ...headers, cookie }, body: JSON.stringify({ sites }) });
	if (!written.ok) throw new Error(await written.text());
}

async function visit(site: Site): Promise<{ page: Page; wrong: string[] }> {
	const page = await browser.newPage({ viewport: { width: 800, height: 900 } });
	const wrong: string[] = [];
	page.on('console', (it) => it.type() === 'error' && wrong.push(it.text()));
	await page.goto(site.origin);
	return { page, wrong };
}

const script = (attributes: string): string => `<script src="${demo.url}/embed.js" ${attributes}></script>`;

beforeAll(async () => {
	demo = await startDemo(directory);
	browser = await launch();
	allowed = await website('127.0.0.1', script('data-view="ward" data-ward="1" data-lang="af" data-colour="7a1f5c" data-height="300" data-title="Wyk"'));
	other = await website('localhost', script('data-view="report"'));
	await allow([allowed.origin]);
	// The server hears of the change by its live feed.
	const heard = async (): Promise<boolean> => ((await fetch(`${demo.url}/embed/report`)).headers.get('content-security-policy') ?? '').includes(allowed.origin);
	while (!(await heard())) await new Promise((resolve) => setTimeout(resolve, 50));
});

afterAll(async () => {
	await browser?.close();
	for (const site of open) site.close();
	await demo?.stop();
	removeDemo(directory);
});

describe('a page of ours in another website', () => {
	it('is shown with its colour and language, as high as it is, under a strict policy', async () => {
		const { page, wrong } = await visit(allowed);
		const frame = page.frameLocator('iframe[title=Wyk]');
		await frame.getByRole('heading', { name: 'Hoe lank herstelwerk duur' }).waitFor();
		await expect.poll(async () => (await page.locator('iframe').boundingBox())?.height ?? 0).toBeGreaterThan(600);
		const inner = await frame
			.locator('#app')
			.evaluate((it) => ({ own: it.scrollHeight, shown: window.innerHeight, brand: getComputedStyle(it).getPropertyValue('--brand') }));
		expect(Math.abs(inner.own - inner.shown)).toBeLessThanOrEqual(2);
		expect(inner.brand).toBe('#7a1f5c');
		expect(await frame.locator('header').count()).toBe(0);
		expect(await frame.locator('a[href^="tel:"]').count()).toBeGreaterThan(0);
		expect(wrong).toEqual([]);
		await page.close();
	});

	it('goes on within the frame, and leads out of it to the whole', async () => {
		const { page, wrong } = await visit(allowed);
		const frame = page.frameLocator('iframe');
		await frame.locator('.row-button[href^="/f/"]').first().click();
		await frame.locator('.fault-head').waitFor();
		expect(page.frames().at(-1)?.url()).toMatch(/\/embed\/f\//);
		expect(await frame.locator('.embed-foot a[target=_blank]').getAttribute('href')).toMatch(/^\/f\//);
		expect(page.url()).toBe(`${allowed.origin}/`);
		expect(wrong).toEqual([]);
		await page.close();
	});

	it('is refused to a website that nobody has allowed', async () => {
		const { page, wrong } = await visit(other);
		await expect.poll(() => wrong.join('\n')).toMatch(/frame-ancestors/);
		expect(await page.frames().at(-1)?.locator('#app').count()).toBe(0);
		await page.close();
	});

	it('is the only thing of ours that can be framed', async () => {
		for (const path of ['/', '/report', '/console/', '/planner/', '/embed/', '/api/', '/map']) {
			const { headers } = await fetch(demo.url + path);
			expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'self'");
			expect(headers.get('content-security-policy'), path).not.toContain(allowed.origin);
			expect(headers.get('x-frame-options'), path).toBe('SAMEORIGIN');
		}
	});
});

describe('the page that writes the snippet', () => {
	it('shows what it writes, as it is chosen', async () => {
		const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
		await page.goto(`${demo.url}/embed/?lang=en`);
		await page.frameLocator('iframe').locator('.tile').first().waitFor();
		await page.locator('label').filter({ hasText: 'One ward in figures' }).click();
		await page.frameLocator('iframe').locator('.figure').first().waitFor();
		expect(await page.locator('textarea').inputValue()).toContain('data-view="ward" data-ward="1"');
		await page.close();
	});
});

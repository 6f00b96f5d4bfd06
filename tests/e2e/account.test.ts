import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSink } from '../server/notify/smtp-sink.ts';
import { launch } from '../support/browser.ts';
import { type Demo, demoDirectory, removeDemo, startDemo } from '../support/demo.ts';
import { phone, place } from '../support/phone.ts';

const directory = demoDirectory();
const thandi = 'thandi@example.org';
let demo: Demo;
let browser: Awaited<ReturnType<typeof launch>>;
let sink: Awaited<ReturnType<typeof openSink>>;

beforeAll(async () => {
	sink = await openSink();
	demo = await startDemo(directory, { SMTP_URL: sink.url });
	browser = await launch();
});

afterAll(async () => {
	await browser?.close();
	await demo?.stop();
	await sink?.close();
	removeDemo(directory);
});

/** A mail as its reader sees it: the soft breaks and codes of its transport undone. */
const read = (mail: string): string =>
	mail.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** The last mail with a code. */
async function coded(than: number): Promise<string> {
	const found = (): string[] => sink.mails.map(read).filter((it) => /\/my#/.test(it));
	await expect.poll(() => found().length, { timeout: 20_000 }).toBeGreaterThan(than);
	return found().at(-1) ?? '';
}

describe('all reports of one address', () => {
	it('are seen on any device: by the code of a mail on one, by its link and a button on another, until everything is signed out', async () => {
		const { lon, lat } = await place(demo.url);
		const body = JSON.stringify({ mode: 'road.pothole', lon, lat, method: 'gnss', accuracy: 8, email: thandi });
		await fetch(`${demo.url}/api/reports`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
		const [one, other] = [await phone({ browser, url: demo.url, sync: false }), await phone({ browser, url: demo.url, sync: false })];
		await one.page.goto('/my');
		await one.page.getByLabel('E-mail address').fill(thandi);
		await one.page.getByRole('button', { name: 'Send me a code' }).click();
		const code = /Your code is (\d{6})/.exec(await coded(0))?.[1] ?? '';
		await one.page.getByLabel('Code of six digits').fill(code === '123456' ? '654321' : '123456');
		await one.page.getByRole('button', { name: 'Show my reports' }).click();
		await one.page.getByText('This is not the code').waitFor();
		await one.page.getByLabel('Code of six digits').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
		await one.page.getByRole('button', { name: 'Show my reports' }).click();
		await one.page.getByText(`Signed in with ${thandi}`).waitFor();
		expect(await one.page.locator('.own-list > li').count()).toBe(1);
		await one.page.getByRole('button', { name: 'No more messages' }).click();
		await one.page.getByRole('button', { name: 'Tell me again' }).waitFor();
		await other.page.goto('/my');
		await other.page.getByLabel('E-mail address').fill(thandi);
		await other.page.getByRole('button', { name: 'Send me a code' }).click();
		const link = /https?:\/\/\S+\/my#[\w-]+/.exec(await coded(1))?.[0] ?? '';
		const opened = await other.context.newPage();
		await opened.goto(link);
		await opened.getByRole('button', { name: 'Show my reports' }).click();
		await opened.getByText(`Signed in with ${thandi}`).waitFor();
		// The secret is gone from the address.
		expect(new URL(opened.url()).href.replace(/^https?:\/\/[^/]+/, '')).toBe('/my');
		await opened.getByRole('button', { name: 'Sign out on all 2 devices' }).click();
		await opened.getByLabel('E-mail address').waitFor();
		await one.page.reload();
		await one.page.getByLabel('E-mail address').waitFor();
		await one.context.close();
		await other.context.close();
	});
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Eyes, eyes as lookAt, type Watched } from '../support/browser.ts';
import { type Demo, demoDirectory, removeDemo, startDemo } from '../support/demo.ts';

interface Lamp {
	reference: string;
	lon: number;
	lat: number;
	class: string;
}

const directory = demoDirectory();
let demo: Demo;
let eyes: Eyes;
let lamp: Lamp;

const ask = async <T>(path: string, body?: object): Promise<T> => {
	const init = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
	return (await fetch(demo.url + path, init)).json() as Promise<T>;
};

/** A lamp on which nothing is reported, and that was never mended: what is reported soon after that opens the old fault again. */
async function burning(): Promise<Lamp> {
	const { found } = await ask<{ found: Lamp[] }>('/api/search?limit=20&q=SL-100');
	for (const it of found.filter((one) => one.class === 'street-lights')) {
		const pin = { mode: 'street-light.out', lon: it.lon, lat: it.lat, method: 'asset-click', asset: it.reference };
		const { candidates, nearby } = await ask<{ candidates: { asset: Lamp; open: object | null }[]; nearby: object[] }>('/api/snap', pin);
		if (candidates[0]?.asset.reference !== it.reference || candidates.some(({ open }) => open) || nearby.length > 0) continue;
		const { repaired } = await ask<{ repaired: { times: number } }>(`/api/assets/${it.reference}/page`);
		if (repaired.times === 0) return it;
	}
	throw new Error('every lamp is reported');
}

beforeAll(async () => {
	demo = await startDemo(directory);
	eyes = await lookAt(demo.url);
	lamp = await burning();
});

afterAll(async () => {
	await eyes?.close();
	await demo?.stop();
	removeDemo(directory);
});

/** The form of calls, counting every key that goes down in it. */
async function desk(): Promise<Watched> {
	const seen = await eyes.open({ width: 1440, person: 'contact' });
	await seen.page.addInitScript("globalThis.keys = 0; addEventListener('keydown', () => { globalThis.keys += 1; }, true);");
	await seen.page.goto(`${demo.url}/console/?view=new`);
	await seen.page.locator('[data-part="caller"] input:focus').waitFor();
	return seen;
}

/** Types words key by key, once the focus is where they belong; answers how many they are. */
async function type(page: Page, part: string, words: string): Promise<number> {
	await page.locator(`[data-part="${part}"] :is(input, textarea):focus`).waitFor();
	await page.keyboard.type(words);
	return words.length;
}

const keysOf = (page: Page): Promise<number> => page.evaluate<number>('globalThis.keys');
const ticketOf = async (page: Page): Promise<string> => (await page.locator('.taken-number').textContent()) ?? '';

describe('a call is taken in at most 20 keys beyond the words', () => {
	it('of a new caller about a dark lamp by its pole number; the form is ready for the next, and the ticket can be taken back', async () => {
		const { page, mustBeWell, close } = await desk();
		let words = await type(page, 'caller', 'Thandi Nkosi 0825550199');
		await page.keyboard.press('Enter');
		await page.locator('[data-part="agree"] button:focus').waitFor();
		await page.keyboard.press('Enter');
		words += await type(page, 'what', 'street light is off');
		await page.keyboard.press('Enter');
		words += await type(page, 'where', lamp.reference);
		await page.keyboard.press('Enter');
		words += await type(page, 'words', 'Dark since Monday');
		await page.keyboard.press('Control+Enter');
		await page.locator('.taken-number').waitFor();
		expect(await ticketOf(page)).toMatch(/^BLV-/);
		expect((await keysOf(page)) - words).toBeLessThanOrEqual(20);
		await page.locator('[data-part="caller"] input:focus').waitFor();
		await page.getByText('Take it back').click();
		await page.getByText('Taken back').first().waitFor();
		expect(await page.locator('[data-part="words"] textarea').inputValue()).toBe('Dark since Monday');
		mustBeWell();
		await close();
	});

	it('of a known caller, with what they reported before, who sees an open fault too: one key for that', async () => {
		const { body } = { body: { mode: 'street-light.out', lon: lamp.lon, lat: lamp.lat, method: 'asset-click', asset: lamp.reference } };
		const open = await ask<{ fault: string }>('/api/reports', body);
		const { page, mustBeWell, close } = await desk();
		const first = async (): Promise<void> => {
			await type(page, 'caller', 'Sipho Dlamini 0835550177');
			await page.keyboard.press('Enter');
			await page.locator('[data-part="agree"] button:focus').waitFor();
			await page.keyboard.press('Enter');
			await type(page, 'what', 'pothole');
			await page.keyboard.press('Enter');
			await type(page, 'where', lamp.reference);
			await page.keyboard.press('Enter');
			await page.locator('[data-part="words"] textarea:focus').waitFor();
			await page.keyboard.press('Control+Enter');
			await page.locator('.taken-number').waitFor();
		};
		await first();
		const before = await keysOf(page);
		let words = await type(page, 'caller', '0835550177');
		await page.keyboard.press('Enter');
		await page.getByText('Reported before').waitFor();
		words += await type(page, 'what', 'street light is off');
		await page.keyboard.press('Enter');
		words += await type(page, 'where', lamp.reference);
		await page.keyboard.press('Enter');
		await page.getByText('Already known').waitFor();
		await page.keyboard.press('F8');
		await page.getByText(`Joined F-${open.fault}`).waitFor();
		expect((await keysOf(page)) - before - words).toBeLessThanOrEqual(20);
		mustBeWell();
		await close();
	});

	it('that tells of danger says at once whom to phone and what to read out, and is taken down all the same', async () => {
		const { page, mustBeWell, close } = await desk();
		await type(page, 'caller', 'Lulama Zulu 0845550166');
		await page.keyboard.press('Enter');
		await page.locator('[data-part="agree"] button:focus').waitFor();
		await page.keyboard.press('Enter');
		await type(page, 'what', 'pothole');
		await page.keyboard.press('Enter');
		await type(page, 'where', lamp.reference);
		await page.keyboard.press('Enter');
		await type(page, 'words', 'Sparks are coming from the pole');
		await page.getByText(/^Heard: “.*sparks.*”/i).waitFor();
		const { phone } = await ask<{ phone: string }>('/api/emergency?language=en');
		expect(await page.locator('.emergency-number a').textContent()).toBe(phone);
		await page.keyboard.press('Control+Enter');
		await page.locator('.taken-number').waitFor();
		await page.getByText(/^Bravo · Lima · Victor · /).waitFor();
		mustBeWell();
		await close();
	});
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Eyes, eyes as lookAt } from '../support/browser.ts';
import { type Demo, demoDirectory, removeDemo, startDemo } from '../support/demo.ts';
import { photo } from '../support/phone.ts';

interface Lamp {
	reference: string;
	lon: number;
	lat: number;
}

interface Message {
	to: string;
	kind: string;
	subject: string;
}

const directory = demoDirectory();
let demo: Demo;
let eyes: Eyes;

beforeAll(async () => {
	demo = await startDemo(directory);
	eyes = await lookAt(demo.url);
});

afterAll(async () => {
	await eyes?.close();
	await demo?.stop();
	removeDemo(directory);
});

const ask = async <T>(path: string, body?: object): Promise<T> => {
	const init = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
	return (await fetch(demo.url + path, init)).json() as Promise<T>;
};

/** A lamp that nobody has reported, with another one beside it: who stands under it with a phone must be asked which one it is. */
async function darkLamp(): Promise<Lamp> {
	for (const digits of ['SL-100', 'SL-101', 'SL-102', 'SL-103', 'SL-104']) {
		const { found } = await ask<{ found: (Lamp & { class: string })[] }>(`/api/search?limit=20&q=${digits}`);
		for (const lamp of found.filter((it) => it.class === 'street-lights')) {
			const pin = { mode: 'street-light.out', lon: lamp.lon, lat: lamp.lat, method: 'photo', accuracy: 25 };
			const { candidates, nearby } = await ask<{ candidates: { asset: Lamp; open: object | null }[]; nearby: object[] }>('/api/snap', pin);
			const quiet = nearby.length === 0 && !candidates.some(({ open }) => open);
			if (quiet && candidates.length > 1 && candidates.some(({ asset }) => asset.reference === lamp.reference)) return lamp;
		}
	}
	throw new Error('every lamp is reported or stands alone');
}

/** Counts the taps and the keys of the person; what the program does itself is not among them. */
const counting =
	"globalThis.taps = 0; globalThis.typed = 0; addEventListener('pointerup', (it) => { if (it.isTrusted) globalThis.taps += 1; }, true); addEventListener('keydown', (it) => { if (it.isTrusted) globalThis.typed += 1; }, true);";

const done = (page: Page): Promise<{ taps: number; typed: number }> => page.evaluate('({ taps: globalThis.taps, typed: globalThis.typed })');

/** What was written to somebody. */
async function told(page: Page, address: string): Promise<Message[]> {
	const answer = await page.request.get('/api/desk/messages?limit=100');
	return ((await answer.json()) as { messages: Message[] }).messages.filter((it) => it.to === address);
}

describe('a dark lamp at a dark corner', () => {
	it('is reported in isiXhosa on a small phone with a photo, in nine taps at the most and no word but an address, and followed until it burns again', async () => {
		const lamp = await darkLamp();
		const address = 'nomsa@example.org';
		const seen = await eyes.open({ width: 360, language: 'xh' });
		const { page } = seen;
		await page.context().grantPermissions(['geolocation'], { origin: demo.url });
		await page.context().setGeolocation({ longitude: lamp.lon, latitude: lamp.lat, accuracy: 25 });
		await page.addInitScript(counting);
		await page.goto('/');
		const shown = async (words: string): Promise<void> => page.getByRole('heading', { name: words, exact: true }).waitFor();
		const tap = async (name: string): Promise<void> => page.getByRole('button', { name }).first().tap();

		await page.getByRole('link', { name: 'Xela' }).first().tap();
		const camera = page.waitForEvent('filechooser');
		await tap('Qala ngefoto');
		await (await camera).setFiles(await photo('black'));
		await page.locator('.thumbs > li').first().waitFor();
		// What stands there is known from where the photo was taken.
		await page
			.getByRole('region', { name: 'Okunokuba nengxaki kwizinto ezikufutshane nawe' })
			.getByRole('button', { name: 'Isibane sesitalato asikhanyi' })
			.tap();
		await shown('Iphi?');
		await page
			.locator('label')
			.filter({ has: page.getByRole('radio', { name: new RegExp(lamp.reference) }) })
			.tap();
		await tap('Okulandelayo');
		await shown('Sixelele okungakumbi');
		await tap('Okulandelayo');
		await shown('Ingaba sikwazise okwenzekayo?');
		await page.getByRole('textbox', { name: /I-imeyile/ }).tap();
		await page.keyboard.type(address);
		await tap('Thumela ingxelo');
		await shown('Enkosi. Siyifumene.');
		const { taps, typed } = await done(page);
		expect(taps).toBeLessThanOrEqual(9);
		expect(typed).toBe(address.length);

		await page.getByRole('link', { name: 'Landela ingxelo yakho' }).tap();
		await page.getByText('Ifunyenwe', { exact: true }).first().waitFor();
		const { fault } = await ask<{ fault: { code: string } }>(`/api/reports/${new URL(page.url()).pathname.slice(3)}`);
		const engineer = await eyes.open({ width: 1440, person: 'engineer' });
		for (const state of ['in-progress', 'fixed']) {
			const moved = await engineer.page.request.post(`/api/desk/faults/${fault.code}/move`, { data: { to: state, reason: 'seen to be mended' } });
			expect(moved.status()).toBe(200);
		}
		const heard = async (): Promise<string[]> => (await told(engineer.page, address)).map((it) => `${it.kind} ${it.subject}`).toSorted();
		await expect
			.poll(heard, { timeout: 30_000 })
			.toEqual([
				expect.stringMatching(/^fixed .*: ilungisiwe – Isibane sesitalato asikhanyi$/),
				expect.stringMatching(/^in-progress .*: umsebenzi uqalile – /),
				expect.stringMatching(/^received .*: siyifumene ingxelo yakho – /),
			]);
		await page.reload();
		await page.getByText('Ilungisiwe', { exact: true }).first().waitFor();
		await shown('Sicinga ukuba ilungisiwe. Ingaba kunjalo?');
		await tap('Ewe, ilungile');
		await page.getByText('Enkosi. Kuhle ukwazi oko.').first().waitFor();
		for (const it of [seen, engineer]) {
			it.mustBeWell();
			await it.close();
		}
	});
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Eyes, eyes as lookAt } from '../support/browser.ts';
import { type Demo, demoDirectory, removeDemo, startDemo } from '../support/demo.ts';

interface Found {
	kind: string;
	reference: string;
	class: string;
	lon: number;
	lat: number;
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

/** Lamps of the town of which nobody has said that they stand wrong. */
async function lamps(): Promise<Found[]> {
	const { found } = await ask<{ found: Found[] }>('/api/search?limit=20&q=SL-100');
	const those = found.filter((it) => it.class === 'street-lights');
	const pages = await Promise.all(those.map((it) => ask<{ proposed: object[] }>(`/api/assets/${it.reference}/page`)));
	return those.filter((_, at) => pages[at]?.proposed.length === 0);
}

/** Opens what a resident proposes, in the console of somebody who may decide. */
async function decide(code: string, act: (page: Page) => Promise<void>): Promise<void> {
	const { page, mustBeWell, close } = await eyes.open({ width: 1440, person: 'gis' });
	await page.goto(`${demo.url}/console/proposals/${code}`);
	await page.getByRole('button', { name: 'Correct the register' }).waitFor();
	await act(page);
	mustBeWell();
	await close();
}

/** The number on a resident's page about a proposal. */
const codeOn = async (page: Page): Promise<string> => {
	const text = await page.getByText(/^Correction P-/).textContent();
	return (text ?? '').replace('Correction P-', '').trim();
};

describe('a resident who knows the street better than the register', () => {
	it('says by keyboard that a lamp has moved; an officer corrects it, and the next pin finds it there', async () => {
		const [lamp] = await lamps();
		if (!lamp) throw new Error('the town has no such lamp');
		const { page, mustBeWell, settle } = await eyes.open({ width: 360 });
		await page.goto(`${demo.url}/a/${lamp.reference.toLowerCase()}`);
		await page.getByRole('heading', { level: 1, name: `Street light ${lamp.reference}` }).waitFor();
		await page.waitForURL(`**/a/${lamp.reference}`);
		await page.getByText('What is not right?').first().focus();
		await page.keyboard.press('Enter');
		await page.getByRole('radio', { name: 'It stands somewhere else' }).focus();
		await page.keyboard.press('Space');
		const map = page.locator('.asset-map.picking .map');
		await map.waitFor();
		await settle();
		await map.focus();
		for (let times = 0; times < 2; times += 1) await page.keyboard.press('ArrowRight');
		await settle();
		await page.keyboard.press('Enter');
		await page.getByText('You have marked: the place on the map').waitFor();
		await page.getByRole('textbox', { name: /Anything that helps/ }).fill('It was moved for the bus stop.');
		await page.getByRole('button', { name: 'Send' }).click();
		await page.getByRole('link', { name: 'See what becomes of it' }).click();
		await page.getByText('We are looking into it').first().waitFor();
		const code = await codeOn(page);
		await decide(code, async (console) => {
			await console.getByText(/Stands [\d.,]+\s+m from where the register has it/).waitFor();
			await console.getByText('It was moved for the bus stop.').waitFor();
			await console.getByRole('textbox', { name: 'What the proposer is told' }).fill('Seen on Tuesday.');
			await console.getByRole('button', { name: 'Correct the register' }).click();
			await console.getByText('Decided by').first().waitFor();
		});
		await page.reload();
		await page.getByText('You were right, thank you').waitFor();
		await page.getByText('Seen on Tuesday.').waitFor();
		await page.getByRole('link', { name: /To the page of/ }).click();
		await page.getByRole('heading', { level: 1, name: `Street light ${lamp.reference}` }).waitFor();
		mustBeWell();
		const moved = await ask<{ lon: number; lat: number }>(`/api/assets/${lamp.reference}`);
		expect(moved.lon).toBeGreaterThan(lamp.lon + 0.00005);
		const snap = await ask<{ candidates: { asset: Found }[] }>('/api/snap', {
			mode: 'street-light.out',
			lon: moved.lon,
			lat: moved.lat,
			method: 'map-click',
			zoom: 20,
		});
		expect(snap.candidates[0]?.asset.reference).toBe(lamp.reference);
	});

	it('is told why, where the register stays as it is', async () => {
		const [, lamp] = await lamps();
		if (!lamp) throw new Error('the town has no such lamp');
		const { page, mustBeWell } = await eyes.open({ width: 360 });
		await page.goto(`${demo.url}/a/${lamp.reference}`);
		await page.getByText('What is not right?').first().click();
		await page.getByRole('radio', { name: 'It does not exist, or no longer' }).check();
		await page.getByRole('button', { name: 'Send' }).click();
		await page.getByRole('link', { name: 'See what becomes of it' }).click();
		const code = await codeOn(page);
		await decide(code, async (console) => {
			await console.getByRole('button', { name: 'Leave it as it is' }).click();
			await console.getByText('Say why, so that the proposer understands.').waitFor();
			await console.getByRole('textbox', { name: 'What the proposer is told' }).fill('It stands behind the tree.');
			await console.getByRole('button', { name: 'Leave it as it is' }).click();
			await console.getByText('Decided by').first().waitFor();
		});
		await page.reload();
		await page.getByText('It stands behind the tree.').waitFor();
		mustBeWell();
		expect(await ask<{ inService: boolean }>(`/api/assets/${lamp.reference}/page`)).toMatchObject({ inService: true });
	});

	it('begins a report about the very lamp whose label they have read', async () => {
		const [, , lamp] = await lamps();
		if (!lamp) throw new Error('the town has no such lamp');
		const { page, mustBeWell } = await eyes.open({ width: 360 });
		await page.goto(`${demo.url}/report?asset=${lamp.reference}`);
		await page.waitForURL(`**/a/${lamp.reference}`);
		await page.getByRole('button', { name: 'Street light is off' }).click();
		await page.waitForURL('**/report/where');
		await page.getByText(`Street light ${lamp.reference}`).first().waitFor();
		mustBeWell();
	});
});

describe('an officer who inspects a lamp', () => {
	it('sees its condition and its versions on its page', async () => {
		const [, , , lamp] = await lamps();
		if (!lamp) throw new Error('the town has no such lamp');
		const { page, mustBeWell, settle } = await eyes.open({ width: 1440, person: 'gis' });
		await page.goto(`${demo.url}/console/asset/${lamp.reference}`);
		await page.getByRole('button', { name: 'Add an inspection' }).click();
		await page.getByRole('combobox', { name: 'Condition' }).selectOption('5');
		await page.getByRole('combobox', { name: 'Leaning' }).selectOption('4');
		await page.getByRole('button', { name: 'Keep the inspection' }).click();
		await page.getByText('This one counts').waitFor();
		const slider = page.getByRole('slider', { name: 'Versions' });
		await slider.waitFor();
		await settle();
		await slider.focus();
		await page.keyboard.press('Home');
		await page.getByText(/^Version 1 of/).waitFor();
		mustBeWell();
	});
});

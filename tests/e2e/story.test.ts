import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Eyes, eyes as lookAt, tick } from '../support/browser.ts';
import { type Demo, demoDirectory, removeDemo, startDemo } from '../support/demo.ts';

interface Lamp {
	reference: string;
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

/** A lamp that burns: nothing like it is reported on it or was of late, and a tap on it is clear. */
async function burningLamp(page: Page, taken: readonly string[]): Promise<Lamp> {
	for (const digits of ['SL-100', 'SL-101', 'SL-102', 'SL-103']) {
		const { found } = await ask<{ found: (Lamp & { kind: string })[] }>(`/api/search?limit=20&q=${digits}`);
		for (const lamp of found.filter((it) => it.kind === 'asset' && !taken.includes(it.reference))) {
			const snap = await ask<{ decision: string; candidates: { asset: Lamp; open: object | null }[]; nearby: object[] }>('/api/snap', {
				mode: 'street-light.out',
				lon: lamp.lon,
				lat: lamp.lat,
				method: 'asset-click',
			});
			const open = snap.candidates.some((it) => it.open) || snap.nearby.length > 0;
			const clear = snap.decision === 'link' && !open && snap.candidates[0]?.asset.reference === lamp.reference;
			if (clear && (await quietSince(page, lamp))) return lamp;
		}
	}
	throw new Error('every lamp of the town is reported');
}

/** Whether the lamp's record is empty: a fault that was mended of late would be opened again. */
async function quietSince(page: Page, lamp: Lamp): Promise<boolean> {
	const answer = await page.request.get(`${demo.url}/api/desk/assets/${lamp.reference}/timeline`);
	const { faults } = (await answer.json()) as { faults: object[] };
	return faults.length === 0;
}

/** axe finds nothing to complain of on the screen as it stands. */
async function clean(page: Page): Promise<void> {
	await page.locator('h1:visible').first().waitFor();
	await page.evaluate(axe.source);
	const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
	expect(violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target).join(' ')}`)).toEqual([]);
}

/** From the first screen to a chosen lamp: by the words on the screen, in the order a person reads them. */
async function choose(page: Page, lamp: Lamp): Promise<void> {
	await page.goto(`${demo.url}/`);
	await clean(page);
	await page.getByRole('link', { name: 'Report a fault' }).first().click();
	await clean(page);
	await page.getByText('Street light is off', { exact: true }).first().click();
	const search = page.getByRole('combobox', { name: 'Street, place or pole number' });
	await search.fill(lamp.reference);
	await page.getByRole('option', { name: new RegExp(lamp.reference) }).click();
	await page.getByText(`Street light ${lamp.reference}`).first().waitFor();
	await clean(page);
}

async function tellAndSend(page: Page, email: string): Promise<string> {
	await page.getByRole('button', { name: 'Next' }).click();
	await page.getByRole('heading', { name: 'Tell us more' }).waitFor();
	await page.getByRole('textbox', { name: /own words/ }).fill('It has been dark for three nights.');
	await clean(page);
	await page.getByRole('button', { name: 'Next' }).click();
	await page.getByRole('textbox', { name: /E-mail/ }).fill(email);
	await clean(page);
	await page.getByRole('button', { name: 'Send the report' }).click();
	await page.getByRole('heading', { name: 'Thank you. We have it.' }).waitFor();
	await clean(page);
	const ticket = /BLV-[2-9A-Z]{6}/.exec(
		(await page
			.getByText(/BLV-[2-9A-Z]{6}/)
			.first()
			.textContent()) ?? '',
	);
	return ticket?.[0] ?? '';
}

const messages = async (page: Page) => {
	const answer = await page.request.get(`${demo.url}/api/desk/messages?limit=100`);
	return ((await answer.json()) as { messages: { to: string; kind: string; subject: string }[] }).messages;
};

describe.each([360, 1440])('the whole story at %i px', (width) => {
	const taken: string[] = [];

	it('a dark lamp: two residents, one fault, one engineer, two people told, one failure', async () => {
		const record = await eyes.open({ width, person: 'engineer' });
		const lamp = await burningLamp(record.page, taken);
		taken.push(lamp.reference);
		const [first, second] = [`first-${width}@example.org`, `second-${width}@example.org`];

		const before = await failures(record.page, lamp);

		// A stranger reports it.
		const one = await eyes.open({ width, bypassCSP: true });
		await choose(one.page, lamp);
		const ticket = await tellAndSend(one.page, first);
		expect(ticket).toMatch(/^BLV-/);
		await one.page.getByRole('link', { name: 'Follow your report' }).click();
		await one.page.getByText('Received', { exact: true }).first().waitFor();
		await clean(one.page);

		// Another finds it reported already and says it is the same.
		const two = await eyes.open({ width, bypassCSP: true });
		await choose(two.page, lamp);
		await two.page.getByRole('button', { name: 'Yes, and I have more to tell' }).click();
		await tellAndSend(two.page, second);
		await two.page.getByText('One other person has reported it too').waitFor();

		// An engineer sees one fault with two reports, corrects its asset, takes that back, confirms it.
		const desk = await eyes.open({ width, person: 'engineer', bypassCSP: true });
		const { page } = desk;
		await page.goto(`${demo.url}/console/`);
		await page.getByRole('searchbox', { name: 'Search the queue' }).fill(ticket);
		const rows = page.getByRole('list', { name: 'Faults' }).getByRole('link');
		await expect.poll(() => rows.count(), { timeout: 15_000 }).toBe(1);
		await rows.filter({ hasText: lamp.reference }).click();
		await page.getByRole('tab', { name: /Reports 2/ }).waitFor();
		await clean(page);
		await page.getByRole('button', { name: 'Correct asset' }).click();
		await page.getByRole('radio').nth(1).check({ force: true });
		await page.getByRole('button', { name: /^Link to / }).click();
		await page.getByRole('button', { name: 'Undo' }).first().click();
		await page
			.getByText(/Taken back/)
			.first()
			.waitFor();
		await page.getByRole('button', { name: 'Confirm asset' }).click();
		await page.getByText(`Confirmed: ${lamp.reference}`).first().waitFor();

		// She moves it on and closes it.
		for (const state of ['In progress', 'Fixed', 'Closed']) {
			await page.getByRole('button', { name: 'Move state' }).click();
			await tick(page, state);
			if (state === 'Fixed') await page.getByLabel('How do you know?').fill('The crew phoned from the pole.');
			await clean(page);
			await page.getByRole('button', { name: `Move to ${state}` }).click();
			await page.getByText(`Now: ${state}`).first().waitFor();
		}

		// Both reporters were told: received, in progress, fixed, closed; the planner sees one failure, not two.
		await expect.poll(async () => (await messages(record.page)).filter((it) => it.kind === 'fixed').length, { timeout: 30_000 }).toBeGreaterThanOrEqual(2);
		expect(await failures(record.page, lamp)).toBe(before + 1);
		const planner = await eyes.open({ width, person: 'planner', bypassCSP: true });
		await planner.page.goto(`${demo.url}/planner/`);
		await planner.page.getByRole('link', { name: /street lights, pipes or other assets fail more often than they should/ }).click();
		await planner.page.getByRole('table').first().waitFor();
		await clean(planner.page);
		for (const it of [record, one, two, desk, planner]) {
			it.mustBeWell();
			await it.close();
		}
	});
});

/** Presses Tab until what has the focus bears these words. */
async function tabTo(page: Page, words: RegExp): Promise<void> {
	for (let i = 0; i < 80; i += 1) {
		await page.keyboard.press('Tab');
		const focused = await page.evaluate(() => {
			const it = (
				globalThis as unknown as {
					document: { activeElement: { textContent: string; getAttribute(name: string): string | null; labels?: { textContent: string }[] } };
				}
			).document.activeElement;
			return [it.getAttribute('aria-label'), ...[...(it.labels ?? [])].map((label) => label.textContent), it.textContent, it.getAttribute('placeholder')].join(
				' ',
			);
		});
		if (words.test(focused)) return;
	}
	throw new Error(`Tab never came to ${words}`);
}

it('the same by keyboard alone, through the list of what is near', async () => {
	const record = await eyes.open({ width: 1440, person: 'engineer' });
	const lamp = await burningLamp(record.page, []);
	const { page, mustBeWell, close } = await eyes.open({ width: 1440 });
	await page.context().grantPermissions(['geolocation'], { origin: demo.url });
	await page.context().setGeolocation({ latitude: lamp.lat, longitude: lamp.lon, accuracy: 40 });
	await page.goto(`${demo.url}/`);
	await page.getByRole('heading', { level: 1 }).waitFor();
	await tabTo(page, /^\s*Report a fault/);
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'What is wrong?' }).waitFor();
	await tabTo(page, /^\s*Street light is off\s*$/);
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'Where is it?' }).waitFor();
	await tabTo(page, /Use my position/);
	await page.keyboard.press('Enter');
	// Whether the position alone is clear or says too little, whoever knows better opens the list; else it is asked at once.
	const another = page.getByRole('button', { name: /It is another one|I know which one it is/ });
	const near = page.getByRole('radio', { name: new RegExp(lamp.reference) });
	await another.or(near).first().waitFor();
	if (await another.isVisible()) {
		await tabTo(page, /It is another one|I know which one it is/);
		await page.keyboard.press('Enter');
	}
	await near.waitFor();
	await tabTo(page, /SL-|Which|Number/);
	await page.keyboard.press('ArrowDown');
	for (let i = 0; i < 30 && !(await near.isChecked()); i += 1) await page.keyboard.press('ArrowUp');
	expect(await near.isChecked()).toBe(true);
	await tabTo(page, /^\s*Next\s*$/);
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'Tell us more' }).waitFor();
	await tabTo(page, /^\s*Next\s*$/);
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: /Shall we tell you/ }).waitFor();
	await tabTo(page, /Send the report/);
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'Thank you. We have it.' }).waitFor();
	expect(await page.getByText(lamp.reference).first().isVisible()).toBe(true);
	mustBeWell();
	await close();
	await record.close();
});

/** Failures of this year in the lamp's record. */
async function failures(page: Page, lamp: Lamp): Promise<number> {
	const answer = await page.request.get(`${demo.url}/api/desk/assets/${lamp.reference}/timeline`);
	const timeline = (await answer.json()) as { failures: { year: number; failures: number }[] };
	return timeline.failures.reduce((sum, it) => sum + it.failures, 0);
}

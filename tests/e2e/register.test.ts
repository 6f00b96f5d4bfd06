import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lampFile } from '../../scripts/screens/lamp-import.ts';
import { refused } from '../../scripts/screens/screen.ts';
import { type Eyes, eyes as lookAt, type Watched } from '../support/browser.ts';
import { type Demo, demoDirectory, removeDemo, startDemo } from '../support/demo.ts';

interface Asset {
	reference: string;
	key: string | null;
	class: string;
	status: string;
	lon: number;
	lat: number;
	lengthM: number | null;
	attributes: { id: string; value: string }[];
}

const directory = demoDirectory();
const patience = 60_000;
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

/** What somebody does in the console; nothing may go wrong in the browser meanwhile. */
const as = (person: string, story: (page: Page) => Promise<void>, expected?: RegExp) => async (): Promise<void> => {
	const seen: Watched = await eyes.open({ width: 1440, person, ...(expected && { expected }) });
	seen.page.setDefaultTimeout(patience);
	try {
		await story(seen.page);
		seen.mustBeWell();
	} finally {
		await seen.close();
	}
};

/** A connection that was kept open may just have been closed by the other side. */
const again = { maxRetries: 3 };

const read = async (page: Page, reference: string): Promise<Asset> => (await page.request.get(`/api/assets/${reference}`, again)).json() as Promise<Asset>;

/** Assets of the town whose references begin so. */
async function found(page: Page, beginning: string): Promise<Asset[]> {
	const { found: hits } = (await (await page.request.get(`/api/search?limit=20&q=${beginning}`, again)).json()) as {
		found: { kind: string; reference: string }[];
	};
	return Promise.all(hits.filter((it) => it.kind === 'asset').map((it) => read(page, it.reference)));
}

const watts = (it: Asset): string | undefined => it.attributes.find(({ id }) => id === 'watts')?.value;
const said = (page: Page, text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe('the register in the console', () => {
	it(
		'takes in an edition: dropped, read, seen as a difference, applied, taken back',
		as('gis', async (page) => {
			const [moved, changed] = await found(page, 'SL-1001');
			if (!moved || !changed) throw new Error('this town has too few lamps');
			await page.goto('/console/?view=imports');
			const file = { name: 'lamps.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(lampFile([moved, changed])) };
			await page.locator('input[type=file]').first().setInputFiles(file);
			await page.getByLabel('Layer of the register').selectOption('street-lights');
			await page.getByLabel('Column for Power').waitFor();
			expect(await page.getByLabel('Column for Power').inputValue()).toBe('watts');
			await button(page, 'Read and compare').click();
			await said(page, '4 rows = 3 accepted + 0 mended + 1 rejected');
			await said(page, 'its coordinates are 0 0');
			await page.locator('.chip', { hasText: 'Attributes' }).click();
			await page.locator('tbody tr', { hasText: changed.reference }).waitFor();
			await expect.poll(() => page.locator('.card tbody tr').count()).toBe(1);
			await said(page, '45 W');
			expect(await read(page, moved.reference), 'nothing has changed yet').toMatchObject({ lon: moved.lon });

			await button(page, 'Apply').click();
			await said(page, /^Applied /);
			expect((await read(page, moved.reference)).lon).toBeCloseTo(moved.lon + 0.0002, 5);
			expect(watts(await read(page, changed.reference))).toBe('45 W');

			await button(page, 'Take back').click();
			await said(page, 'Taken back: the register is as it was before.');
			expect((await read(page, moved.reference)).lon).toBeCloseTo(moved.lon, 6);
			expect(watts(await read(page, changed.reference))).toBe(watts(changed));
		}),
	);

	it(
		'goes on with a file where a lost connection and a closed page stopped it, and with no other file',
		as(
			'gis',
			async (page) => {
				const megabytes = 5;
				const buffer = Buffer.from(`{"type":"FeatureCollection","remark":"${'-'.repeat(megabytes * 2 ** 20)}","features":[]}`);
				const file = { name: 'long lamps.geojson', mimeType: 'application/geo+json', buffer };
				let pieces = 0;
				await page.route('**/content', (route) => {
					pieces += 1;
					return pieces === 1 ? route.continue() : route.abort('internetdisconnected');
				});
				await page.goto('/console/?view=imports');
				await page.locator('input[type=file]').first().setInputFiles(file);
				await page.waitForURL(/import=/);
				const code = new URL(page.url()).searchParams.get('import');
				const received = async (): Promise<number> =>
					((await (await page.request.get(`/api/register/imports/${code}`, again)).json()) as { file: { received: number } }).file.received;
				await expect.poll(received, { timeout: patience }).toBe(2 * 2 ** 20);
				await page.reload();
				await said(page, /^Sending long lamps.geojson was interrupted/);
				await page.unroute('**/content');
				await page.locator('input[type=file]').setInputFiles({ ...file, buffer: buffer.subarray(1) });
				await said(page, /^This is another file/);
				await page.locator('input[type=file]').setInputFiles(file);
				await page.getByLabel('Layer of the register').waitFor();
				expect(await received()).toBe(buffer.length);
				await button(page, 'Discard').click();
				await said(page, /^Discarded\./);
			},
			refused,
		),
	);

	it(
		'moves a lamp on the map; the desk shows it there, and it can be taken back',
		as('gis', async (page) => {
			const [, , lamp] = await found(page, 'SL-1002');
			if (!lamp) throw new Error('this town has too few lamps');
			const { reference, lon, lat } = lamp;
			const report = { mode: 'street-light.pole-damaged', answers: { 'wires-out': 'no' }, lon, lat, method: 'asset-click', asset: reference };
			const { fault } = (await (await page.request.post('/api/reports', { ...again, data: report })).json()) as { fault: string };
			await page.goto(`/console/?view=edit&asset=${reference}`);
			await button(page, 'Move').click();
			await said(page, 'Drag it, or a corner of it. It snaps to its network.');
			await page.waitForTimeout(1000);
			const map = await page.locator('.map').boundingBox();
			if (!map) throw new Error('there is no map');
			const [x, y] = [map.x + map.width / 2, map.y + map.height / 2];
			await page.mouse.move(x, y);
			await page.mouse.down();
			await page.mouse.move(x + 30, y + 10, { steps: 4 });
			await page.mouse.move(x + 60, y + 20, { steps: 4 });
			await page.mouse.up();
			await said(page, /^Moved \d/);
			await button(page, 'Save').click();
			await said(page, 'The register is changed.');
			const now = await read(page, reference);
			expect(now.lon).toBeGreaterThan(lon + 0.00001);
			expect(now.lat).toBeLessThan(lat - 0.000001);

			const desk = await page.context().newPage();
			await desk.goto(`/console/?fault=${fault}`);
			await desk.locator('.fault-panel [role=tab]').nth(1).click();
			await desk
				.getByRole('heading', { name: new RegExp(reference) })
				.first()
				.waitFor();
			const { asset } = (await (await desk.request.get(`/api/desk/faults/${fault}`, again)).json()) as { asset: Asset };
			expect(asset).toMatchObject({ reference, lon: now.lon, lat: now.lat });
			await desk.close();

			await button(page, 'Undo').click();
			await said(page, 'Taken back.');
			expect(await read(page, reference)).toMatchObject({ lon, lat });
		}),
	);

	it(
		'cuts a pipe in two and makes it whole again',
		as('gis', async (page) => {
			const pipe = (await found(page, 'WP-1')).find((it) => it.class === 'water-pipes' && (it.lengthM ?? 0) > 30);
			if (!pipe) throw new Error('this town has no pipe long enough');
			await page.goto(`/console/?view=edit&asset=${pipe.reference}`);
			await said(page, /^Length \d/);
			await page.locator('summary', { hasText: 'Split in two' }).click();
			await page.getByLabel('Metres from its beginning').fill('10');
			await page.keyboard.press('Tab');
			await said(page, /^Becomes 10/);
			await button(page, 'Split in two').click();
			await said(page, 'Also in service now:');
			expect((await read(page, pipe.reference)).status).toBe('retired');
			await page.getByRole('heading', { level: 1, name: new RegExp(`${pipe.reference}-[12]$`) }).waitFor();
			await button(page, 'Undo').click();
			await said(page, 'Taken back.');
			expect(await read(page, pipe.reference)).toMatchObject({ status: 'in-service', lengthM: pipe.lengthM });
			await page.getByRole('heading', { level: 1, name: new RegExp(`${pipe.reference}$`) }).waitFor();
		}),
	);

	it(
		'lets whoever may not change it propose a change, and stays as it is',
		as('engineer', async (page) => {
			const [lamp] = await found(page, 'SL-1003');
			if (!lamp) throw new Error('this town has too few lamps');
			await page.goto(`/console/?view=edit&asset=${lamp.reference}`);
			await page.getByLabel('Power (W)').fill('33');
			await page.getByLabel(/^Why\?/).fill('The plate on the pole says so.');
			await button(page, 'Propose').click();
			await said(page, /^Proposed as /);
			expect(watts(await read(page, lamp.reference))).toBe(watts(lamp));
		}),
	);

	it(
		'shows what breaks a rule in the list and on the map, and leads from there to where it is mended',
		as('gis', async (page) => {
			await page.goto('/console/?view=layers&layer=water-pipes');
			await button(page, 'Measure now').click();
			const rule = page.locator('.rule-row').first();
			await rule.click();
			await page.locator('#findings-title').waitFor();
			const reference = await page.locator('tbody th a').first().textContent();
			expect(await page.locator('tbody th a').count(), 'one mark, in the middle of the map').toBe(1);
			await page.waitForTimeout(1500);
			const map = await page.locator('.map').boundingBox();
			if (!map) throw new Error('there is no map');
			await page.mouse.click(map.x + map.width / 2, map.y + map.height / 2);
			await page.getByRole('heading', { level: 1, name: new RegExp(reference ?? '') }).waitFor();
		}),
	);
});

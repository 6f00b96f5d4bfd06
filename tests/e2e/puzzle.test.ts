import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Eyes, launch, eyes as lookAt } from '../support/browser.ts';
import { type Demo, demoDirectory, removeDemo, startDemo } from '../support/demo.ts';
import { phone, photo, place, received, report } from '../support/phone.ts';

const directory = demoDirectory();
let demo: Demo;
let eyes: Eyes;

beforeAll(async () => {
	demo = await startDemo(directory, { RATE_LIMIT: '1000' });
	eyes = await lookAt(demo.url);
});

afterAll(async () => {
	await eyes?.close();
	await demo?.stop();
	removeDemo(directory);
});

/** Reports of nothing, each from a device of its own, and turned down. */
async function misuse(staff: Awaited<ReturnType<Eyes['open']>>): Promise<void> {
	for (const device of ['one', 'two', 'three', 'four']) {
		const said = { mode: 'road.pothole', ...(await place(demo.url)), method: 'gnss', accuracy: 8, words: 'nothing' };
		const answer = await fetch(`${demo.url}/api/reports`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'user-agent': device },
			body: JSON.stringify(said),
		});
		const { fault } = (await answer.json()) as { fault: string };
		const moved = await staff.page.request.post(`/api/desk/faults/${fault}/move`, { data: { to: 'rejected', reason: 'Nothing is there.' } });
		expect(moved.status()).toBe(200);
	}
}

it('from a network of which much was wrong a report still arrives by itself, after some work, and everybody sees it once a moderator has looked', async () => {
	const staff = await eyes.open({ width: 1440, person: 'admin' });
	await misuse(staff);
	const browser = await launch();
	const { context, page } = await phone({ browser, url: demo.url, sync: false });
	const asked: number[] = [];
	context.on('response', (it) => it.url().endsWith('/api/reports') && asked.push(it.status()));
	// Longer than anybody looks at a button that says "sending".
	await context.route('**/api/reports', async (route) => {
		if (asked.length > 0) await new Promise((go) => setTimeout(go, 8000));
		await route.continue();
	});
	await report(page, { place: await place(demo.url), files: [await photo('red')] });
	await page.getByRole('heading', { name: 'Reports that wait' }).waitFor();
	await page
		.getByText(/^Is being sent/)
		.first()
		.waitFor();
	await page.getByRole('heading', { name: 'Thank you. We have it.' }).waitFor({ timeout: 60_000 });
	expect(asked).toEqual([428, 200]);
	const [sent] = await received(page);
	const seen = async (): Promise<number> => (await fetch(`${demo.url}/api/faults/${sent?.fault}`)).status;
	expect(await seen()).toBe(404);
	await page.getByRole('link', { name: 'Follow your report' }).click();
	await page.getByText('Received', { exact: true }).first().waitFor();
	await browser.close();

	await staff.page.goto('/console/?view=held');
	await staff.page.getByRole('button', { name: 'Show it to everybody' }).waitFor();
	await staff.page.locator('[data-held]').first().focus();
	await staff.page.keyboard.press('p');
	await staff.page.getByText('Everybody can see the fault now.').waitFor();
	expect(await seen()).toBe(200);
	await staff.page.getByRole('button', { name: 'Undo' }).click();
	await staff.page.getByText('The fault is kept from the public again.').waitFor();
	expect(await seen()).toBe(404);
	await staff.close();
}, 400_000);

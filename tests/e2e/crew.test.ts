import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '../../server/work/orders/contract.ts';
import { launch } from '../support/browser.ts';
import { crewPhone, type Desk, deskOf, goTo, work } from '../support/crew-phone.ts';
import { type Demo, demoDirectory, removeDemo, startDemo } from '../support/demo.ts';

const directory = demoDirectory();
let demo: Demo;
let browser: Awaited<ReturnType<typeof launch>>;

beforeAll(async () => {
	demo = await startDemo(directory);
	browser = await launch();
});

afterAll(async () => {
	await browser?.close();
	await demo?.stop();
	removeDemo(directory);
});

/** Gives the crew a lamp to mend. */
async function giveALamp({ ask }: Desk): Promise<Order> {
	const { found } = await ask<{ found: { class: string; reference: string }[] }>('/api/search?limit=20&q=SL-100');
	const lamp = found.find((it) => it.class === 'street-lights');
	const given = { title: 'A lamp to mend', kind: 'corrective', department: 'electricity', crew: 'Lights A', assets: [lamp?.reference] };
	return (await ask<{ order: Order }>('/api/desk/work-orders', given)).order;
}

describe('a crew in airplane mode', () => {
	it('does a stop, closes it with a photo, loses the page, and all of it arrives once when there is a signal', async () => {
		const there = await deskOf({ browser, url: demo.url });
		const stop = await giveALamp(there);
		const { context, page } = await crewPhone({ browser, url: demo.url });
		await context.setOffline(true);
		await page.reload();
		await page.getByText('No signal').waitFor();
		await goTo(stop, { context, page });
		await work(page, stop);
		await page.getByRole('button', { name: 'Close as: Fixed' }).click();
		await page.getByText('Closed as: Fixed').first().waitFor();
		expect((await there.order(stop.code)).state).toBe('assigned');
		const cdp = await context.newCDPSession(page);
		const crashed = page.waitForEvent('crash');
		cdp.send('Page.crash').catch(() => undefined);
		await crashed;
		await page.close();

		const again = await context.newPage();
		await again.goto(`/crew/?stop=${stop.code}`);
		await again.getByText('Closed as: Fixed').first().waitFor();
		await again.getByText(/things of this stop wait to be sent/).waitFor();
		await context.setOffline(false);
		await expect.poll(async () => (await there.order(stop.code)).state, { timeout: 60_000 }).toBe('done');
		await again
			.getByText(/wait to be sent/)
			.first()
			.waitFor({ state: 'detached' });

		const order = await there.order(stop.code);
		expect(order.lines).toMatchObject([{ outcome: 'fixed', proof: 'photo', cause: 'Corroded fuse holder' }]);
		expect(order.lines[0]?.proofM).toBeLessThan(1);
		expect(order.lines[0]?.photos.map(({ moment }) => moment)).toEqual(['before', 'after']);
		expect(order.times).toMatchObject([{ kind: 'work' }]);
		expect(order.history.filter(({ kind }) => kind === 'work-item.ended')).toHaveLength(1);
		// Loading it once more sends nothing more.
		await again.reload();
		await again.getByText('Closed as: Fixed').first().waitFor();
		expect((await there.order(stop.code)).history).toHaveLength(order.history.length);
		await there.close();
		await context.close();
	});
});

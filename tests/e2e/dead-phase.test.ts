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

interface Lamp {
	reference: string;
	feeder: string;
	phase: string;
	lon: number;
	lat: number;
}

/** The lamps of one phase of a circuit on which nothing is reported: at least eight of them. */
async function onePhase({ ask }: Desk): Promise<Lamp[]> {
	interface Feature {
		properties: Record<string, string>;
		geometry: { coordinates: [number, number] };
	}
	const { features } = await ask<{ features: Feature[] }>('/api/assets/export?class=street-lights&format=geojson');
	const { faults } = await ask<{ faults: { asset: { reference: string } | null }[] }>('/api/desk/faults?class=street-lights&limit=200');
	const dark = new Set(faults.map(({ asset }) => asset?.reference));
	const circuits = new Map<string, Lamp[]>();
	for (const { properties, geometry } of features) {
		const { reference = '', feeder = '', phase = '' } = properties;
		const [lon, lat] = geometry.coordinates;
		circuits.set(feeder, [...(circuits.get(feeder) ?? []), { reference, feeder, phase, lon, lat }]);
	}
	const quiet = [...circuits.values()].filter((lamps) => !lamps.some(({ reference }) => dark.has(reference)));
	const phases = quiet.flatMap((lamps) => ['R', 'W', 'B'].map((phase) => lamps.filter((it) => it.phase === phase)));
	const largest = phases.filter((lamps) => lamps.length >= 8).sort((one, other) => other.length - one.length)[0];
	if (!largest) throw new Error('no circuit of the town has eight lamps on a phase and nothing reported');
	return largest;
}

interface Cause {
	id: number;
	utility: string;
	device: { reference: string; phase: string | null };
	reported: number;
	affected: number;
	fault: string | null;
}

/** Twelve people say that a lamp of the phase is dark, each of another one while there are enough. */
async function twelveSay(lamps: readonly Lamp[]): Promise<string[]> {
	const people = Array.from({ length: 12 }, (_, i) => `neighbour${i}@example.org`);
	for (const [i, email] of people.entries()) {
		const { reference, lon, lat } = lamps[i % lamps.length] as Lamp;
		const body = { mode: 'street-light.out', lon, lat, method: 'asset-click', asset: reference, email, notEmergency: true };
		const answer = await fetch(`${demo.url}/api/reports`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
		expect(answer.status, await answer.clone().text()).toBe(200);
	}
	return people;
}

describe('the night of the dead phase', () => {
	it('becomes one fault out of twelve reports, one work order at the kiosk, one photo without a signal, and one message to each of the twelve', async () => {
		const there = await deskOf({ browser, url: demo.url });
		const { ask } = there;
		// What the town has of its own, as it is first seen, is another matter.
		const causes = async (): Promise<Cause[]> => (await ask<{ causes: Cause[] }>('/api/desk/causes')).causes;
		await expect
			.poll(async () => (await causes()).map(({ utility }) => utility), { timeout: 90_000 })
			.toEqual(expect.arrayContaining(['electricity', 'water']));
		const known = new Set((await causes()).map(({ id }) => id));
		const lamps = await onePhase(there);
		const people = await twelveSay(lamps);
		const many = Math.min(12, lamps.length);

		// The desk is told what it is, and why; she accepts.
		const suggested = async (): Promise<Cause | undefined> => (await causes()).find(({ id, utility }) => utility === 'electricity' && !known.has(id));
		await expect.poll(async () => (await suggested())?.reported, { timeout: 60_000 }).toBe(many);
		const cause = (await suggested()) as Cause;
		expect(cause).toMatchObject({ device: { phase: lamps[0]?.phase }, affected: lamps.length });
		const page = await there.context.newPage();
		await page.setViewportSize({ width: 1440, height: 900 });
		await page.goto('/console/?view=causes');
		await page
			.getByRole('button', { name: new RegExp(`^Look at .*${cause.device.reference}`) })
			.first()
			.click();
		await page.getByText(`${many} of ${lamps.length} lamps of phase`).first().waitFor();
		await page.getByRole('button', { name: /^Accept(?!ed)/ }).click();
		await page.getByText(/^Now one fault/).waitFor();
		const { fault: master } = (await ask<{ cause: Cause }>(`/api/desk/causes/${cause.id}`)).cause;

		// One work order for it, on the phone of a crew of her department.
		const { context, page: phone } = await crewPhone({ browser, url: demo.url });
		const { crews: mine } = (await (await context.request.get('/api/crew/run')).json()) as { crews: { code: string }[] };
		const { crews } = await ask<{ crews: { code: string; department: string }[] }>('/api/desk/work-means');
		const crew = crews.find((it) => it.department === 'electricity' && mine.some(({ code }) => code === it.code))?.code;
		const { order } = await ask<{ order: Order }>('/api/desk/work-orders', { faults: [master], crew, plannedFrom: new Date().toISOString() });
		expect(order.lines).toMatchObject([{ asset: { reference: cause.device.reference } }]);
		await phone.reload();
		await goTo(order, { context, page: phone });
		await context.setOffline(true);
		await work(phone, order);
		await phone.getByRole('button', { name: 'Close as: Fixed' }).click();
		await phone.getByText('Closed as: Fixed').first().waitFor();
		await context.setOffline(false);
		await expect.poll(async () => (await there.order(order.code)).state, { timeout: 60_000 }).toBe('done');

		// All that hung on it is mended; each is told once; the kiosk remembers what was done and what it cost.
		const done = await there.order(order.code);
		expect(done.lines).toMatchObject([{ proof: 'photo', fault: { code: master, state: 'fixed' } }]);
		const told = async (): Promise<string[]> => {
			const { messages } = await ask<{ messages: { to: string; kind: string }[] }>('/api/desk/messages?limit=200');
			return messages.filter((it) => it.kind === 'fixed' && people.includes(it.to)).map(({ to }) => to);
		};
		await expect.poll(async () => (await told()).length, { timeout: 60_000 }).toBe(12);
		expect((await told()).toSorted()).toEqual(people.toSorted());
		const { work: history } = await ask<{ work: { code: string; cost: number | null; outcome: string }[] }>(
			`/api/desk/assets/${cause.device.reference}/timeline`,
		);
		expect(history[0]).toMatchObject({ code: order.code, outcome: 'fixed', cost: done.cost });
		await context.close();
		await there.close();
	});
});

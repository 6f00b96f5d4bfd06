import { setTimeout as pause } from 'node:timers/promises';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Isolation } from '../../server/network/contract.ts';
import type { CrewSetting } from '../../server/work/means/contract.ts';
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

interface Cause {
	id: number;
	utility: string;
	device: { reference: string };
	reported: number;
	customers: number;
	fault: string | null;
	critical: { reference: string }[];
	shapes: { affected: { coordinates: Place[] } };
}

interface Feature {
	properties: Record<string, string>;
	geometry: { coordinates: [number, number] };
}

type Place = readonly [lon: number, lat: number];

interface House {
	reference: string;
	at: Place;
}

/** Among whom the main breaks: the houses that one shut-down takes, one among them that must not go without, and the main from which they hang. */
interface Street {
	houses: readonly House[];
	main: { reference: string; at: Place };
}

const metres = ([lon, lat]: Place, [other, south]: Place): number => Math.hypot((other - lon) * 92_500, (south - lat) * 110_900);

const isolationOf = ({ ask }: Desk, reference: string): Promise<Isolation> => ask(`/api/desk/network/assets/${reference}/isolation`);
const valvesOf = ({ close }: Pick<Isolation, 'close'>): string => close.map(({ reference }) => reference).join();

/** The middle of a line's longest stretch between two corners. */
function middleOf(line: readonly Place[]): Place {
	const stretches = line.slice(1).map((to, i) => [line[i] as Place, to] as const);
	const [from, to] = stretches.sort((one, other) => metres(...other) - metres(...one))[0] as readonly [Place, Place];
	return [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
}

interface Connection extends House {
	critical: string | undefined;
}

/** The houses near one that the same shut-down takes. */
async function neighboursOf(desk: Desk, { at }: Connection, { plan, all }: { plan: Isolation; all: readonly Connection[] }): Promise<House[]> {
	const near = all.toSorted((one, other) => metres(one.at, at) - metres(other.at, at)).slice(0, 30);
	const valves = await Promise.all(near.map(async ({ reference }) => valvesOf(await isolationOf(desk, reference))));
	return near.filter((_, i) => valves[i] === valvesOf(plan));
}

/** A street of a clinic, or else of a school or a care home, of whose water nothing is reported, with enough houses to tell of it. */
async function quietStreet(desk: Desk, dry: readonly Place[]): Promise<Street> {
	const { features } = await desk.ask<{ features: Feature[] }>('/api/assets/export?class=service-connections&format=geojson');
	const all = features.map(({ properties, geometry }) => ({
		reference: properties['reference'] ?? '',
		critical: properties['critical'],
		at: geometry.coordinates,
	}));
	const clinicsFirst = all.filter(({ critical }) => critical).sort((one, other) => Number(other.critical === 'clinic') - Number(one.critical === 'clinic'));
	for (const it of clinicsFirst) {
		const plan = await isolationOf(desk, it.reference);
		const longest = plan.shut.some[0]?.reference;
		if (!longest || plan.close.length < 2) continue;
		const houses = await neighboursOf(desk, it, { plan, all });
		const { geometry } = await desk.ask<{ geometry: { coordinates: Place[] } }>(`/api/assets/${longest}`);
		if (houses.length >= 8 && !houses.some((house) => dry.some((place) => metres(place, house.at) < 1)))
			return { houses, main: { reference: longest, at: middleOf(geometry.coordinates) } };
	}
	throw new Error('nothing in the town that must not go without hangs on valves with eight houses');
}

/** Somebody reports a trouble at a place, by a tap on the map. */
async function say(email: string, mode: string, [lon, lat]: Place, more: object = {}): Promise<void> {
	const body = { mode, lon, lat, method: 'map-click', zoom: 20, pointer: 'mouse', email, notEmergency: true, ...more };
	const answer = await fetch(`${demo.url}/api/reports`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
	expect(answer.status, await answer.clone().text()).toBe(200);
}

/** axe finds nothing to complain of on the screen as it stands. */
async function clean(page: Page): Promise<void> {
	await page.evaluate(axe.source);
	const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
	expect(violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target).join(' ')}`)).toEqual([]);
}

/** The crew of the lights stands in for one of the water today. Answers the name of that. */
async function standingIn(): Promise<string> {
	const { ask, context, close } = await deskOf({ browser, url: demo.url }, 'admin');
	const { crews } = await ask<{ crews: CrewSetting[] }>('/api/desk/settings/means');
	const of = (department: string): CrewSetting => crews.find((it) => it.department === department) as CrewSetting;
	const { members } = of('electricity');
	const answer = await context.request.put('/api/desk/settings/crews', { data: { ...of('water'), was: of('water').code, members } });
	expect(answer.ok(), await answer.text()).toBe(true);
	await close();
	return of('water').code;
}

const causes = async ({ ask }: Desk): Promise<Cause[]> => (await ask<{ causes: Cause[] }>('/api/desk/causes')).causes;

/** Which suggestion it is, once it has stopped moving for a while: nobody accepts what has changed since it was looked at. */
async function settled(suggestion: () => Promise<Cause | undefined>): Promise<number | undefined> {
	let last = await suggestion();
	const moves = async (): Promise<boolean> => {
		const before = last?.reported;
		await pause(4000);
		last = await suggestion();
		return last?.reported !== before;
	};
	await expect.poll(moves, { timeout: 90_000 }).toBe(false);
	return last?.id;
}

describe('the morning of the burst', () => {
	it('becomes one fault out of eight reports, a plan that says who goes without, another when a valve does not turn, and one message to each', async () => {
		const desk = await deskOf({ browser, url: demo.url });
		const { ask } = desk;
		// The town as it is first seen has a lost phase and a burst of its own that the desk is told of.
		await expect
			.poll(async () => (await causes(desk)).map(({ utility }) => utility), { timeout: 90_000 })
			.toEqual(expect.arrayContaining(['electricity', 'water']));
		const known = (await causes(desk)).filter(({ utility }) => utility === 'water');
		const shapes = await Promise.all(known.map(async ({ id }) => (await ask<{ cause: Cause }>(`/api/desk/causes/${id}`)).cause.shapes));
		const { houses, main } = await quietStreet(
			desk,
			shapes.flatMap(({ affected }) => affected.coordinates),
		);

		// One sees the water run, seven have none.
		await say('street@example.org', 'water-pipe.burst', main.at, { method: 'asset-click', asset: main.reference });
		const people = houses.slice(0, 7).map((_, i) => `tap${i}@example.org`);
		for (const [i, email] of people.entries()) await say(email, 'service-connection.no-water', (houses[i] as House).at);
		const ours = async (): Promise<Cause | undefined> =>
			(await causes(desk)).find(({ id, utility }) => utility === 'water' && !known.some((it) => it.id === id));
		await expect.poll(async () => (await ours())?.reported, { timeout: 60_000 }).toBeGreaterThanOrEqual(5);
		const { cause } = await ask<{ cause: Cause }>(`/api/desk/causes/${await settled(ours)}`);
		expect(cause).toMatchObject({ utility: 'water', device: { reference: main.reference } });
		expect(cause.critical.length).toBeGreaterThan(0);

		const page = await desk.context.newPage();
		await page.setViewportSize({ width: 1440, height: 900 });
		await page.goto('/console/?view=causes');
		await page.getByRole('button', { name: new RegExp(`^Look at .*${main.reference}`) }).click();
		await page.getByText('connections are reported without water').first().waitFor();
		await clean(page);
		await page.getByRole('button', { name: /^Accept(?!ed)/ }).click();
		await page.getByText(/^Now one fault/).waitFor();
		const { fault: master } = (await ask<{ cause: Cause }>(`/api/desk/causes/${cause.id}`)).cause;

		// A neighbour is told before typing anything.
		const neighbour = (houses.at(-1) as House).at;
		const pin = { mode: 'service-connection.no-water', lon: neighbour[0], lat: neighbour[1], method: 'map-click', zoom: 20 };
		const { outage } = await ask<{ outage: { code: string } | null }>('/api/snap', pin);
		expect(outage?.code).toBe(master);

		// The work with its permit and its plan; a valve does not turn, and the plan is another.
		const crew = await standingIn();
		const { context, page: phone } = await crewPhone({ browser, url: demo.url });
		const wish = { faults: [master], crew, isolate: true, permits: ['Road closure'], plannedFrom: new Date().toISOString() };
		const { order } = await ask<{ order: Order }>('/api/desk/work-orders', wish);
		const [line] = order.lines;
		const first = order.isolation as NonNullable<Order['isolation']>;
		expect(line?.asset?.reference).toBe(main.reference);
		expect(line?.chainage).toBeGreaterThan(0);
		expect(first.critical.length).toBeGreaterThan(0);
		const stuck = first.close[0]?.reference ?? '';
		await page.goto(`/console/?view=work&wo=${order.code}`);
		await page.getByRole('tab', { name: 'Plan' }).click();
		await page.getByRole('button', { name: `${stuck} does not turn` }).click();
		await page.getByRole('button', { name: `${stuck}: It turns after all` }).waitFor();
		await clean(page);
		const second = (await desk.order(order.code)).isolation as NonNullable<Order['isolation']>;
		expect(second.without).toEqual([stuck]);
		expect(valvesOf({ close: second.close as Isolation['close'] })).not.toContain(stuck);
		expect(second.customers).toBeGreaterThanOrEqual(first.customers);

		// The crew has all of it without a signal.
		await phone.reload();
		await goTo(order, { context, page: phone });
		await context.setOffline(true);
		for (const { reference } of second.close) await phone.getByText(reference, { exact: true }).first().waitFor();
		for (const words of ['Road closure', `it is of no use: ${stuck}`, 'At least', second.critical[0] ?? '']) await phone.getByText(words).first().waitFor();
		await clean(phone);
		await work(phone, order, 'Circumferential crack');
		await phone.getByRole('button', { name: 'Close as: Fixed' }).click();
		await phone.getByText('Closed as: Fixed').first().waitFor();
		await context.setOffline(false);
		await expect.poll(async () => (await desk.order(order.code)).state, { timeout: 60_000 }).toBe('done');

		// Closed once, at its place on the main; each is told once; the main remembers what was done and what it cost.
		const done = await desk.order(order.code);
		expect(done.lines).toMatchObject([{ proof: 'photo', chainage: line?.chainage, fault: { code: master, state: 'fixed' } }]);
		expect(done.history.filter(({ kind }) => kind === 'work-order.closed')).toHaveLength(1);
		const everybody = [...people, 'street@example.org'];
		const told = async (): Promise<string[]> => {
			const { messages } = await ask<{ messages: { to: string; kind: string }[] }>('/api/desk/messages?limit=200');
			return messages.filter((it) => it.kind === 'fixed' && everybody.includes(it.to)).map(({ to }) => to);
		};
		await expect.poll(async () => (await told()).length, { timeout: 60_000 }).toBeGreaterThanOrEqual(cause.reported);
		const heard = await told();
		expect(heard.toSorted()).toEqual([...new Set(heard)].toSorted());
		const { work: history } = await ask<{ work: { code: string; cost: number | null; outcome: string }[] }>(`/api/desk/assets/${main.reference}/timeline`);
		expect(history[0]).toMatchObject({ code: order.code, outcome: 'fixed', cost: done.cost });
		await context.close();
		await desk.close();
	});
});

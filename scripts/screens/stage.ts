import type { AssetBrief } from '../../server/assets/contract.ts';
import type { DeskFault, PublicFault, Snap } from '../../server/faults/contract.ts';
import { dayIn, isoDay } from '../../server/maths/zones.ts';
import type { Service } from '../../server/municipality/contract.ts';
import type { Ticket } from '../../server/reports/contract.ts';
import type { OrderBrief } from '../../server/work/orders/contract.ts';
import { type CareStage, prepareCare } from './care-stage.ts';
import { readyImport } from './lamp-import.ts';

/** What the screens are shown with: things found or made in the demo town over its API. */
export interface Stage extends CareStage {
	url: string;
	/** A lamp that shines, as far as anybody has said. */
	lamp: Located;
	/** A place between lamps, where the resident has to be asked. */
	between: { lon: number; lat: number };
	/** A lamp that has an open fault. */
	dark: Located;
	/** A trouble that is an emergency by its kind. */
	emergency: string;
	/** A report that was just received, and one whose fault is said to be fixed. */
	received: Ticket;
	fixed: Ticket;
	/** Code of an open fault with its asset, of one that needs a look, and of a public one. */
	fault: string;
	unclear: string;
	publicFault: string;
	/** A lamp where an interruption is announced. */
	announced: Located;
	/** A street that is found by its name. */
	street: string;
	/** The first day that crews have work planned on, as YYYY-MM-DD: today, unless the town was drawn before midnight. */
	workDay: string;
	/** Code of an import of street lights that waits for a decision. */
	lampImport: string;
}

export interface Located {
	reference: string;
	title: string;
	lon: number;
	lat: number;
}

type Ask = <Answer>(method: string, path: string, body?: unknown) => Promise<Answer>;

const mode = 'street-light.out';

const asking = (url: string, cookie = ''): Ask => {
	return async (method, path, body) => {
		const form = body instanceof FormData;
		const headers = { ...(!form && { 'content-type': 'application/json' }), ...(cookie && { cookie }) };
		const answer = await fetch(url + path, { method, headers, ...(body !== undefined && { body: form ? body : JSON.stringify(body) }) });
		if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
		return answer.json() as never;
	};
};

/** Asks as one of the demo people. */
async function askingAs(url: string, person: string): Promise<Ask> {
	const body = JSON.stringify({ email: `${person}@demo.example`, password: 'demo-faultline' });
	const answer = await fetch(`${url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
	if (!answer.ok) throw new Error(`${person} could not sign in: ${await answer.text()}`);
	return asking(
		url,
		answer.headers
			.getSetCookie()
			.map((it) => it.split(';')[0])
			.join('; '),
	);
}

/** Reports a dark lamp as somebody who wants to hear of it would. */
const report = (ask: Ask, { reference, lon, lat }: Located, words: string): Promise<Ticket> =>
	ask('POST', '/api/reports', { mode, lon, lat, method: 'asset-click', asset: reference, words, publicWords: true, email: 'resident@example.org' });

/** Reports lamps until one of them is news: neither joined to an open fault nor the return of an old one. */
async function reportAnew(ask: Ask, lamps: readonly Located[], words: string): Promise<{ ticket: Ticket; left: readonly Located[] }> {
	for (const [at, lamp] of lamps.entries()) {
		const ticket = await report(ask, lamp, words);
		if (!ticket.joined && !ticket.reopened) return { ticket, left: lamps.slice(at + 1) };
	}
	throw new Error('every lamp near an open fault has one of its own');
}

/** Goes through pairs of neighbouring lamps until the program has to ask which one is meant. */
async function findBetween(ask: Ask, lamps: readonly Located[]): Promise<{ lon: number; lat: number }> {
	for (const it of lamps) {
		const { assets } = await ask<{ assets: AssetBrief[] }>('GET', `/api/assets/near?mode=${mode}&lon=${it.lon}&lat=${it.lat}&limit=2`);
		const other = assets.find(({ reference }) => reference !== it.reference);
		if (!other) continue;
		const place = { lon: (it.lon + other.lon) / 2, lat: (it.lat + other.lat) / 2 };
		const snap = await ask<Snap>('POST', '/api/snap', { mode, ...place, method: 'map-click', zoom: 18 });
		if (snap.decision === 'ask' && snap.candidates.length > 1) return place;
	}
	throw new Error('nowhere in this town two lamps stand so close that one would have to ask');
}

/** The name of a street with lamps: not every lamp knows its own. */
async function findStreet(ask: Ask, lamps: readonly Located[]): Promise<string> {
	for (const it of lamps) {
		const { assets } = await ask<{ assets: AssetBrief[] }>('GET', `/api/assets/near?mode=${mode}&lon=${it.lon}&lat=${it.lat}&limit=1`);
		const street = assets[0]?.street;
		if (street) return street;
	}
	throw new Error('no lamp of this town knows its street');
}

/** The first day that an order is planned on. */
async function findWorkDay(engineer: Ask): Promise<string> {
	const { orders } = await engineer<{ orders: OrderBrief[] }>('GET', '/api/desk/work-orders?state=live&limit=100');
	const [first] = orders.flatMap(({ plannedFrom }) => plannedFrom ?? []).toSorted();
	if (!first) throw new Error('nothing is planned in this town');
	return isoDay(dayIn('Africa/Johannesburg', Date.parse(first)));
}

/** The lamps of the town near the faults that are open, each with what is known about it. */
async function* lampsNearFaults(ask: Ask): AsyncGenerator<Located & { dark: boolean }> {
	const { faults } = await ask<{ faults: PublicFault[] }>('GET', '/api/faults?class=street-lights&limit=12');
	const seen = new Set<string>();
	for (const fault of faults) {
		const { assets } = await ask<{ assets: AssetBrief[] }>('GET', `/api/assets/near?mode=${mode}&lon=${fault.lon}&lat=${fault.lat}&limit=6`);
		for (const { reference, title, lon, lat } of assets.filter((it) => !seen.has(it.reference))) {
			seen.add(reference);
			const snap = await ask<Snap>('POST', '/api/snap', { mode, lon, lat, method: 'asset-click', asset: reference });
			const own = snap.candidates.find(({ asset }) => asset.reference === reference);
			if (own) yield { reference, title, lon, lat, dark: own.open !== null };
		}
	}
}

/** Lamps that shine as far as anybody has said, and one that does not. */
async function findLamps(ask: Ask): Promise<{ shining: Located[]; dark: Located }> {
	const shining: Located[] = [];
	let dark: Located | undefined;
	for await (const { dark: isDark, ...lamp } of lampsNearFaults(ask)) {
		if (isDark) dark ??= lamp;
		else shining.push(lamp);
		if (dark && shining.length >= 12) return { shining, dark };
	}
	if (!dark) throw new Error('this town has no lamp that is known to be dark');
	return { shining, dark };
}

/** Leaves a message for staff to make a report of: its sender answered where it is with an address, or wrote three times what nobody understands. */
async function prepareDrafts(gateway: Ask, lamp: string): Promise<void> {
	const say = (id: string, from: string, text: string) => gateway('POST', '/api/inbound/messages', { id, channel: 'whatsapp', from, text });
	await say('stage-1', '+27 82 555 0101', 'Good evening, please come and look.');
	for (const number of [2, 3, 4]) await say(`stage-${number}`, '+27 82 555 0101', number === 4 ? `It is beside ${lamp}` : 'At our corner, by the shop.');
}

/** An interruption of the street lights about a lamp, begun and published. */
async function announce(engineer: Ask, { lon, lat }: Located): Promise<void> {
	const [west, south, east, north] = [lon - 0.0004, lat - 0.0004, lon + 0.0004, lat + 0.0004];
	const hour = 3_600_000;
	const { notice } = await engineer<{ notice: { code: string } }>('POST', '/api/desk/notices', {
		kind: 'interruption',
		title: { en: 'The cable of these lamps is replaced', af: 'Die kabel van hierdie lampe word vervang', xh: 'Kutshintshwa intambo yezi zibane' },
		words: { en: 'They are off until we are done.', af: 'Hulle is af totdat ons klaar is.', xh: 'Zicimile de sigqibe.' },
		themes: ['lighting'],
		area: {
			type: 'Polygon',
			coordinates: [
				[
					[west, south],
					[east, south],
					[east, north],
					[west, north],
					[west, south],
				],
			],
		},
		from: new Date(Date.now() - hour).toISOString(),
		until: new Date(Date.now() + 30 * hour).toISOString(),
	});
	await engineer('POST', `/api/desk/notices/${notice.code}/move`, { to: 'published' });
}

/** Finds and makes in a running demo town what the screens show. */
export async function prepare(url: string): Promise<Stage> {
	const anyone = asking(url);
	const engineer = await askingAs(url, 'engineer');
	const { services } = await anyone<{ services: Service[] }>('GET', '/api/services?language=en');
	const emergency = services.find((it) => it.emergency)?.mode;
	if (!emergency) throw new Error('this town has no trouble that is an emergency');
	const { shining, dark } = await findLamps(anyone);
	const { ticket: received, left } = await reportAnew(anyone, shining, 'It has been dark since Friday. The lamp at the corner, in front of the shop.');
	const { ticket: fixed, left: lamps } = await reportAnew(anyone, left, 'Dark for three nights, and children walk here.');
	const [lamp] = lamps;
	if (!lamp) throw new Error('this town has too few lamps');
	const between = await findBetween(anyone, lamps);
	const announced = lamps.at(-1) ?? lamp;
	await announce(engineer, announced);
	const lampImport = await readyImport(await askingAs(url, 'gis'), [lamp.reference, dark.reference]);
	const street = await findStreet(anyone, [lamp, ...shining]);
	const workDay = await findWorkDay(engineer);
	const care = await prepareCare(anyone, await askingAs(url, 'gis'), lamps.slice(1));
	await engineer('POST', `/api/desk/faults/${fixed.fault}/move`, {
		to: 'fixed',
		reason: 'The crew phoned from the pole.',
		cause: 'lamp burnt out',
		note: 'New lamp fitted.',
	});
	await anyone('POST', `/api/faults/${received.fault}/comments`, { words: 'Please phone Mrs Adams, 082 555 0134, she has the key to the gate.' });
	await prepareDrafts(await askingAs(url, 'contact'), lamp.reference);
	const open = await engineer<{ faults: DeskFault[] }>('GET', '/api/desk/faults?lane=open&order=reports&limit=60');
	// Whether a town's history has left something in doubt is up to the day it is drawn on.
	await anyone('POST', '/api/reports', { mode, ...between, method: 'map-click', zoom: 18, words: 'One of these two.' });
	const unclear = await engineer<{ faults: DeskFault[] }>('GET', '/api/desk/faults?lane=needs-look&limit=60');
	const fault = open.faults.find((it) => it.asset && !it.confirmed) ?? open.faults[0];
	const told = await anyone<{ faults: PublicFault[] }>('GET', '/api/faults?state=all&limit=60');
	const publicFault = told.faults.toSorted((a, b) => b.reports - a.reports)[0];
	const unsure = unclear.faults.toSorted((a, b) => b.reports - a.reports)[0];
	if (!fault || !publicFault || !unsure) throw new Error('this town has too few faults');
	return {
		...care,
		url,
		lamp,
		between,
		dark,
		emergency,
		received,
		fixed,
		announced,
		street,
		workDay,
		fault: fault.code,
		unclear: unsure.code,
		publicFault: publicFault.code,
		lampImport,
	};
}

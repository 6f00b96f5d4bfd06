import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepWebhooks, tellOne } from '../../../server/exchange/index.ts';
import { loadTown } from '../../../server/municipality/index.ts';
import { secret, settings } from '../../../server/platform/config.ts';
import { workOnce } from '../../../server/worker.ts';
import { db } from '../../support/database.ts';
import { type Hearer, hearer } from '../../support/hearer.ts';
import { type Place, place } from './road-agency.ts';

let here: Place;
let program: Hearer;
/** The moment of the sender's clock: how far it is before the clock of the database, ms. */
let ahead = 0;

const hour = 3_600_000;
const everything = ['fault.opened', 'fault.moved', 'fault.linked', 'fault.merged', 'fault.received-merge', 'fault.reopened'];

const deal = async (): Promise<void> => {
	while (await workOnce({ db: here.db, settings: { ...settings, publicUrl: 'https://town.example' }, means: {} }));
};

/** Sends all that is due by its clock. */
async function send(): Promise<void> {
	const site = { town: await loadTown(here.db), secret: secret(here.directory), publicUrl: 'https://town.example', random: () => 0.5 };
	while (await tellOne(here.db, { ...site, now: () => new Date(Date.now() + ahead) }));
}

const told = async (): Promise<void> => deal().then(send);

interface Made {
	code: string;
	secret: string;
	wish: Record<string, unknown>;
}

async function connect(more: Record<string, unknown> = {}): Promise<Made> {
	const wish = { title: 'Work system', url: program.url, kinds: everything, departments: [], level: 'staff', active: true, ...more };
	const made = await here.ask<{ webhook: { code: string; version: number } }>('POST', '/api/desk/webhooks', wish);
	if (made.status !== 200) throw new Error(JSON.stringify(made.body));
	const { code } = made.body.webhook;
	const secrets = await here.ask<{ secret: string }>('POST', `/api/desk/webhooks/${code}/secret`, {});
	program.secrets.push(secrets.body.secret);
	return { code, secret: secrets.body.secret, wish };
}

const shown = async (code: string) => {
	const { body } = await here.ask<{ webhooks: Record<string, unknown>[] }>('GET', '/api/desk/webhooks');
	return body.webhooks.find((it) => it['code'] === code);
};

// biome-ignore lint/suspicious/noExplicitAny: what another program reads
const bodies = (): any[] => program.heard.map(({ body }) => JSON.parse(body));
const move = (code: string, to: string) => here.ask('POST', `/api/desk/faults/${code}/move`, { to, reason: 'Zanele phoned' });

beforeAll(async () => {
	here = await place();
});
beforeEach(async () => {
	program = await hearer();
	ahead = 0;
});
afterEach(async () => {
	program.close();
	await here.db.raw('truncate webhook_delivery, webhook restart identity cascade');
	await here.db('fault').where('open', true).update({ state: 'rejected' });
});
afterAll(async () => {
	await here.close();
	await db.destroy();
});

describe('a webhook', () => {
	it('is told once, signed, in order, of what happens to a fault and its asset, and not a word of a resident', async () => {
		const { code: webhook, secret: first } = await connect();
		const code = await here.dark();
		expect((await move(code, 'scheduled')).status).toBe(200);
		await told();
		await told();
		expect(bodies().map(({ type }) => type)).toEqual(['fault.opened', 'fault.moved']);
		const [opened, moved] = bodies();
		expect(opened.data.fault).toMatchObject({ code, mode: 'street-light.out', asset: { reference: 'SL-103', chainage: null }, reports: 1, mergedInto: null });
		expect(opened.data.fault.link).toBe(`https://town.example/f/${code}`);
		expect(moved.data.change).toEqual({ from: 'reported', to: 'scheduled' });
		expect(moved.data.sequence).toBeGreaterThan(opened.data.sequence);
		expect(JSON.stringify(bodies())).not.toMatch(/Zanele|082|example\.org|Monday/);
		expect(program.heard.every(({ signedBy }) => signedBy.includes(first))).toBe(true);
		expect(await shown(webhook)).toMatchObject({ waiting: 0, dead: 0, trouble: null, hasSecret: true });
		expect(JSON.stringify(await shown(webhook))).not.toContain(first.slice(8, 20));
	});

	it('hears the same message again where its answer was lost or it was out of order, and the later one only after it', async () => {
		const { code: webhook } = await connect();
		const answers: (number | 'lost')[] = ['lost', 503, 302];
		program.answer = () => answers.shift() ?? 204;
		const code = await here.dark();
		await move(code, 'scheduled');
		await told();
		expect(program.heard).toHaveLength(1);
		expect(await shown(webhook)).toMatchObject({ waiting: 2, trouble: 'the connection was cut off' });
		for (let i = 0; i < 4; i++) {
			ahead += hour;
			await send();
		}
		const ids = program.heard.map(({ id }) => id);
		expect(ids).toEqual([ids[0], ids[0], ids[0], ids[0], ids[4]]);
		expect(new Set(program.heard.slice(0, 4).map(({ body }) => body)).size).toBe(1);
		expect(await shown(webhook)).toMatchObject({ waiting: 0, trouble: null });
	});

	it('that is away for a day misses nothing; after a day and a quarter its messages are put aside, and can be sent again', async () => {
		const { code: webhook } = await connect();
		program.answer = () => 500;
		const code = await here.dark();
		await deal();
		for (; ahead < 24 * hour; ahead += hour) await send();
		program.answer = () => 204;
		await send();
		expect(bodies().at(-1)).toMatchObject({ type: 'fault.opened', data: { fault: { code } } });
		// Tries grow rarer: it is not hammered while it is away.
		expect(program.heard.length).toBeLessThan(40);

		program.answer = () => 500;
		ahead = 0;
		await move(code, 'scheduled');
		await move(code, 'in-progress');
		await deal();
		for (; ahead < 32 * hour; ahead += hour) await send();
		expect(await shown(webhook)).toMatchObject({ waiting: 0, dead: 2 });
		program.answer = () => 204;
		program.heard.length = 0;
		ahead = 0;
		await here.db('webhook').update({ paused_until: null });
		const { body } = await here.ask<{ deliveries: { id: number; message: string; status: number }[] }>(
			'GET',
			`/api/desk/webhooks/${webhook}/deliveries?state=dead`,
		);
		expect(body.deliveries).toMatchObject([{ status: null }, { status: 500, kind: 'fault.moved' }]);
		const [, oldest] = body.deliveries;
		expect((await here.ask('POST', `/api/desk/webhooks/${webhook}/deliveries/${oldest?.id}/replay`, {})).status).toBe(200);
		await send();
		expect(program.heard.map(({ id }) => id)).toEqual([oldest?.message]);
		const rest = await here.ask('POST', `/api/desk/webhooks/${webhook}/replay`, { since: '2026-01-01', dead: true });
		expect(rest.body).toEqual({ messages: 1 });
		await send();
		expect(bodies().map(({ data }) => data.change.to)).toEqual(['scheduled', 'in-progress']);
		await sweepWebhooks(here.db, new Date(Date.now() + 40 * 24 * hour));
		expect(await here.db('webhook_delivery').count()).toEqual([{ count: 0 }]);
	});

	it('refuses one message without holding up those of other faults, and is left alone when it says that it is gone', async () => {
		const { code: webhook } = await connect();
		await here.dark();
		await here.db('fault').where('open', true).update({ state: 'rejected' });
		const second = await here.dark();
		await deal();
		const [first] = await here.db('webhook_delivery').orderBy('id');
		program.answer = ({ id }) => (id.endsWith(`_${first.event_id}`) ? 422 : 204);
		await send();
		expect(bodies().map(({ data }) => data.fault.code)).toContain(second);
		expect(await shown(webhook)).toMatchObject({ waiting: 1, pausedUntil: null });
		program.answer = () => 410;
		ahead = hour;
		await send();
		expect(await shown(webhook)).toMatchObject({ active: false, waiting: 1 });
	});

	it('with a new secret bears both signatures for a day; a ping tells what was answered', async () => {
		const { code: webhook, secret: old } = await connect();
		const { body } = await here.ask<{ secret: string; beforeUntil: string }>('POST', `/api/desk/webhooks/${webhook}/secret`, {});
		program.secrets.push(body.secret);
		expect((await here.ask('POST', `/api/desk/webhooks/${webhook}/ping`, {})).body).toMatchObject({ reached: true, status: 204, trouble: null });
		expect(program.heard[0]?.signedBy).toEqual([old, body.secret]);
		await here.db('webhook').update({ before_until: new Date(0) });
		program.answer = () => 404;
		expect((await here.ask('POST', `/api/desk/webhooks/${webhook}/ping`, {})).body).toMatchObject({ reached: false, status: 404 });
		expect(program.heard[1]?.signedBy).toEqual([body.secret]);
	});

	it('for everybody hears days instead of minutes, no more than is public, and that a fault is gone', async () => {
		await connect({ level: 'public', departments: [] });
		const code = await here.dark();
		await told();
		await move(code, 'rejected');
		await told();
		const [opened, gone] = bodies();
		expect(opened.data.fault).toMatchObject({
			priority: null,
			asset: { reference: 'SL-103' },
			times: { reported: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
		});
		expect(gone.data.fault).toEqual({ code, gone: true, mergedInto: null });
	});

	it('hears which asset it is now and was, and what was merged into what; of other departments nothing; off, nothing, until it is sent again', async () => {
		const { code: webhook, wish } = await connect();
		const other = await connect({ title: 'Water', departments: ['water'] });
		const code = await here.dark();
		await told();
		expect((await here.ask('POST', `/api/desk/faults/${code}/link`, { asset: 'SL-104' })).status).toBe(200);
		const second = await here.dark('and this one');
		await deal();
		program.heard.length = 0;
		await send();
		expect(bodies()[0].data.change).toEqual({ asset: 'SL-104', previousAsset: 'SL-103' });
		const version = (await shown(webhook))?.['version'];
		const write = (body: object) => here.ask('PUT', `/api/desk/webhooks/${webhook}`, { ...wish, ...body });
		expect((await write({ version, active: false })).status).toBe(200);
		expect((await write({ version, active: true })).status).toBe(409);
		expect((await here.ask('POST', `/api/desk/faults/${second}/merge`, { into: code })).status).toBe(200);
		program.heard.length = 0;
		await told();
		expect(program.heard).toEqual([]);
		expect((await write({ version: Number(version) + 1, active: true })).status).toBe(200);
		const { body } = await here.ask<{ messages: number }>('POST', `/api/desk/webhooks/${webhook}/replay`, { since: '2026-01-01' });
		expect(body.messages).toBeGreaterThan(3);
		await send();
		const merged = bodies().find(({ type, data }) => type === 'fault.merged' && data.fault.code === second);
		expect(merged.data).toMatchObject({ change: { into: code }, fault: { state: 'merged', mergedInto: code } });
		expect(await here.db('webhook_delivery').whereRaw('webhook_id = (select id from webhook where code = ?)', [other.code])).toEqual([]);
	});

	it('is refused at an address that is none, without encryption outside, or with a password in it', async () => {
		const wish = { title: 'x', kinds: everything, departments: [], level: 'public', active: true };
		for (const url of ['ftp://a.example/', 'http://a.example/', 'https://me:word@a.example/']) {
			const { status, body } = await here.ask<{ errors: { path: string }[] }>('POST', '/api/desk/webhooks', { ...wish, url });
			expect([status, body.errors[0]?.path]).toEqual([400, 'url']);
		}
		expect((await here.ask('POST', '/api/desk/webhooks', { ...wish, url: 'https://a.example', kinds: [] })).status).toBe(400);
		expect((await here.ask('POST', '/api/desk/webhooks', { ...wish, url: 'https://a.example', departments: ['nobody'] })).status).toBe(400);
	});
});

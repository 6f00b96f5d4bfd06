import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { solve } from '../../../client/resident/outbox/solve.ts';
import type { Role } from '../../../server/auth/contract.ts';
import { addPerson } from '../../../server/auth/index.ts';
import { pose, workOf } from '../../../server/platform/puzzle.ts';
import { type Standing, verdictOn } from '../../../server/reports/trust/standing.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

afterAll(() => db.destroy());

const quiet: Standing = { device: 0, deviceSince: null, hour: 0, fresh: 0, odd: 0, week: 0, known: false };
const now = new Date('2026-11-29T12:00:00Z');

describe('how a report is met by where it comes from', () => {
	it.each<[string, Partial<Standing>, object]>([
		['from where nothing came before', {}, { wait: 0, bits: 0, held: false }],
		['the busy address of a mobile network, everything in order', { hour: 299, fresh: 39, week: 900, odd: 200 }, { bits: 0, held: false }],
		['one device that goes on without end', { device: 30, deviceSince: new Date('2026-11-29T11:10:00Z') }, { wait: 600, bits: 0 }],
		['a network from which hundreds come within the hour', { hour: 300 }, { wait: 0, bits: 16, held: true }],
		['a network with a crowd of new devices', { fresh: 80 }, { bits: 17, held: true }],
		['the same, from somebody who reported before', { fresh: 80, known: true }, { bits: 17, held: false }],
		['a network of which much was rejected', { odd: 4, week: 10 }, { bits: 16, held: true }],
		['a network of which some was rejected among much', { odd: 4, week: 20 }, { bits: 0, held: false }],
		['the worst of networks', { hour: 1000, fresh: 1000, odd: 1000, week: 1000 }, { bits: 20, held: true }],
	])('%s', (_, standing, verdict) => {
		expect(verdictOn({ ...quiet, ...standing }, now)).toMatchObject(verdict);
	});
});

describe('a puzzle', () => {
	const sealed = (text: string): string => createHash('sha256').update(`secret ${text}`).digest('base64url');
	const posing = { sealed, about: 'network key-1', now };

	it('is solved by the work it asks for, for its own submission and while it is good', async () => {
		const proof = await solve(pose(posing, 8));
		expect(workOf(posing, proof)).toBe(8);
		expect(workOf({ ...posing, now: new Date(now.getTime() + 9 * 60_000) }, proof)).toBe(8);
		expect(workOf({ ...posing, now: new Date(now.getTime() + 11 * 60_000) }, proof)).toBe(0);
		expect(workOf({ ...posing, about: 'network key-2' }, proof)).toBe(0);
		expect(workOf({ ...posing, about: 'other key-1' }, proof)).toBe(0);
		expect(workOf({ ...posing, sealed: (text) => sealed(`other ${text}`) }, proof)).toBe(0);
	});

	it('cannot be made easier or longer by whoever solves it, nor answered by anything else', async () => {
		const { challenge } = pose(posing, 12);
		const [ends, , mark] = challenge.split('.');
		for (const easier of [`${ends}.1.${mark}`, `${Number(ends) + 60_000}.12.${mark}`, `${ends}.12.${'A'.repeat(43)}`])
			expect(workOf(posing, await solve({ challenge: easier, bits: 1 }))).toBe(0);
		const unsolved = [0, 1, 2, 3, 4, 5, 6, 7].map((number) => `${challenge}:${number}`);
		expect(unsolved.filter((it) => workOf(posing, it) === 12).length).toBeLessThan(2);
		for (const nonsense of ['', ':', 'x'.repeat(5000), `${challenge}`, `${challenge}:`, `${challenge}:-1`, `${challenge}:1e5`, '\u0000'])
			expect(workOf(posing, nonsense)).toBe(0);
	});
});

/** As many reports of a network as make it suspicious: each from a device of its own, all rejected. */
async function misuse(transaction: Knex, ask: Ask, count = 4): Promise<void> {
	for (let at = 0; at < count; at += 1) {
		const { body } = await ask('nuisance', at);
		await transaction('fault').where({ code: body.fault }).update({ state: 'rejected' });
	}
}

/** A member of staff who has signed in. */
async function signedIn(transaction: Knex, role: Role): Promise<Asked> {
	const email = `${role}@example.org`;
	await addPerson(transaction, { email, name: role, password: 'a-good-password', language: 'en', roles: [{ role }] });
	const staff = await serving(transaction, { rateLimit: 1000 });
	await staff.ask('POST', '/api/session', { email, password: 'a-good-password' });
	return staff;
}

interface Answer {
	fault: string;
	ticket: string;
	tracking: string;
	code: string;
	joined: boolean;
	puzzle: { challenge: string; bits: number };
}

type Ask = (device: string, lamp: number, more?: Record<string, string>) => Promise<{ status: number; body: Answer }>;

let key = 0;

const suspected = (test: (it: { transaction: Knex; asked: Asked; ask: Ask }) => Promise<void>) =>
	undone(async (transaction) => {
		const asked = await serving(transaction, { rateLimit: 1000 });
		const ask: Ask = async (device, lamp, more = {}) => {
			const at = await lonLat(transaction, 311000 + lamp * 35, 6265005);
			key += 1;
			const said = { mode: 'street-light.out', ...at, method: 'asset-click', asset: `SL-${100 + lamp}` };
			return asked.ask<Answer>('POST', '/api/reports', said, { 'user-agent': device, 'idempotency-key': `trust-${key}-${lamp}`, ...more });
		};
		await misuse(transaction, ask);
		await test({ transaction, asked, ask });
		await asked.close();
	});

/** The same again with the puzzle solved. */
async function worked(ask: Ask, device: string, lamp: number): Promise<Answer> {
	const submission = `worked-${device.replaceAll(' ', '-')}-${lamp}`;
	const { status, body } = await ask(device, lamp, { 'idempotency-key': submission });
	expect([status, body.code]).toEqual([428, 'puzzle-wanted']);
	const taken = await ask(device, lamp, { 'idempotency-key': submission, puzzle: await solve(body.puzzle) });
	expect(taken.status, JSON.stringify(taken.body)).toBe(200);
	return taken.body;
}

describe('a network from which much was wrong lately', () => {
	it(
		'is asked for work, once for each submission, and another submission is not let through by it',
		suspected(async ({ ask }) => {
			const first = await ask('honest', 6, { 'idempotency-key': 'submission-1' });
			expect(first).toMatchObject({ status: 428, body: { code: 'puzzle-wanted', puzzle: { bits: 16 } } });
			const puzzle = await solve(first.body.puzzle);
			expect((await ask('honest', 6, { 'idempotency-key': 'submission-2', puzzle })).status).toBe(428);
			const taken = await ask('honest', 6, { 'idempotency-key': 'submission-1', puzzle });
			expect(taken.status).toBe(200);
			// The same again is the same report, whether or not the work is shown again.
			expect((await ask('honest', 6, { 'idempotency-key': 'submission-1', puzzle })).body.ticket).toBe(taken.body.ticket);
			expect((await ask('honest', 6, { 'idempotency-key': 'submission-1' })).body.ticket).toBe(taken.body.ticket);
			expect((await ask('other device', 7, { puzzle })).status).toBe(428);
		}),
	);

	it(
		'has its new devices kept from the public until staff have looked; whoever reported hears and sees as always',
		suspected(async ({ transaction, asked, ask }) => {
			const { fault, tracking, ticket } = await worked(ask, 'new device', 6);
			const seen = async (path: string): Promise<string> => JSON.stringify((await asked.ask('GET', path)).body);
			const outside = async (): Promise<boolean[]> => [
				(await asked.ask('GET', `/api/faults/${fault}`)).status === 200,
				(await asked.ask('GET', `/api/faults/${ticket}`)).status === 200,
				(await seen('/api/faults?state=all')).includes(fault),
				(await seen('/ogc/collections/faults/items?limit=1000')).includes(fault),
				(await seen('/open311/v2/requests.json')).includes(fault),
				(await transaction('public_map_fault').where({ code: fault })).length > 0,
			];
			expect(await outside()).toEqual([false, false, false, false, false, false]);
			const at = await lonLat(transaction, 311000 + 6 * 35, 6265005);
			const pin = { mode: 'street-light.out', ...at, method: 'asset-click', asset: 'SL-106' };
			expect(JSON.stringify((await asked.ask('POST', '/api/snap', pin)).body)).not.toContain(fault);
			expect((await asked.ask('POST', `/api/faults/${fault}/me-too`, {})).status).toBe(404);
			expect((await asked.ask<{ ticket: string }>('GET', `/api/reports/${tracking.slice(3)}`)).body).toMatchObject({ ticket, fault: { code: fault } });

			const staff = await signedIn(transaction, 'moderator');
			const waiting = async () => (await staff.ask<{ faults: { code: string }[] }>('GET', '/api/desk/held')).body.faults.map((it) => it.code);
			expect(await waiting()).toEqual([fault]);
			expect((await staff.ask('PATCH', `/api/desk/faults/${fault}/held`, { held: false })).status).toBe(200);
			expect(await outside()).toEqual([true, true, true, true, true, true]);
			expect(await waiting()).toEqual([]);
			expect((await staff.ask('PATCH', `/api/desk/faults/${fault}/held`, { held: true })).status).toBe(200);
			expect(await outside()).toEqual([false, false, false, false, false, false]);
			// Whatever staff do with it says that somebody has looked.
			await transaction('fault').where({ code: fault }).update({ state: 'confirmed' });
			expect((await outside())[0]).toBe(true);
			await staff.close();
		}),
	);

	it(
		'is believed where somebody from elsewhere says the same, and where the device was known before',
		suspected(async ({ transaction, asked, ask }) => {
			const { fault } = await worked(ask, 'new device', 6);
			const taken = await worked(ask, 'another new device', 6);
			expect(taken).toMatchObject({ fault, joined: true });
			expect((await asked.ask('GET', `/api/faults/${fault}`)).status).toBe(404);
			await transaction('contact').update({ network_hash: 'elsewhere' }).whereNot({ id: 0 });
			expect((await ask('from elsewhere', 6)).body).toMatchObject({ fault, joined: true });
			expect((await asked.ask('GET', `/api/faults/${fault}`)).status).toBe(200);
		}),
	);

	it(
		'is looked at where staff merge another fault into it: what everybody saw does not vanish',
		suspected(async ({ transaction, asked, ask }) => {
			const { fault } = await worked(ask, 'new device', 6);
			const staff = await signedIn(transaction, 'administrator');
			const at = await lonLat(transaction, 311000 + 8 * 35, 6265005);
			const said = { mode: 'street-light.out', ...at, method: 'asset-click', asset: 'SL-108', channel: 'phone', agreed: 'asked' };
			const { body: other } = await staff.ask<Answer>('POST', '/api/reports', said);
			expect((await staff.ask('POST', `/api/desk/faults/${other.fault}/merge`, { into: fault })).status).toBe(200);
			expect((await asked.ask('GET', `/api/faults/${fault}`)).status).toBe(200);
			await staff.close();
		}),
	);

	it(
		'cannot be reported from without an Idempotency-Key, nor without script unless it is looked at; staff are not asked',
		suspected(async ({ transaction, asked, ask }) => {
			const at = await lonLat(transaction, 311000 + 7 * 35, 6265005);
			const said = { mode: 'street-light.out', ...at, method: 'asset-click', asset: 'SL-107' };
			expect((await asked.ask('POST', '/api/reports', said)).status).toBe(428);
			const form = new FormData();
			for (const [name, value] of Object.entries({ mode: 'street-light.out', place: 'SL-107', language: 'en', words: 'dark' })) form.set(name, value);
			expect((await asked.ask('POST', '/report.html?language=en', form)).status).toBe(200);
			expect((await transaction('fault').whereNotNull('held_at')).length).toBe(1);
			const staff = await signedIn(transaction, 'contact-centre');
			expect((await staff.ask('POST', '/api/reports', { ...said, channel: 'phone', agreed: 'asked' })).status).toBe(200);
			await staff.close();
			expect((await ask('new device', 8)).status).toBe(428);
		}),
	);
});

describe('one device', () => {
	it(
		'that reports without end waits, and is told how long',
		undone(async (transaction) => {
			const asked = await serving(transaction, { rateLimit: 1000 });
			const at = await lonLat(transaction, 311000 + 35, 6265005);
			const report = () =>
				asked.ask<{ code: string; retryAfter: number }>('POST', '/api/reports', { mode: 'street-light.out', ...at, method: 'gnss', accuracy: 4 });
			for (let count = 0; count < 30; count += 1) expect((await report()).status).toBe(200);
			const { status, body } = await report();
			expect([status, body.code]).toEqual([429, 'too-many']);
			expect(body.retryAfter).toBeGreaterThan(3000);
			await asked.close();
		}),
	);
});

import { afterAll, describe, expect, it } from 'vitest';
import { soughtBy } from '../../../server/reports/calls/callers.ts';
import { db } from '../../support/database.ts';
import { scene, thandi } from './calls-scene.ts';

afterAll(() => db.destroy());

describe('what is typed of a caller', () => {
	it.each([
		['082 555 0199', { digits: '825550199' }],
		['+27 82 555 0199', { digits: '825550199' }],
		['082555', undefined],
		['0825550', { digits: '825550' }],
		['thandi@example.org', { email: 'thandi@example.org' }],
		['tst-abc234', { ticket: 'ABC234' }],
		['Thandi', { name: 'Thandi' }],
		['Th 1', undefined],
	])('%s is looked for as %o', (typed, sought) => {
		expect(soughtBy(typed, 'TST')).toEqual(sought && { digits: null, email: null, ticket: null, name: null, ...sought });
	});
});

describe('somebody who calls again', () => {
	it(
		'is found by number, name, address or ticket, told apart without being told, and then shown with what is open first',
		scene(async ({ asked, call, find, looks }) => {
			const first = await call(1);
			await call(3, { ...thandi, email: 'thandi@example.org', phone: '+27825550199' });
			await call(6, { name: 'Sipho Nkosi', phone: '083 555 0100', language: 'en' });
			for (const about of ['0825550199', '082 5550', '+27 82 555 0199', 'thandi@example.org', 'Thandi', 'thandi nk', first.ticket]) {
				const callers = await find(about);
				expect(
					callers.map(({ name }) => name),
					about,
				).toEqual(['Thandi Nkosi']);
				expect(JSON.stringify(callers)).not.toMatch(/5550|thandi@/);
			}
			expect((await find('nkosi')).map(({ name }) => name)).toEqual(['Sipho Nkosi', 'Thandi Nkosi']);
			const [known] = await find('0825550199');
			expect(known).toMatchObject({ phone: '••• 199', email: 't•••@example.org', reports: 2, open: 2, agreed: true });
			const before = await looks();
			const { body } = await asked.ask<Record<string, unknown>>('POST', '/api/desk/callers/read', { id: known?.['id'], language: 'en' });
			expect(body).toMatchObject({ name: 'Thandi Nkosi', email: 'thandi@example.org', language: 'xh', agreed: expect.any(String) });
			expect((body['reports'] as { ticket: string }[]).map(({ ticket }) => ticket)).toContain(first.ticket);
			expect((body['reports'] as object[])[0]).toMatchObject({
				title: expect.any(String),
				state: 'reported',
				open: true,
				due: expect.stringMatching(/^\d{4}-/),
			});
			expect(await looks()).toBe(before + 1);
		}),
	);

	it(
		'is nobody’s business who takes no calls, and too few letters or digits find nobody',
		scene(async ({ asked, call, find, signIn, looks }) => {
			await call(1);
			expect(await find('08255')).toEqual([]);
			expect(await find('a 1')).toEqual([]);
			expect(await find('Nobody')).toEqual([]);
			expect(await looks()).toBe(0);
			for (const role of ['engineer', 'moderator', 'planner'] as const) {
				await signIn(role);
				expect((await asked.ask('POST', '/api/desk/callers/find', { about: '0825550199' })).status).toBe(403);
				expect((await asked.ask('POST', '/api/desk/callers/read', { id: 1 })).status).toBe(403);
			}
			await signIn('contact-centre');
			expect((await asked.ask('POST', '/api/desk/callers/read', { id: 999_999 })).status).toBe(404);
			expect((await asked.ask('POST', '/api/desk/callers/find', { about: 'x' })).status).toBe(400);
		}),
	);

	it(
		'is forgotten like everybody: after the erasure no look finds them',
		scene(async ({ asked, call, find, signIn }) => {
			await call(1);
			const [known] = await find('Thandi');
			await signIn('administrator');
			expect((await asked.ask('POST', '/api/desk/data/erase', { about: '0825550199' })).status).toBe(200);
			for (const about of ['Thandi', '0825550199']) expect(await find(about)).toEqual([]);
			expect((await asked.ask('POST', '/api/desk/callers/read', { id: known?.['id'] })).status).toBe(404);
		}),
	);

	it(
		'has agreed by voice, at the counter, or earlier, and the log says which',
		scene(async ({ db: transaction, call }) => {
			await call(1);
			await call(3, { ...thandi, channel: 'walk-in' });
			await call(6, { ...thandi, agreed: 'earlier' });
			await call(9, { language: 'en' });
			expect((await transaction('consent').orderBy('id')).map(({ kind, how }) => `${kind} ${how}`)).toEqual([
				'contact phone',
				'contact counter',
				'contact earlier',
			]);
		}),
	);
});

describe('a call taken down by mistake', () => {
	it(
		'is taken back by its taker: the fault that stood by it alone ends, and counts nowhere',
		scene(async ({ db: transaction, asked, call, find }) => {
			const { ticket, fault } = await call(1);
			const { status, body } = await asked.ask('POST', `/api/desk/reports/${ticket}/withdraw`);
			expect([status, body]).toEqual([200, { state: 'rejected' }]);
			expect(await transaction('fault').where({ code: fault }).first()).toMatchObject({ state: 'rejected', reason: 'taken-by-mistake', reports: 0 });
			expect(await transaction('follower').first()).toMatchObject({ stopped_at: expect.any(Date) });
			expect(await find('Thandi')).toEqual([]);
			expect((await asked.ask('POST', `/api/desk/reports/${ticket}/withdraw`)).body).toEqual({ state: 'rejected' });
			expect(await transaction('fault').where({ code: fault }).first()).toMatchObject({ reports: 0 });
		}),
	);

	it(
		'leaves a fault that others reported as it is, with one report less',
		scene(async ({ db: transaction, asked, call }) => {
			const first = await call(1);
			const second = await call(1, { name: 'Sipho', phone: '083 555 0100' });
			expect(second).toMatchObject({ fault: first.fault, joined: true, reports: 2 });
			expect((await asked.ask('POST', `/api/desk/reports/${second.ticket}/withdraw`)).body).toEqual({ state: 'reported' });
			expect(await transaction('fault').where({ code: first.fault }).first()).toMatchObject({ state: 'reported', reports: 1 });
			const { body } = await asked.ask<{ reports: { ticket: string }[] }>('GET', `/api/desk/faults/${first.fault}`);
			expect(body.reports.map(({ ticket }) => ticket)).toEqual([first.ticket]);
		}),
	);

	it(
		'stays when it is not one’s own, after an hour, or when it reopened a repair',
		scene(async ({ db: transaction, asked, call, signIn }) => {
			const { ticket, fault } = await call(1);
			const back = async (code: string): Promise<number> => (await asked.ask('POST', `/api/desk/reports/${code}/withdraw`)).status;
			await signIn('contact-centre', 'colleague');
			expect(await back(ticket)).toBe(404);
			await signIn('engineer');
			expect(await back(ticket)).toBe(403);
			for (const to of ['in-progress', 'fixed']) await asked.ask('POST', `/api/desk/faults/${fault}/move`, { code: fault, to, reason: 'seen to be mended' });
			await signIn('contact-centre');
			const again = await call(1);
			expect(again.fault).toBe(fault);
			expect(await back(again.ticket)).toBe(409);
			await transaction('report').update({ reported_at: transaction.raw("now() - interval '2 hours'") });
			expect(await back(ticket)).toBe(409);
		}),
	);
});

import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import { subscriptions, windStale } from '../../../server/faults/index.ts';
import type { StandardSettings } from '../../../server/municipality/standards/contract.ts';
import { dealOut, doOne } from '../../../server/platform/jobs.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { addFault } from '../notify/town.ts';

afterAll(() => db.destroy());

const path = '/api/desk/settings/standards';

const asked = (test: (it: { transaction: Knex; admin: Asked; now: StandardSettings }) => Promise<void>) =>
	undone(async (transaction) => {
		const admin = await serving(transaction);
		await addPerson(transaction, { email: 'admin@example.org', name: 'A', password: 'a-good-password', language: 'en', roles: [{ role: 'administrator' }] });
		await admin.ask('POST', '/api/session', { email: 'admin@example.org', password: 'a-good-password' });
		await test({ transaction, admin, now: (await admin.ask<StandardSettings>('GET', path)).body });
		await admin.close();
	});

describe('standards, hours and holidays', () => {
	it(
		'are written in versions; open faults follow in a job, not in the request; and all comes back exactly as it was',
		asked(async ({ transaction, admin, now: before }) => {
			const id = await addFault(transaction, { first_report_at: new Date(), state: 'reported' });
			await windStale(transaction);
			const due = async (): Promise<Date> => (await transaction('fault').where({ id }).first('due_at')).due_at;
			const first = await due();
			const work = async (): Promise<void> => {
				await dealOut(transaction, subscriptions);
				while (await doOne(transaction, subscriptions));
				while ((await windStale(transaction)) > 0);
			};
			const services = before.services.map((it) => (it.mode === 'street-light.out' ? { ...it, resolve: it.resolve + 60, verify: false } : it));
			const holidays = [...before.holidays, { day: '2027-02-03', name: 'Election', proclaimed: true }];
			const ladder = [
				{ share: 0.5, tells: 'assignee' },
				{ share: 2, tells: 'department' },
			];
			const tiers = [...before.tiers.slice(1), { ...before.tiers[0], customers: 40, anchor: null }];
			const preview = await admin.ask('POST', `${path}/preview`, { services, mode: 'street-light.out' });
			const hours = (services.find(({ mode }) => mode === 'street-light.out')?.resolve ?? 0) / 60;
			expect(preview).toMatchObject({ status: 200, body: { tier: false, open: 1, looked: 1, sooner: 0, later: 1, overdue: 0 } });
			expect(Math.round((Date.parse(String((preview.body as Record<string, unknown>)['resolve'])) - Date.now()) / 3_600_000)).toBe(hours);
			const { status, body: now } = await admin.ask<StandardSettings>('PUT', path, { services, holidays, ladder, tiers, version: before.version });
			expect(status).toBe(200);
			expect(now.holidays).toEqual(holidays);
			expect(now.ladder).toEqual(ladder);
			expect(now.tiers).toHaveLength(before.tiers.length);
			expect(now.services.find(({ mode }) => mode === 'street-light.out')).toMatchObject({ verify: false });
			expect(now.calendars).toEqual(before.calendars);
			expect(await due()).toEqual(first);
			await work();
			expect(await due()).toEqual(new Date(first.getTime() + 60 * 60_000));
			const event = await transaction('event').where({ kind: 'municipality.changed' }).orderBy('id', 'desc').first();
			expect(event.details.changes).toMatchObject({ holidays: { was: [], is: [{ day: '2027-02-03' }] }, services: { was: [{ mode: 'street-light.out' }] } });
			expect((await admin.ask('PUT', path, { ...before, version: before.version })).status).toBe(409);
			const { body: again } = await admin.ask<StandardSettings>('PUT', path, { ...before, version: now.version });
			expect({ ...again, version: '' }).toEqual({ ...before, version: '' });
			await work();
			expect(await due()).toEqual(first);
			const versions = await transaction('service').where({ failure_mode: 'street-light.out' }).select('resolve_minutes');
			expect(versions).toHaveLength(3);
		}),
	);

	it(
		'are refused by the field that is wrong, and only administrators see them',
		asked(async ({ transaction, admin, now }) => {
			const wrong = async (part: object): Promise<[number, string[]]> => {
				const { status, body } = await admin.ask<{ errors?: { path: string }[] }>('PUT', path, { version: now.version, ...part });
				return [status, (body.errors ?? []).map((it) => it.path)];
			};
			const [service] = now.services;
			const [tier] = now.tiers;
			expect(await wrong({ services: [{ ...service, mode: 'no.such' }] })).toEqual([400, ['services.no.such']]);
			expect(await wrong({ services: [{ ...service, respond: 90, resolve: 60 }] })).toEqual([400, [`services.${service?.mode}.respond`]]);
			expect(await wrong({ tiers: [{ ...tier, mode: null, family: null }] })).toEqual([400, ['tiers.0.mode']]);
			expect(await wrong({ tiers: [tier, tier] })).toEqual([400, ['tiers.1.customers']]);
			expect(await wrong({ calendars: [{ code: 'office', windows: Array.from({ length: 7 }, () => []) }] })).toEqual([400, ['calendars.office']]);
			expect(
				await wrong({
					calendars: [
						{
							code: 'office',
							windows: [
								[
									[480, 600],
									[590, 700],
								],
								[],
								[],
								[],
								[],
								[],
								[],
							],
						},
					],
				}),
			).toEqual([400, ['calendars.office']]);
			expect(await wrong({ holidays: [{ day: '2026-02-30', name: 'x', proclaimed: true }] })).toEqual([400, ['holidays.0.day']]);
			expect(
				await wrong({
					ladder: [
						{ share: 1, tells: 'department' },
						{ share: 1, tells: 'assignee' },
					],
				}),
			).toEqual([400, ['ladder']]);
			await addPerson(transaction, { email: 'e@example.org', name: 'E', password: 'a-good-password', language: 'en', roles: [{ role: 'engineer' }] });
			await admin.ask('POST', '/api/session', { email: 'e@example.org', password: 'a-good-password' });
			expect((await admin.ask('GET', path)).status).toBe(403);
		}),
	);
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import type { Task } from '../../../server/cli/command.ts';
import { townCommand } from '../../../server/cli/town.ts';
import { db, ownDatabase } from '../../support/database.ts';
import { serving } from '../../support/server.ts';
import { type Body, site } from '../assets/care.ts';

afterAll(() => db.destroy());

const filled = `
	insert into department (code, title, email) values ('gardens', '{"en": "Gardens", "af": "Parke"}', 'gardens@example.org');
	insert into crew (code, department_id, people, hourly_cost, depot, contractor) select 'Parks A', department.id, 3, 310.50, st_setsrid(st_makepoint(18.96, -33.73), 4326), true from department where department.code = 'gardens';
	insert into material (code, title, unit, price) values ('LAMP-LED', '{"en": "LED lamp"}', 'each', 850.25);
	insert into checklist (class, kind, tasks) select asset_class.number, 'inspection', '[{"code": "look", "title": {"en": "Look"}, "kind": "check", "wanted": true}]' from asset_class where asset_class.code = 'street-lights';
	insert into checklist (tasks) values ('[]');
	insert into contractor (code, name, contact) values ('AQUA', 'Aqua Works', 'a secret person');
	insert into contractor_rate (contractor_id, item, title, unit, cents, from_day) select contractor.id, 'TRENCH', '{"en": "Trench"}', 'm', 25000, '2026-07-01' from contractor;
	update crew set contractor_id = contractor.id from contractor;
	insert into holiday (day, name, proclaimed) values ('2031-05-05', 'A day of our own', true);
	insert into service_standard (family, min_customers, respond_minutes, resolve_minutes, crew_minutes) values ('no-water', 500, 30, 240, 200);
	insert into authority (code, name, words, owners) values ('province', '{"en": "The province"}', '{}', '{provincial}');
	insert into webhook (title, url, kinds, sealed, active) values ('Wall', 'https://wall.example.org/x', '{fault.opened}', 'a sealed secret', true);
	insert into work_system (title, kind, settings, mapping, sealed) values ('Folder', 'csv', '{"folder": "a"}', '{}', 'another secret');
	update municipality set brand = '{"colour": "#114477"}', financial_year_month = 7, name = 'Onderplaas';`;

describe('one file of all that administrators keep', () => {
	it(
		'taken in where nothing of it is yet makes it the same there, without secrets and members; taken back, all is as it was',
		site(async (here) => {
			await here.db.raw(filled);
			const admin = await here.as('administrator');
			const file = (await admin('GET', '/api/desk/town-file')).body as Body;
			expect((await (await here.as('engineer'))('GET', '/api/desk/town-file')).status).toBe(403);
			expect(JSON.stringify(file)).not.toContain('secret');
			expect(file.parts.crews).toContainEqual(
				expect.objectContaining({ code: 'Parks A', department: 'gardens', company: 'AQUA', hourlyCost: 310.5, depot: { lon: 18.96, lat: -33.73 } }),
			);
			expect(JSON.stringify((await admin('GET', '/api/desk/town-file')).body)).toBe(JSON.stringify(file));

			const other = await ownDatabase();
			try {
				await other.knex.raw(
					`delete from cost_code where code <> 'MAINT-CORR-PLAN'; delete from work_trigger; delete from delay_cost; delete from holiday; delete from escalation_step where step > 1`,
				);
				await addPerson(other.knex, {
					email: 'chief@example.org',
					name: 'Chief',
					password: 'a-good-password',
					language: 'en',
					roles: [{ role: 'administrator' }],
				});
				const there = await serving(other.knex);
				await there.ask('POST', '/api/session', { email: 'chief@example.org', password: 'a-good-password' });
				const before = (await there.ask('GET', '/api/desk/town-file')).body;

				const plan = (await there.ask<Body>('POST', '/api/desk/town-file/check', { file })).body;
				expect(plan.conflicts).toEqual([]);
				expect(plan.parts.map((it: Body) => it.part)).toEqual(expect.arrayContaining(['town', 'departments', 'crews', 'webhooks']));
				expect(plan.parts.find((it: Body) => it.part === 'departments')).toMatchObject({ added: ['gardens'] });
				expect((await there.ask('GET', '/api/desk/town-file')).body).toEqual(before);

				const taken = (await there.ask<Body>('POST', '/api/desk/town-file', { file })).body;
				expect(taken).toMatchObject({ id: expect.any(Number), plan: { conflicts: [], changes: plan.changes } });
				expect(JSON.stringify((await there.ask('GET', '/api/desk/town-file')).body)).toBe(JSON.stringify(file));
				expect((await other.knex('webhook').where('title', 'Wall').first()).active).toBe(false);
				expect((await there.ask<Body>('POST', '/api/desk/town-file', { file })).body).toMatchObject({ id: null, plan: { changes: 0 } });

				expect((await there.ask<Body>('POST', `/api/desk/town-file/taken/${taken.id}/undo`)).status).toBe(200);
				expect((await there.ask('GET', '/api/desk/town-file')).body).toEqual(before);
				expect((await there.ask('POST', `/api/desk/town-file/taken/${taken.id}/undo`)).body).toMatchObject({ code: 'wrong-state' });
				await there.close();
			} finally {
				await other.close();
			}
		}),
	);

	it(
		'goes out and comes in from the command line as it does from the console: only asked, refused, taken in',
		site(async (here) => {
			const folder = await mkdtemp(join(tmpdir(), 'faultline-town-'));
			const said: string[] = [];
			const run = (words: string[], options: Task['options'] = {}) =>
				townCommand.run({
					...{ words, options, say: (line: string) => said.push(line), path: (file: string) => join(folder, file), open: async () => ({ knex: here.db }) },
				} as unknown as Task);
			try {
				expect(await run(['export', 'one.json'])).toBe(0);
				const one = JSON.parse(await readFile(join(folder, 'one.json'), 'utf8'));
				expect(one).toEqual((await (await here.as('administrator'))('GET', '/api/desk/town-file')).body);
				const put = (name: string, parts: object) => writeFile(join(folder, name), JSON.stringify({ faultline: 1, parts }));
				await put('two.json', { holidays: [...one.parts.holidays, { ...one.parts.holidays[0], day: '2031-05-05', name: 'A day of our own' }] });
				const days = async () => (await here.db('holiday').where({ day: '2031-05-05' })).length;
				expect([await run(['import', 'two.json'], { 'dry-run': true }), await days()]).toEqual([0, 0]);
				expect(said).toEqual(expect.arrayContaining([expect.stringMatching(/^holidays: 2031-05-05.* is new$/), '1 change in all']));
				expect([await run(['import', 'two.json']), await days()]).toEqual([0, 1]);
				expect(await here.db('town_file').select('changes', 'person_id')).toEqual([{ changes: 1, person_id: null }]);
				await put('bad.json', { parks: [] });
				expect([await run(['import', 'bad.json']), said.at(-1)]).toEqual([1, 'Nothing was taken in.']);
				await expect(run(['import', 'none.json'])).rejects.toThrow('there is no such file');
				await expect(run(['bring'])).rejects.toThrow('town -- export FILE');
			} finally {
				await rm(folder, { recursive: true, force: true });
			}
		}),
	);

	it(
		'names by its path what speaks against it, and then takes nothing in; what other things hang on stays',
		site(async (here) => {
			const admin = await here.as('administrator');
			const { parts } = (await admin('GET', '/api/desk/town-file')).body as Body;
			const check = async (changed: object): Promise<Body> =>
				(await admin('POST', '/api/desk/town-file/check', { file: { faultline: 1, parts: changed } })).body;
			const [service] = parts.services;
			const bad = await check({
				crews: [{ code: 'X', department: 'nowhere', people: 2, hourlyCost: 1, shiftFrom: 0, shiftUntil: 100, depot: null, contractor: false, active: true }],
				materials: [{ code: 'M', title: { en: 'M' }, unit: 'each', price: -1, plant: false, active: true }],
				parks: [],
			});
			expect(bad.conflicts.map((it: Body) => it.path)).toEqual(['materials[M].price', 'parks']);
			const stranger = await check({
				crews: [{ code: 'X', department: 'nowhere', people: 2, hourlyCost: 1, shiftFrom: 0, shiftUntil: 100, depot: null, contractor: false, active: true }],
			});
			expect(stranger).toMatchObject({ conflicts: [{ path: 'crews[X]', kind: 'refused' }] });
			const ruled = await check({ rules: [{ rules: [] }], services: [{ ...service, department: 'nowhere' }] });
			expect(ruled.conflicts).toMatchObject([{ path: `services[${service.mode}]`, kind: 'refused' }]);
			const used = await check({ departments: [] });
			expect(used.conflicts.length).toBeGreaterThan(0);
			expect(used.conflicts[0]).toMatchObject({ kind: 'used', path: expect.stringContaining('departments[') });
			const zone = await check({ town: [{ ...parts.town[0], zone: 'Mars/Olympus' }] });
			expect(zone.conflicts).toMatchObject([{ path: 'town[].zone' }]);
			expect((await admin('POST', '/api/desk/town-file', { file: { faultline: 2, parts: {} } })).body).toMatchObject({
				code: 'bad-input',
				errors: [{ path: 'file.faultline' }],
			});
			const refused = (await admin('POST', '/api/desk/town-file', { file: { faultline: 1, parts: { town: [{ ...parts.town[0], zone: 'Mars/Olympus' }] } } }))
				.body;
			expect(refused.id).toBe(null);
		}),
	);
});

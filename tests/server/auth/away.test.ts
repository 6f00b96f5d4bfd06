import { afterAll, describe, expect, it } from 'vitest';
import type { Absence } from '../../../server/auth/away/contract.ts';
import { addPerson } from '../../../server/auth/index.ts';
import { addressSql, claimSql } from '../../../server/notify/escalation/queries.ts';
import { happened } from '../../../server/platform/events.ts';
import { all } from '../../../server/platform/sql.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

afterAll(() => db.destroy());

const password = 'a-good-password';
const day = (ahead: number): string => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

interface Office {
	asked: Asked;
	db: typeof db;
	codes: string[];
	ids: Record<'engela' | 'lwazi' | 'wilma' | 'admin', string>;
	as: (who: keyof Office['ids']) => Promise<void>;
}

const atOffice = (test: (office: Office) => Promise<void>) =>
	undone(async (transaction) => {
		const asked = await serving(transaction);
		const codes: string[] = [];
		for (let n = 0; n < 3; n += 1) {
			const at = await lonLat(transaction, 311000 + n * 35, 6265005);
			codes.push((await asked.ask<{ fault: string }>('POST', '/api/reports', { mode: 'street-light.out', ...at, method: 'map-click', zoom: 19 })).body.fault);
		}
		const add = async (name: string, role: 'engineer' | 'crew' | 'administrator', department?: string): Promise<string> => {
			const roles = [{ role, ...(department && { department }) }];
			return (await addPerson(transaction, { password, language: 'en', email: `${name}@example.org`, name, roles })).publicId;
		};
		const ids = {
			...{ engela: await add('engela', 'engineer', 'electricity'), lwazi: await add('lwazi', 'engineer', 'electricity') },
			...{ wilma: await add('wilma', 'engineer', 'water'), admin: await add('admin', 'administrator') },
		};
		const as = async (who: string): Promise<void> => {
			expect((await asked.ask('POST', '/api/session', { email: `${who}@example.org`, password })).status).toBe(200);
		};
		await test({ asked, db: transaction, codes, ids, as });
		await asked.close();
	});

const assign = ({ asked }: Office, code: string | undefined, person: string) => asked.ask('POST', `/api/desk/faults/${code}/assign`, { person });
const assignee = async ({ asked }: Office, code: string | undefined): Promise<string | null> =>
	(await asked.ask<{ fault: { assignee: string | null } }>('GET', `/api/desk/faults/${code}`)).body.fault.assignee;
const mine = async ({ asked }: Office): Promise<string[]> =>
	(await asked.ask<{ faults: { code: string }[] }>('GET', '/api/desk/faults?lane=mine')).body.faults.map(({ code }) => code).sort();

describe('somebody who is away', () => {
	it(
		'is stood in for: what they have is seen, what is given to them and what they would be told of goes there, and comes back with them',
		atOffice(async (office) => {
			const { asked, codes, ids, as } = office;
			const [first, second, third] = codes;
			await as('engela');
			await assign(office, first, ids.engela);
			const away = { person: ids.engela, standIn: ids.lwazi, from: day(-1), until: day(3) };
			const say = (it: object) => asked.ask<{ absence: Absence }>('POST', '/api/absences', it);
			for (const [field, wrong] of Object.entries({ until: day(-2), from: '2026-02-30', standIn: ids.engela })) {
				const { status, body } = await asked.ask<{ errors: { path: string }[] }>('POST', '/api/absences', { ...away, [field]: wrong });
				expect([field, status, body.errors.map(({ path }) => path)]).toEqual([field, 400, [field]]);
			}
			const said = await say(away);
			expect([said.status, said.body.absence.standIn?.name, said.body.absence.now]).toEqual([200, 'lwazi', true]);
			expect((await say({ ...away, from: day(2), until: day(9) })).status).toBe(409);

			await as('lwazi');
			expect(await mine(office)).toEqual([first]);
			await assign(office, second, ids.engela);
			expect(await assignee(office, second)).toBe('lwazi');
			expect(await assignee(office, first)).toBe('engela');
			const { staff } = (await asked.ask<{ staff: { id: string; away: object | null }[] }>('GET', '/api/staff')).body;
			expect(staff.find(({ id }) => id === ids.engela)?.away).toEqual({ until: day(3), standIn: 'lwazi' });

			const faultId = (await office.db('fault').where({ code: first }).first('id')).id;
			await happened(office.db, { kind: 'fault.escalated', faultId, details: { step: 1 } });
			const event = await office.db('event').where({ kind: 'fault.escalated' }).max('id as id').first();
			await all(office.db, addressSql(Number(event?.['id'])));
			expect(await all(office.db, claimSql)).toMatchObject([{ code: first, email: 'lwazi@example.org', instead: 'engela' }]);

			// Whoever stands in sees what the other's crews have to do, and may do it.
			const { id: crewId } = (
				await office
					.db('crew')
					.insert({ code: 'Lamps 8', department_id: office.db('department').where({ code: 'electricity' }).select('id') })
					.returning('id')
			)[0];
			await office.db('crew_member').insert({ crew_id: crewId, person_id: office.db('person').where({ public_id: ids.engela }).select('id') });
			await asked.ask('POST', '/api/desk/work-orders', { faults: [third], assets: [], crew: 'Lamps 8' });
			const run = async () => {
				const { crews, stops } = (await asked.ask<{ crews: { code: string }[]; stops: object[] }>('GET', '/api/crew/run')).body;
				return { crews: crews.map(({ code }) => code), stops: stops.length };
			};
			expect(await run()).toEqual({ crews: ['Lamps 8'], stops: 1 });

			const { id } = said.body.absence;
			expect((await asked.ask('DELETE', `/api/absences/${id}`)).status).toBe(200);
			expect(await mine(office)).toEqual([second]);
			expect(await run()).toEqual({ crews: [], stops: 0 });
			expect((await asked.ask('POST', `/api/absences/${id}/restore`)).status).toBe(200);
			expect((await asked.ask('POST', `/api/absences/${id}/restore`)).status).toBe(409);
			expect(await mine(office)).toEqual([first, second].sort());
			await as('wilma');
			expect((await asked.ask('DELETE', `/api/absences/${id}`)).status).toBe(403);
			expect((await say({ ...away, from: day(20), until: day(21) })).status).toBe(403);
		}),
	);

	it(
		'is stood in for by the next who is there, and by themselves where nobody is',
		atOffice(async (office) => {
			const { asked, codes, ids, as } = office;
			await as('admin');
			const say = (person: string, standIn: string | null) => asked.ask('POST', '/api/absences', { person, standIn, from: day(-1), until: day(1) });
			expect((await say(ids.engela, ids.lwazi)).status).toBe(200);
			expect((await say(ids.lwazi, ids.wilma)).status).toBe(200);
			await assign(office, codes[0], ids.engela);
			expect(await assignee(office, codes[0])).toBe('wilma');
			expect((await say(ids.wilma, ids.engela)).status).toBe(200);
			await assign(office, codes[0], ids.engela);
			expect(await assignee(office, codes[0])).toBe('engela');
		}),
	);
});

describe('the work of somebody who leaves', () => {
	it(
		'is listed, given to somebody in one act, and taken back but for what has changed since',
		atOffice(async (office) => {
			const { asked, codes, ids, as } = office;
			await as('admin');
			for (const code of codes) await assign(office, code, ids.engela);
			const crew = await office
				.db('crew')
				.insert({ code: 'Lamps 9', department_id: office.db('department').where({ code: 'electricity' }).select('id') })
				.returning('id');
			await office.db('crew_member').insert({ crew_id: crew[0]?.id, person_id: office.db('person').where({ public_id: ids.engela }).select('id') });
			await as('engela');
			const { order } = (await asked.ask<{ order: { code: string; title: string } }>('POST', '/api/desk/work-orders', { faults: [], assets: ['SL-106'] })).body;
			const own = { code: order.code, title: order.title, street: expect.anything() };
			await as('admin');
			expect((await asked.ask('PATCH', `/api/people/${ids.engela}`, { disabled: true })).status).toBe(200);
			const left = async (id: string) =>
				(await asked.ask<{ faults: object[]; orders: { code: string }[]; crews: string[] }>('GET', `/api/people/${id}/work`)).body;
			expect(await left(ids.engela)).toMatchObject({ faults: codes.map(() => ({ title: expect.any(String) })), orders: [own], crews: ['Lamps 9'] });
			const pass = (to: string | null) =>
				asked.ask<{ passed: string; faults: number; orders: number; crews: number }>('POST', `/api/people/${ids.engela}/work/pass-on`, { to });
			expect((await pass(ids.engela)).status).toBe(400);
			const { body } = await pass(ids.lwazi);
			expect(body).toMatchObject({ faults: 3, orders: 1, crews: 1 });
			expect([(await left(ids.engela)).faults.length, await left(ids.lwazi)]).toMatchObject([0, { orders: [own], crews: ['Lamps 9'] }]);
			expect((await pass(ids.lwazi)).status).toBe(409);

			await assign(office, codes[0], ids.wilma);
			const back = await asked.ask<{ faults: number; kept: string[] }>('POST', `/api/people/work/${body.passed}/undo`);
			expect(back.body).toEqual({ faults: 2, kept: [codes[0]] });
			expect([await left(ids.lwazi), (await left(ids.engela)).crews]).toMatchObject([{ faults: [], orders: [], crews: [] }, ['Lamps 9']]);
			expect((await left(ids.engela)).orders).toEqual([own]);
			expect((await asked.ask('POST', `/api/people/work/${body.passed}/undo`)).status).toBe(404);
			await as('lwazi');
			expect((await asked.ask('GET', `/api/people/${ids.engela}/work`)).status).toBe(403);
		}),
	);
});

import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import { channels, sendCallOuts, sweepCallOuts } from '../../../server/notify/index.ts';
import { callOutFor } from '../../../server/notify/standby/call.ts';
import type { CallOut, Standby } from '../../../server/notify/standby/contract.ts';
import type { ShortMessage } from '../../../server/platform/gateway.ts';
import { db, undone } from '../../support/database.ts';
import { serving } from '../../support/server.ts';
import { addFault } from './town.ts';

afterAll(() => db.destroy());

const password = 'a-good-password';
const day = (ahead: number): string => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
/** A Wednesday, at two at night and at ten in the morning. */
const night = new Date('2026-12-02T00:00:00Z');
const morning = new Date('2026-12-02T08:00:00Z');

interface Roster {
	standbys: Standby[];
	callOuts: CallOut[];
	departments: { code: string; mine: boolean }[];
}

describe('an emergency after hours', () => {
	it(
		'calls whoever stands by, one after the other, until somebody presses that they go; by day, and for what is none, it calls nobody',
		undone(async (it) => {
			const asked = await serving(it);
			const add = async (name: string, role: 'engineer' | 'dispatcher', department: string) =>
				(await addPerson(it, { password, language: 'af', email: `${name}@example.org`, name, roles: [{ role, department }] })).publicId;
			const [first, second] = [await add('anele', 'engineer', 'electricity'), await add('bea', 'dispatcher', 'electricity')];
			await add('wilma', 'engineer', 'water');
			const as = (who: string) => asked.ask('POST', '/api/session', { email: `${who}@example.org`, password });
			const say = (body: object) => asked.ask<{ id: string; errors: { path: string }[] }>('POST', '/api/standby', body);
			const week = { department: 'electricity', from: day(-1), until: day(5) };
			await as('wilma');
			expect((await say({ ...week, person: first, turn: 1 })).status).toBe(403);
			await as('anele');
			for (const [field, wrong] of Object.entries({ until: day(-3), department: 'moon', phone: 'x', person: '00000000-0000-4000-8000-000000000000' })) {
				const { status, body } = await say({ ...week, person: first, turn: 1, [field]: wrong });
				expect([field, status, body.errors.map(({ path }) => path)]).toEqual([field, 400, [field]]);
			}
			expect((await say({ ...week, person: second, turn: 2 })).status).toBe(200);
			const own = await say({ ...week, person: first, turn: 1, phone: '082 555 0100' });
			expect((await asked.ask('DELETE', `/api/standby/${own.body.id}`)).status).toBe(200);
			expect((await asked.ask('POST', `/api/standby/${own.body.id}/restore`)).status).toBe(200);

			const fault = await addFault(it, { state: 'reported', emergency: true });
			const none = await addFault(it, { state: 'reported', emergency: false });
			await callOutFor(it, fault, morning);
			await callOutFor(it, none, night);
			expect(await it('call_out')).toEqual([]);
			await callOutFor(it, fault, night);
			await callOutFor(it, fault, night);
			expect(await sweepCallOuts(it)).toBe(1);
			expect(await sweepCallOuts(it)).toBe(0);

			const heard: ShortMessage[] = [];
			const means = { sms: { send: async (message: ShortMessage) => void heard.push(message) }, country: '27' };
			const telling = { channels, means, publicUrl: asked.url };
			expect(await sendCallOuts(it, telling)).toBe(1);
			await it('call_out').update({ next_at: new Date(0) });
			expect([await sweepCallOuts(it), await sendCallOuts(it, { ...telling, means: {} })]).toEqual([1, 1]);
			expect(heard.map(({ to }) => to)).toEqual(['+27825550100']);

			const roster = async (): Promise<Roster> => (await asked.ask<Roster>('GET', '/api/standby')).body;
			expect((await roster()).callOuts).toMatchObject([
				{
					state: 'calling',
					tries: [
						{ name: 'anele', state: 'sent', channels: ['sms'] },
						{ name: 'bea', state: 'kept', channels: [] },
					],
				},
			]);
			const link = /http\S+/.exec(heard[0]?.text ?? '')?.[0].replace(asked.url, '') ?? '';
			expect((await asked.ask<string>('GET', link)).body).toContain('Ek gaan');
			expect((await roster()).callOuts[0]?.state).toBe('calling');
			expect((await asked.ask<string>('POST', link)).body).toContain('Niemand anders word hiervoor geroep nie.');
			expect((await roster()).callOuts).toMatchObject([{ state: 'acknowledged', acknowledgedBy: 'anele' }]);
			expect((await asked.ask<string>('POST', link)).body).toContain('anele gaan reeds');
			expect((await asked.ask('GET', `${link}x`)).status).toBe(404);
			expect(await sweepCallOuts(it)).toBe(0);
			expect((await asked.ask('POST', `/api/call-outs/${(await roster()).callOuts[0]?.id}/acknowledge`)).status).toBe(409);
			await as('wilma');
			expect(await roster()).toMatchObject({ callOuts: [], standbys: [{ phone: null }, { phone: null }] });
			await asked.close();
		}),
	);

	it(
		'passes over whoever is away, goes round three times, and then says that nobody answered; a supervisor may still say that somebody goes',
		undone(async (it) => {
			const asked = await serving(it);
			const people: number[] = [];
			for (const name of ['carl', 'dora']) {
				const roles = [{ role: 'engineer' as const, department: 'electricity' }];
				people.push((await addPerson(it, { password, language: 'en', email: `${name}@example.org`, name, roles })).id);
			}
			const department_id = (await it('department').where({ code: 'electricity' }).first('id')).id;
			const days = { from_day: day(-1), until_day: day(1) };
			await it('standby').insert(people.map((person_id, i) => ({ department_id, person_id, turn: i + 1, ...days })));
			await it('absence').insert({ person_id: people[0], ...days });
			await callOutFor(it, await addFault(it, { state: 'reported', emergency: true }), night);
			const calls: number[] = [];
			for (let n = 0; n < 5; n += 1) {
				calls.push(await sweepCallOuts(it));
				await it('call_out')
					.whereNotNull('next_at')
					.update({ next_at: new Date(0) });
			}
			expect(calls).toEqual([1, 1, 1, 0, 0]);
			expect(await it('event').where({ kind: 'callout.unanswered' })).toHaveLength(1);
			await asked.ask('POST', '/api/session', { email: 'carl@example.org', password });
			const { callOuts } = (await asked.ask<Roster>('GET', '/api/standby')).body;
			expect(callOuts).toMatchObject([{ state: 'unanswered', tries: [{ name: 'dora' }, { name: 'dora' }, { name: 'dora' }] }]);
			expect((await asked.ask('POST', `/api/call-outs/${callOuts[0]?.id}/acknowledge`)).status).toBe(200);
			await asked.close();
		}),
	);
});

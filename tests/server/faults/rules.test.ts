import { afterAll, describe, expect, it } from 'vitest';
import { factsThen, openedSince } from '../../../server/faults/routing/dry-run.ts';
import { groundFor } from '../../../server/faults/routing/ground.ts';
import { random } from '../../../server/maths/random.ts';
import { decide } from '../../../server/maths/routing.ts';
import { loadTown } from '../../../server/municipality/index.ts';
import type { RuleSet, RuleVersion, TriedRules } from '../../../server/municipality/rules/contract.ts';
import { channels, subscriptions } from '../../../server/notify/index.ts';
import { db } from '../../support/database.ts';
import { rule } from '../../support/rules.ts';
import { work } from '../notify/town.ts';
import { room } from './rules-room.ts';

afterAll(() => db.destroy());

const roads = rule('to-roads', { wards: ['2'], channels: ['web'] }, { department: 'roads', priority: { how: 'set', by: 4 }, look: true });

describe('rules by which faults find their department', () => {
	it(
		'decide from when they are published until earlier ones are brought back, and each fault remembers which did',
		room(async ({ transaction, publish, dark, admin }) => {
			expect(await dark(0)).toMatchObject({ department: 'electricity', priority: 2, needs_look: false });
			await publish([roads]);
			const routed = await dark(1);
			expect(routed).toMatchObject({ department: 'roads', priority: 4, needs_look: true });
			expect((await transaction('event').where({ fault_id: routed.id, kind: 'fault.opened' }).first()).details).toMatchObject({
				...{ mode: 'street-light.out', rules: { version: 1, by: { department: 'to-roads', priority: 'to-roads', look: 'to-roads' } } },
			});
			expect(await dark(2, { channel: 'phone' })).toMatchObject({ department: 'electricity', priority: 2 });
			const { ask } = await admin();
			expect((await ask<RuleSet>('POST', '/api/desk/rules/versions/0/again', { version: 1 })).body).toMatchObject({ version: 2, rules: [] });
			expect(await dark(3)).toMatchObject({ department: 'electricity', priority: 2 });
			expect((await ask<RuleSet>('POST', '/api/desk/rules/versions/1/again', { version: 2 })).body).toMatchObject({ version: 3, rules: [roads] });
			expect(await dark(4)).toMatchObject({ department: 'roads' });
			const { versions } = (await ask<{ versions: RuleVersion[] }>('GET', '/api/desk/rules/versions')).body;
			expect(versions.map(({ version, again, by }) => [version, again, by])).toEqual([
				[3, 1, 'Ada'],
				[2, 0, 'Ada'],
				[1, null, 'Ada'],
			]);
		}),
	);

	it(
		'are refused with the field that is wrong, and never overwrite what somebody else has published',
		room(async ({ admin }) => {
			const { ask } = await admin();
			const wrong = async (given: object) => {
				const { status, body } = await ask<{ errors: { path: string }[] }>('PUT', '/api/desk/rules', {
					rules: [roads, { ...roads, id: 'other', ...given }],
					version: 0,
				});
				return [status, body.errors.map(({ path }) => path)];
			};
			expect(await wrong({ does: { ...roads.does, department: 'magic' } })).toEqual([400, ['rules.1.does.department']]);
			expect(await wrong({ when: { ...roads.when, modes: ['lamp.sings'], wards: ['99'] } })).toEqual([400, ['rules.1.when.modes', 'rules.1.when.wards']]);
			expect(await wrong({ when: { ...roads.when, attributes: [{ name: 'mood', values: ['good'], from: null, to: null }] } })).toEqual([
				...[400, ['rules.1.when.attributes.0.name']],
			]);
			expect(await wrong({ does: { ...roads.does, department: null, priority: null, look: false } })).toEqual([400, ['rules.1.does']]);
			expect(await wrong({ when: { ...roads.when, hours: { days: [7], from: 0, to: 60 } } })).toEqual([400, ['rules.1.when.hours.days.0']]);
			expect(await wrong({ id: roads.id })).toEqual([400, ['rules.1.id']]);
			expect((await ask('PUT', '/api/desk/rules', { rules: [roads], version: 0 })).status).toBe(200);
			expect((await ask('PUT', '/api/desk/rules', { rules: [], version: 0 })).status).toBe(409);
			expect((await ask('POST', '/api/desk/rules/versions/7/again', { version: 1 })).status).toBe(404);
			await ask('DELETE', '/api/session');
			expect((await ask('GET', '/api/desk/rules')).status).toBe(401);
		}),
	);

	it(
		'leave nothing unrouted where they name what is gone or cannot be read at all, and say so',
		room(async ({ transaction, publish, dark, admin }) => {
			await transaction('department').insert({ code: 'lamps', title: { en: 'Lamps' } });
			await publish([rule('lamps', {}, { department: 'lamps', priority: { how: 'set', by: 5 } })]);
			await transaction('department').where({ code: 'lamps' }).delete();
			const { id, ...routed } = await dark(0);
			expect(routed).toMatchObject({ department: 'electricity', priority: 5 });
			expect((await transaction('event').where({ fault_id: id, kind: 'rule.fell-back' }).first()).details).toEqual({
				...{ version: 1, rule: 'lamps', action: 'department', wanted: 'lamps', department: 'electricity' },
			});
			const { body } = await (await admin()).ask<RuleSet>('GET', '/api/desk/rules');
			expect(body).toMatchObject({ broken: [{ path: 'rules.0.does.department' }], fellBack: [{ rule: 'lamps', faults: 1 }] });
			await transaction('rule_set').update({ rules: JSON.stringify([{ nonsense: true }]) });
			expect(await dark(1)).toMatchObject({ department: 'electricity', priority: 2 });
			expect(await transaction('event').where({ kind: 'rule.fell-back' })).toHaveLength(2);
		}),
	);

	it(
		'are asked again once it is known whose asset it is, unless somebody has assigned the fault by hand; undo takes it back',
		room(async ({ transaction, publish, dark, fault, admin }) => {
			await transaction('asset').where({ reference: 'SL-105' }).update({ owner: 'Province' });
			await publish([rule('theirs', { owners: ['Province'] }, { department: 'roads', priority: { how: 'raise', by: 1 } })]);
			const { code, id } = await dark(4);
			const { ask } = await admin();
			const desk = (path: string, body: object) => ask('POST', `/api/desk/faults/${code}/${path}`, body);
			expect((await desk('link', { asset: 'SL-105' })).status).toBe(200);
			expect(await fault(code)).toMatchObject({ department: 'roads', priority: 3 });
			expect((await transaction('event').where({ fault_id: id, kind: 'fault.linked' }).first()).details).toMatchObject({
				...{ routed: { department: 'roads', priority: 3 }, rules: { version: 1, by: { department: 'theirs' } } },
			});
			await desk('undo', {});
			expect(await fault(code)).toMatchObject({ department: 'electricity', priority: 2 });
			expect((await ask<{ routed: object }>('GET', `/api/desk/faults/${code}`)).body.routed).toEqual({ rules: [], crew: null });
			await desk('assign', { department: 'parks' });
			await desk('link', { asset: 'SL-105' });
			expect(await fault(code)).toMatchObject({ department: 'parks', priority: 2 });
		}),
	);
});

describe('a dry run', () => {
	it(
		'says what other rules would have changed of the last days, which never hold and which stand behind others; it writes nothing',
		room(async ({ transaction, publish, dark, admin }) => {
			const before = await dark(0);
			await publish([roads]);
			const after = await dark(1);
			const { ask } = await admin();
			const tried = [
				rule('all', {}, { department: 'parks' }),
				rule('behind', { wards: ['2'] }, { department: 'water' }),
				rule('never', { emergency: true }, { look: true }),
			];
			const { status, body } = await ask<TriedRules>('POST', '/api/desk/rules/try', { rules: tried });
			expect(status, JSON.stringify(body)).toBe(200);
			expect(body).toMatchObject({
				...{ days: 90, faults: 2, changed: 2, looks: { now: 2, tried: 0 } },
				departments: [
					{ code: 'roads', now: 2, tried: 0 },
					{ code: 'parks', now: 0, tried: 2 },
				],
				rules: [
					{ id: 'all', held: 2, decided: 2, behind: null },
					{ id: 'behind', held: 2, decided: 0, behind: 'all' },
					{ id: 'never', held: 0, decided: 0, behind: null },
				],
			});
			expect(body.examples.map(({ code, now, tried: then }) => [code, now.department, then.department])).toEqual([
				[after.code, 'roads', 'parks'],
				[before.code, 'roads', 'parks'],
			]);
			expect((await ask<TriedRules>('POST', '/api/desk/rules/try', { rules: [roads] })).body).toMatchObject({ changed: 0, examples: [] });
			expect((await ask('POST', '/api/desk/rules/try', { rules: [rule('x', {}, { department: 'magic' })] })).status).toBe(400);
			expect(await transaction('rule_set')).toHaveLength(1);
		}),
	);

	it(
		'decides again exactly what was decided when each fault was opened, whatever became of it and its asset since',
		room(async ({ transaction, publish, dark, admin }) => {
			const { pick } = random(11);
			const some = <T>(...from: T[]): T => pick(from);
			await transaction.raw(
				"update asset set attributes = attributes || jsonb_build_object('pole_height', 4 + id % 7), criticality = 1 + id % 5, owner = case when id % 3 = 0 then 'Province' else owner end where class = 1",
			);
			const rules = Array.from({ length: 12 }, (_, at) =>
				rule(
					`r${at}`,
					{
						...{ wards: some([], ['1'], ['2']), owners: some([], ['Province']), channels: some([], ['web'], ['phone']), emergency: some(null, null, false) },
						criticality: some(null, { from: 2, to: 4 }),
						attributes: some([], [{ name: 'pole_height', values: [], from: 6, to: null }], [{ name: 'phase', values: ['R', 'W'], from: null, to: null }]),
						places: some([], [{ name: 'x', lon: 18.9602, lat: -33.7301, metres: 150 }]),
						hours: some(null, null, { days: [], from: 0, to: 720 }),
					},
					{
						department: some('roads', 'parks', 'water', null),
						priority: some({ how: 'raise' as const, by: 1 }, { how: 'set' as const, by: 1 }),
						look: some(true, false),
					},
				),
			);
			await publish(rules);
			for (const n of [0, 1, 2, 3, 4, 5, 6, 7]) await dark(n, { channel: some('web', 'phone') });
			const { ask } = await admin();
			const codes: { code: string }[] = await transaction('fault').select('code').orderBy('id');
			await ask('POST', `/api/desk/faults/${codes[2]?.code}/link`, { asset: 'SL-110' });
			await ask('POST', `/api/desk/faults/${codes[3]?.code}/assign`, { department: 'waste', priority: 1 });
			await transaction.raw('update asset set attributes = attributes || \'{"pole_height": 5, "phase": "B"}\', owner = \'Nobody\' where class = 1');
			const town = await loadTown(transaction);
			const replayed = [];
			for await (const opened of openedSince({ db: transaction }, new Date(0), { attributes: true, channel: true }))
				for (const it of opened) {
					expect(decide(rules, factsThen(town, it), groundFor(town, it.mode))).toEqual(it.decided);
					replayed.push(it.decided?.by);
				}
			expect(replayed).toHaveLength(8);
			// They are not all decided alike.
			expect(new Set(replayed.map((it) => JSON.stringify(it))).size).toBeGreaterThan(2);
		}),
	);
});

describe('what rules suggest', () => {
	it(
		'is seen by staff and told to whoever reports, and is no more than a suggestion',
		room(async ({ transaction, publish, dark, admin }) => {
			await transaction('authority').insert({ code: 'agency', name: { en: 'the agency' }, words: { en: 'x' } });
			await publish([rule('theirs', {}, { authority: 'agency', crew: 'Night crew', reply: { en: 'It is not ours.', af: 'Dit is nie ons s’n nie.' } })]);
			const { code } = await dark(0, { email: 'anna@example.org', language: 'af' });
			const { ask } = await admin();
			expect((await ask<{ routed: object }>('GET', `/api/desk/faults/${code}`)).body.routed).toEqual({ rules: ['theirs'], crew: 'Night crew' });
			expect((await ask<object>('GET', `/api/faults/${code}/handover`)).body).toMatchObject({ handovers: [] });
			expect((await ask<object>('GET', `/api/desk/faults/${code}/handover`)).body).toMatchObject({ theirs: { code: 'agency' }, handovers: [] });
			await work(transaction, subscriptions({ channels, publicUrl: 'https://town.example' }));
			const [message] = await transaction('message').where({ kind: 'received' });
			expect(message.body).toContain('\n\nDit is nie ons s’n nie.\n\n');
		}),
	);
});

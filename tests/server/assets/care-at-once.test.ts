import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import type { Database } from '../../../server/platform/db/index.ts';
import { db, native, ownDatabase } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import type { Body } from './care.ts';

let own: Database;
let officer: Asked;

beforeAll(async () => {
	own = await ownDatabase();
	await addPerson(own.knex, { email: 'o@example.org', name: 'O', password: 'a-good-password', language: 'en', roles: [{ role: 'gis-officer' }] });
	officer = await serving(own.knex);
	await officer.ask('POST', '/api/session', { email: 'o@example.org', password: 'a-good-password' });
}, 240_000);

afterAll(async () => {
	await officer.close();
	await own.close();
	await db.destroy();
});

describe('at the same time', () => {
	it('many who say the same make one proposal, and each has a voice in it', async () => {
		const resident = await serving(own.knex);
		const made = await Promise.all(
			Array.from({ length: 8 }, (_, at) => resident.ask<Body>('POST', '/api/proposals', { kind: 'gone', asset: 'SL-111', email: `r${at}@example.org` })),
		);
		await resident.close();
		expect(made.map((it) => it.status)).toEqual(Array(8).fill(200));
		expect(new Set(made.map((it) => it.body.code)).size).toBe(1);
		expect(made.filter((it) => !it.body.joined)).toHaveLength(1);
		expect(new Set(made.map((it) => it.body.tracking)).size).toBe(8);
	}, 240_000);

	it('one decides a proposal, and whoever is later is told that it is decided', async () => {
		const { body } = await officer.ask<Body>('GET', '/api/register/proposals?asset=SL-111');
		const { code } = body.proposals[0];
		const answers = await Promise.all([
			officer.ask<Body>('POST', `/api/register/proposals/${code}/approve`, {}),
			officer.ask<Body>('POST', `/api/register/proposals/${code}/reject`, { reason: 'No' }),
			officer.ask<Body>('POST', `/api/register/proposals/${code}/approve`, {}),
		]);
		expect(answers.map((it) => it.status).sort()).toEqual([200, 409, 409]);
		expect(await own.knex('register_change').where({ kind: 'proposal' })).toHaveLength(answers[1]?.status === 200 ? 0 : 1);
	}, 240_000);

	// On the embedded database transactions run one after another: none commits late there.
	it.skipIf(!native)(
		'a change that commits late comes after what was told already, and is missed by nobody',
		async () => {
			const changesSince = async (since: string): Promise<Body> => (await officer.ask<Body>('GET', `/api/register/changes?since=${since}`)).body;
			const { next: start } = await changesSince('0.0');
			const slow = await own.knex.transaction();
			const { rows } = await slow.raw("insert into register_change (kind, class, source) values ('import', 1, 'slow') returning id");
			await slow('asset').where({ reference: 'SL-101' }).update({ owner: 'slow', change_id: rows[0].id });
			await officer.ask('POST', '/api/assets/edits', { edit: { kind: 'change', asset: 'SL-102', fields: { owner: 'quick' } } });
			const first = await changesSince(start);
			expect(first.changes.map((it: Body) => it.after.owner)).toEqual(['quick']);
			await slow.commit();
			const second = await changesSince(first.next);
			expect(second.changes.map((it: Body) => it.after.owner)).toEqual(['slow']);
			expect(second.changes[0].change).toBeLessThan(first.changes[0].change);
			expect((await changesSince(start)).changes.map((it: Body) => it.after.owner)).toEqual(['quick', 'slow']);
		},
		60_000,
	);
});

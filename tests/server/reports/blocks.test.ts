import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import { db, undone } from '../../support/database.ts';
import { serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

interface Blocks {
	blocks: { id: number; kind: string; reason: string; by: string }[];
}

afterAll(() => db.destroy());

describe('whoever misuses the service', () => {
	it(
		'is kept out by address, by device or by network until the block ends or is lifted; others are not',
		undone(async (transaction) => {
			const nobody = await serving(transaction);
			const staff = await serving(transaction);
			await addPerson(transaction, { email: 'm@example.org', name: 'Mia', password: 'a-good-password', language: 'en', roles: [{ role: 'moderator' }] });
			await staff.ask('POST', '/api/session', { email: 'm@example.org', password: 'a-good-password' });
			const at = await lonLat(transaction, 311070, 6265005);
			const report = (device: string, email?: string) =>
				nobody.ask<{ ticket: string; code: string; fault: string }>(
					'POST',
					'/api/reports',
					{ mode: 'street-light.out', ...at, method: 'gnss', accuracy: 4, email },
					{ 'user-agent': device },
				);
			const { body } = await report('bad device', 'Bad@example.org');
			const block = async (kinds: string[]) =>
				(await staff.ask<{ ids: number[] }>('POST', '/api/desk/blocks', { ticket: body.ticket, kinds, reason: 'rude', days: 7 })).body.ids;
			const lift = async (ids: readonly number[]) => {
				for (const id of ids) expect((await staff.ask('DELETE', `/api/desk/blocks/${id}`)).status).toBe(200);
			};

			const byAddress = await block(['contact']);
			expect((await report('good device', 'bad@EXAMPLE.org')).body).toMatchObject({ code: 'blocked' });
			expect((await report('bad device')).status).toBe(200);
			await lift(byAddress);
			expect((await report('good device', 'bad@example.org')).status).toBe(200);

			const byDevice = await block(['device']);
			expect((await report('bad device')).status).toBe(403);
			expect((await nobody.ask('POST', `/api/faults/${body.fault}/comments`, { words: 'x' }, { 'user-agent': 'bad device' })).status).toBe(403);
			expect((await nobody.ask('POST', `/api/faults/${body.fault}/me-too`, {}, { 'user-agent': 'bad device' })).status).toBe(403);
			expect((await report('good device')).status).toBe(200);
			expect((await staff.ask<Blocks>('GET', '/api/desk/blocks')).body.blocks).toMatchObject([{ kind: 'device', reason: 'rude', by: 'Mia' }]);
			await transaction('block').update({ made_at: transaction.raw("now() - interval '8 days'"), until: transaction.raw("now() - interval '1 day'") });
			expect((await report('bad device')).status).toBe(200);
			expect((await staff.ask<Blocks>('GET', '/api/desk/blocks')).body.blocks).toEqual([]);
			expect(byDevice).toHaveLength(1);

			await block(['network']);
			expect((await report('good device')).status).toBe(403);
			expect((await nobody.ask('GET', '/api/desk/blocks')).status).toBe(401);
			expect((await staff.ask('POST', '/api/desk/blocks', { ticket: 'TST-222222', kinds: ['device'], reason: 'x' })).status).toBe(404);
			await nobody.close();
			await staff.close();
		}),
	);
});

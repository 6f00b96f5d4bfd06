import { afterAll, describe, expect, it } from 'vitest';
import { happened } from '../../../server/platform/events.ts';
import { db } from '../../support/database.ts';
import { type Site, site } from '../assets/care.ts';

afterAll(() => db.destroy());

interface Entry {
	id: number;
	kind: string;
	by: { id: string; name: string } | null;
	whom: string | null;
	fault: string | null;
	details: Record<string, unknown>;
}

const opened = async ({ resident, place }: Site, east: number, email: string): Promise<string> =>
	(await resident('POST', '/api/reports', { mode: 'street-light.out', ...(await place(east, 0.2)), method: 'map-click', zoom: 20, pointer: 'mouse', email }))
		.body['fault'];

describe('what happened', () => {
	it(
		'is neither changed nor deleted in the database; it is dealt out, and an exact place is forgotten',
		site(async ({ db: trx }) => {
			const before = { asset_id: null, geom: 'exact', public_geom: 'rough' };
			await happened(trx, { kind: 'fault.moved', details: { before } });
			const id = Number((await trx('event').max('id as id').first())?.['id']);
			const refused = async (change: string): Promise<string> => {
				await trx.raw('savepoint before_change');
				const said = await trx.raw(change, [id]).then(
					() => 'taken',
					(error: Error) => error.message,
				);
				await trx.raw('rollback to before_change');
				return said;
			};
			for (const change of [
				'update event set person_id = 1 where id = ?',
				`update event set at = now() - interval '1 day' where id = ?`,
				`update event set details = '{}' where id = ?`,
				`update event set details = jsonb_set(details, '{before,geom}', '"elsewhere"') where id = ?`,
				'delete from event where id = ?',
			])
				expect(await refused(change)).toContain('what happened is never changed');
			expect(await refused('update event set dealt = true where id = ?')).toBe('taken');
			expect(await refused(`update event set details = jsonb_set(details, '{before,geom}', details #> '{before,public_geom}') where id = ?`)).toBe('taken');
		}),
	);

	it(
		'is read by administrators: by fault, by person and account, by topic and time, page after page, with each look at contact details',
		site(async (here) => {
			const [engineer, admin] = [await here.as('engineer'), await here.as('administrator')];
			const audit = async (query: string): Promise<{ entries: Entry[]; more: boolean }> => (await admin('GET', `/api/audit?${query}`)).body as never;
			expect((await engineer('GET', '/api/audit')).body).toMatchObject({ code: 'not-allowed' });
			const fault = await opened(here, 105, 'anna@example.org');
			await engineer('GET', `/api/desk/faults/${fault}`);
			const seen = (await audit('topic=contacts')).entries[0];
			expect(seen).toMatchObject({ kind: 'contact.seen', fault, by: { id: expect.any(String) } });
			const whole = (await audit(`fault=f-${fault.toLowerCase()}`)).entries;
			expect(whole.map((entry) => entry.kind)).toEqual(expect.arrayContaining(['contact.seen', 'fault.opened', 'report.received']));
			expect(JSON.stringify(whole)).not.toContain('anna@');
			expect((await audit(`person=${seen?.by?.id}&topic=faults`)).entries.every((entry) => entry.by?.id === seen?.by?.id)).toBe(true);
			const first = await audit('limit=2');
			const second = await audit(`limit=2&before=${first.entries[1]?.id}`);
			expect([first.more, first.entries.length, second.entries.some((entry) => first.entries.some((it) => it.id === entry.id))]).toEqual([true, 2, false]);
			expect((await audit('to=2020-01-01')).entries).toEqual([]);
			expect((await admin('GET', '/api/audit?fault=ZZZZZZ')).body).toMatchObject({ code: 'not-found' });
			expect((await admin('GET', '/api/audit?from=yesterday')).body).toMatchObject({
				code: 'bad-input',
				errors: expect.arrayContaining([expect.objectContaining({ path: 'from' })]),
			});
			await admin('PATCH', `/api/people/${seen?.by?.id}`, { name: 'Somebody Else' });
			expect((await audit(`person=${seen?.by?.id}&topic=sign-in`)).entries[0]).toMatchObject({ kind: 'person.changed', whom: 'Somebody Else' });
		}),
	);
});

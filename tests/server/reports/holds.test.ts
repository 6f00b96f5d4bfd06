import { afterAll, describe, expect, it } from 'vitest';
import { all } from '../../../server/platform/sql.ts';
import { personalTables, toldSql } from '../../../server/reports/persons/personal-queries.ts';
import { retain } from '../../../server/reports/persons/retain.ts';
import { db } from '../../support/database.ts';
import { type Body, type Site, site } from '../assets/care.ts';

afterAll(() => db.destroy());

const photo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC', 'base64');

async function reported({ resident, place }: Site, east: number, email: string): Promise<{ code: string }> {
	const form = new FormData();
	for (const [name, value] of Object.entries({
		mode: 'street-light.out',
		method: 'map-click',
		zoom: '20',
		pointer: 'mouse',
		name: 'Anna Adams',
		email,
		words: 'It fell on my car.',
	}))
		form.set(name, value);
	for (const [name, value] of Object.entries(await place(east, 0.3))) form.set(name, String(value));
	form.append('photos', new Blob([photo], { type: 'image/png' }), 'a.png');
	const { body, status } = await resident('POST', '/api/reports', form);
	expect(status, JSON.stringify(body)).toBe(200);
	return { code: body.fault };
}

/** All that the tables of people hold of some contacts, table by table. */
async function everything({ db: trx }: Site, contacts: number[]): Promise<Record<string, unknown[]>> {
	const found: Record<string, unknown[]> = {};
	for (const table of personalTables) {
		const rows = (await all<{ row: object }>(trx, toldSql(table, { contacts, persons: [] }))).map(({ row }) => row);
		if (rows.length > 0) found[table.table] = rows;
	}
	return found;
}

const contactsOf = async ({ db: trx }: Site, code: string): Promise<number[]> =>
	(await trx('report').join('fault', 'fault.id', 'report.fault_id').where('fault.code', code).select('report.contact_id as id')).map(({ id }) => Number(id));

/** Years go by: everything is over and old. */
const age = ({ db: trx }: Site): Promise<unknown> =>
	trx.raw(`
		update contact set created_at = now() - interval '5 years';
		update fault set state = 'closed', state_since = now() - interval '4 years', closed_at = now() - interval '4 years', fixed_at = now() - interval '4 years'`);

const until = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('what is held for a claim or a court', () => {
	it(
		'is neither forgotten by time nor by request, whatever table it stands in; everything else is; and once it is held no more, who asked is forgotten',
		site(async (here) => {
			const admin = await here.as('administrator');
			const engineer = await here.as('engineer');
			const [held, other] = [await reported(here, 105, 'anna@example.org'), await reported(here, 175, 'anna@example.org')];
			expect(held.code).not.toBe(other.code);
			await here.db.raw(`
				insert into comment (fault_id, contact_id, words, visibility)
				select report.fault_id, report.contact_id, 'The pole fell as well.', 'held' from report join fault on fault.id = report.fault_id where fault.code = '${held.code}'`);
			await here.told();

			const wish = { fault: held.code, ground: 'claim', reason: 'Claim 77 of the owner of the car', until: until(30) };
			expect((await engineer('POST', '/api/desk/holds', wish)).status).toBe(403);
			expect((await admin('POST', '/api/desk/holds', { ...wish, until: '2020-01-01' })).body).toMatchObject({ code: 'bad-input', errors: [{ path: 'until' }] });
			expect((await admin('POST', '/api/desk/holds', { ...wish, asset: 'SL-103' })).body).toMatchObject({ errors: [{ path: 'fault' }] });
			const placed = (await admin('POST', '/api/desk/holds', wish)).body.hold as Body;
			expect(placed).toMatchObject({ fault: held.code, ground: 'claim', stands: true, placedBy: 'administrator' });
			expect((await engineer('GET', `/api/desk/faults/${held.code}/holds`)).body.holds).toMatchObject([{ id: placed.id, reason: '', until: wish.until }]);
			expect((await engineer('GET', `/api/desk/faults/${other.code}/holds`)).body.holds).toEqual([]);

			await age(here);
			const [contacts, others] = [await contactsOf(here, held.code), await contactsOf(here, other.code)];
			const before = await everything(here, contacts);
			expect(Object.keys(before)).toEqual(expect.arrayContaining(['contact', 'report', 'sighting', 'media', 'comment', 'message', 'follower']));

			// By request: what is not held goes, and the answer says what stays, for what and until when.
			const answer = (await admin('POST', '/api/desk/data/erase', { about: 'anna@example.org' })).body;
			expect(answer).toMatchObject({ code: expect.any(String), held: [{ ticket: expect.stringContaining('TST-'), ground: 'claim', until: wish.until }] });
			expect(await everything(here, contacts)).toEqual(before);
			expect((await here.db('contact').whereIn('id', others).whereNotNull('erased_at')).length).toBe(others.length);
			const { tracking } = await here.db('follower').whereIn('contact_id', contacts).first('tracking');
			const mine = (await here.resident('POST', '/api/my-data/erase', { tracking })).body;
			expect(mine).toMatchObject({ code: null, counts: {}, held: [{ ground: 'claim', until: wish.until }] });

			// By time.
			expect(await retain(here.db)).toBe(0);
			expect(await everything(here, contacts)).toEqual(before);

			// Lifted by mistake, and put back.
			const lifted = (await admin('PATCH', `/api/desk/holds/${placed.id}`, { lifted: true, version: 1 })).body.hold;
			expect(lifted).toMatchObject({ stands: false, liftedBy: 'administrator', version: 2 });
			expect((await admin('PATCH', `/api/desk/holds/${placed.id}`, { lifted: false, version: 1 })).body).toMatchObject({ code: 'conflict' });
			expect((await admin('PATCH', `/api/desk/holds/${placed.id}`, { lifted: false, version: 2 })).body.hold).toMatchObject({ stands: true, liftedBy: null });
			expect(await retain(here.db)).toBe(0);

			// Its day is over: who asked is forgotten by itself.
			await here.db('legal_hold').update({ until_day: until(-3) });
			expect(await retain(here.db)).toBe(contacts.length);
			expect(await everything(here, contacts)).not.toEqual(before);
			expect((await here.db('contact').whereIn('id', contacts).whereNull('erased_at')).length).toBe(0);
			const kinds = (await admin('GET', `/api/audit?fault=${held.code}`)).body.entries.map((it: Body) => it.kind);
			expect(kinds).toEqual(expect.arrayContaining(['hold.placed', 'hold.lifted', 'hold.changed']));
		}),
	);

	it(
		'reaches all faults of an asset, and everything of a person; a photo is not let go of either',
		site(async (here) => {
			const admin = await here.as('administrator');
			const [lamp, theirs] = [await reported(here, 105, 'bert@example.org'), await reported(here, 175, 'carla@example.org')];
			await admin('POST', '/api/desk/holds', { asset: 'SL-103', ground: 'court', reason: 'Case 12/2026', until: until(10) });
			const person = (await admin('POST', '/api/desk/holds', { about: 'carla@example.org', ground: 'investigation', reason: 'Case 13/2026', until: until(10) }))
				.body.hold;
			expect(person).toMatchObject({ fault: null, asset: null });
			for (const { code } of [lamp, theirs]) expect((await admin('GET', `/api/desk/faults/${code}/holds`)).body.holds).toHaveLength(1);
			await age(here);
			const files = await here.db('media').select('hash').orderBy('id');
			expect(await retain(here.db)).toBe(0);
			expect(await here.db('media').select('hash').orderBy('id')).toEqual(files);
			expect((await here.db('contact').whereNotNull('erased_at')).length).toBe(0);
			await admin('PATCH', `/api/desk/holds/${person.id}`, { lifted: true, version: 1 });
			expect(await retain(here.db)).toBe(1);
		}),
	);
});

import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { addFault, addReport } from '../notify/town.ts';

afterAll(() => db.destroy());

const photo = (colour: string): Promise<Buffer> =>
	sharp({ create: { width: 320, height: 200, channels: 3, background: colour } })
		.jpeg()
		.toBuffer();

/** Sends a photo before what names it. */
async function uploaded(asked: Asked, colour: string): Promise<string> {
	const [id, bytes] = [randomBytes(16).toString('hex'), await photo(colour)];
	const form = new FormData();
	form.append('size', String(bytes.length));
	form.append('offset', '0');
	form.append('content', new Blob([new Uint8Array(bytes)]), 'piece');
	expect((await asked.ask('PUT', `/api/uploads/${id}`, form)).body).toMatchObject({ ready: true });
	return id;
}

/** A fault that is said to be fixed, with the report of somebody who may say otherwise. */
async function fixed(transaction: Knex): Promise<{ tracking: string; code: string; id: number }> {
	const id = await addFault(transaction, { state: 'fixed', fixed_at: new Date(), due_at: new Date() });
	const { tracking } = await addReport(transaction, id, { email: 'thandi@example.org' });
	const { code } = await transaction('fault').where({ id }).first();
	return { tracking, code, id };
}

interface Shown {
	photos: { id: string }[];
}

const seenBy = async (asked: Asked, path: string): Promise<number> => (await asked.ask<Shown>('GET', path)).body.photos.length;

describe('a photo that is sent later', () => {
	it(
		'comes with "it is not fixed": its sender and staff see it at once, others when a moderator says so',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const { tracking, code, id } = await fixed(transaction);
			const media = [{ id: await uploaded(asked, 'navy') }];
			expect((await asked.ask('POST', `/api/reports/${tracking}/answer`, { fixed: false, words: 'Still dark', media })).body).toEqual({ state: 'confirmed' });
			expect(await seenBy(asked, `/api/reports/${tracking}`)).toBe(1);
			expect(await seenBy(asked, `/api/faults/${code}`)).toBe(0);
			await addPerson(transaction, { email: 'a@example.org', name: 'A', password: 'a-good-password', language: 'en', roles: [{ role: 'engineer' }] });
			await asked.ask('POST', '/api/session', { email: 'a@example.org', password: 'a-good-password' });
			const desk = await asked.ask<{ reports: Shown[]; timeline: { kind: string }[] }>('GET', `/api/desk/faults/${code}`);
			expect(desk.status, JSON.stringify(desk.body)).toBe(200);
			expect(desk.body.reports[0]?.photos).toHaveLength(1);
			expect(desk.body.timeline.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['report.disagreed', 'report.photographed']));
			await transaction('media').where({ fault_id: id }).update({ shown: true });
			expect(await seenBy(asked, `/api/faults/${code}`)).toBe(1);
			await asked.close();
		}),
	);

	it(
		'comes with a comment of whoever holds the link, and from nobody else',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const { tracking, code } = await fixed(transaction);
			const media = [{ id: await uploaded(asked, 'olive') }];
			const refused = await asked.ask('POST', `/api/faults/${code}/comments`, { words: 'Look at this', media });
			expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'media' }] } });
			expect((await asked.ask('POST', `/api/faults/${code}/comments`, { words: 'Look at this', tracking, media })).status).toBe(200);
			expect(await seenBy(asked, `/api/reports/${tracking}`)).toBe(1);
			await asked.close();
		}),
	);

	it(
		'is named when it is not here whole, and nothing is said without it',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const { tracking, id } = await fixed(transaction);
			const gone = randomBytes(16).toString('hex');
			const answer = await asked.ask('POST', `/api/reports/${tracking}/answer`, { fixed: false, media: [{ id: gone }] });
			expect(answer).toMatchObject({ status: 409, body: { code: 'conflict', missing: [gone] } });
			expect((await transaction('fault').where({ id }).first()).state).toBe('fixed');
			await asked.close();
		}),
	);
});

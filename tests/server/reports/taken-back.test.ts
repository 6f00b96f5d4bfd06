import { afterAll, describe, expect, it } from 'vitest';
import { tilesAbout } from '../../support/crawl.ts';
import { db } from '../../support/database.ts';
import type { Asked } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';
import { scene, type Ticket } from './calls-scene.ts';
import { account, enter } from './signed-in.ts';

afterAll(() => db.destroy());

const secret = 'Vlierboom says the lamp at the gate is dark';
const said = { name: 'Thandi', email: 'thandi@example.org', words: secret, publicWords: true };

/** The status with which nobody in particular reads an address, and the text. */
async function read({ url }: Asked, path: string, init: RequestInit = {}): Promise<{ status: number; text: string }> {
	const response = await fetch(url + path, { headers: { 'content-type': 'application/json' }, ...init });
	return { status: response.status, text: Buffer.from(await response.arrayBuffer()).toString('latin1') };
}

/** The doors by which one comes to a fault without its number: those behind which it is. */
async function doorsTo(asked: Asked, code: string, at: { lon: number; lat: number }): Promise<string[]> {
	const open311 = '/open311/v2/requests.json?jurisdiction_id=test';
	const doors = [
		'/api/faults?state=all',
		'/feeds/faults.atom',
		'/feeds/faults.rss',
		open311,
		...tilesAbout(at, ['faults']).filter((it) => !/\/1[78]\//.test(it)),
	];
	const found: string[] = [];
	for (const door of doors) {
		const { status, text } = await read(asked, door);
		expect(status, door).toBeLessThan(300);
		if (text.includes(code)) found.push(door);
	}
	return found;
}

const tracked = ({ tracking }: Ticket): string => `/api/reports/${tracking.replace('/t/', '')}`;
const back = ({ ask }: Asked, { ticket }: Ticket): Promise<{ status: number }> => ask('POST', `/api/desk/reports/${ticket}/withdraw`);

describe('a report that was taken back', () => {
	it(
		'is found nowhere: not by its link or ticket, in lists, feeds or tiles, nor by Open311',
		scene(async ({ db: transaction, asked, call }) => {
			const at = await lonLat(transaction, 311035, 6265005);
			const taken = await call(1, said);
			const numbers = (name: string): string[] => [
				`/open311/v2/requests/${name}.json?jurisdiction_id=test`,
				`/open311/v2/tokens/${name}.json?jurisdiction_id=test`,
			];
			const byNumber = [...numbers(taken.ticket), ...numbers(`F-${taken.fault}`), `/api/faults/${taken.fault}`];
			const doors = (await doorsTo(asked, taken.fault, at)).map((it) => it.replace(/\/\d.*|\?.*/, ''));
			expect(new Set(doors)).toEqual(new Set(['/api/faults', '/feeds/faults.atom', '/feeds/faults.rss', '/open311/v2/requests.json', '/tiles/faults']));
			expect((await read(asked, tracked(taken))).text).toContain(secret);
			for (const path of byNumber) expect((await read(asked, path)).status, path).toBe(200);
			expect((await back(asked, taken)).status).toBe(200);

			// Tiles that are at hand are as new as a fifth of a second before.
			await expect.poll(() => doorsTo(asked, taken.fault, at), { timeout: 5000 }).toEqual([]);
			for (const path of byNumber) expect((await read(asked, path)).status, path).toBe(404);
			for (const path of [tracked(taken), `/api/faults/${taken.ticket}`]) {
				const { status, text } = await read(asked, path);
				expect([status, JSON.parse(text).code], path).toEqual([410, 'taken-back']);
				expect(text).not.toContain('Vlierboom');
			}
			for (const [does, body] of [
				['answer', { fixed: false }],
				['rating', { satisfied: 1 }],
			] as const)
				expect((await read(asked, `${tracked(taken)}/${does}`, { method: 'POST', body: JSON.stringify(body) })).status, does).toBe(410);
		}),
	);

	it(
		'leaves the fault that others reported, without its words, its photos and its ticket',
		scene(async ({ db: transaction, asked, call }) => {
			const first = await call(1, { name: 'Sipho', phone: '083 555 0100' });
			const taken = await call(1, said);
			expect(taken).toMatchObject({ fault: first.fault, joined: true });
			const { id: report_id, fault_id } = await transaction('report')
				.where({ code: taken.ticket.slice(4) })
				.first();
			const [photo] = await transaction('media')
				.insert({ fault_id, report_id, hash: 'a'.repeat(64), thumb_hash: 'b'.repeat(64), kind: 'image/jpeg', bytes: 1, width: 1, height: 1, shown: true })
				.returning('public_id');
			const shown = async (): Promise<{ comments: object[]; photos: object[]; reports: number }> => {
				const { comments, photos, fault } = JSON.parse((await read(asked, tracked(first))).text);
				return { comments, photos, reports: fault.reports };
			};
			expect(await shown()).toMatchObject({ comments: [{ words: secret }], photos: [{ id: photo.public_id }], reports: 2 });
			expect((await back(asked, taken)).status).toBe(200);

			expect(await shown()).toEqual({ comments: [], photos: [], reports: 1 });
			expect((await read(asked, `/api/faults/${first.ticket}`)).status).toBe(200);
			expect((await read(asked, `/api/faults/${taken.ticket}`)).status).toBe(410);
			expect((await read(asked, `/open311/v2/requests/${taken.ticket}.json?jurisdiction_id=test`)).status).toBe(404);
			expect((await read(asked, `/media/${photo.public_id}.jpg?t=${taken.tracking.slice(3)}`)).status).toBe(404);
			expect(await transaction('media').whereNull('looked_at')).toEqual([]);
		}),
	);

	it(
		'is no more among what its reporter has reported',
		scene(async ({ db: transaction, asked, call, signIn }) => {
			const other = await call(9, { ...said, words: 'Another lamp' });
			const taken = await call(1, said);
			await enter(asked, transaction, said.email);
			const tickets = async (): Promise<string[]> => ((await account(asked))?.reports ?? []).map(({ ticket }) => ticket);
			expect(await tickets()).toEqual([taken.ticket, other.ticket]);
			await transaction('fault').where({ code: taken.fault }).update({ reports: 2 });
			await signIn('contact-centre');
			expect((await back(asked, taken)).status).toBe(200);
			await enter(asked, transaction, said.email);
			expect(await tickets()).toEqual([other.ticket]);
		}),
	);

	it(
		'says to staff why, in their language',
		scene(async ({ asked, call }) => {
			const taken = await call(1);
			await back(asked, taken);
			const reasons: string[] = [];
			for (const language of ['en', 'af', 'xh']) {
				const { body } = await asked.ask<{ fault: { reason: string } }>('GET', `/api/desk/faults/${taken.fault}?language=${language}`);
				reasons.push(body.fault.reason);
			}
			expect(reasons).toEqual(['Taken down by mistake, and taken back.', 'Per ongeluk afgeneem, en teruggetrek.', 'Ibhalwe ngempazamo, yaza yarhoxiswa.']);
		}),
	);
});

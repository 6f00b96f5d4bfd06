import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../../server/auth/index.ts';
import { diskStore } from '../../../../server/platform/store.ts';
import { fetchFormerPhotos } from '../../../../server/reports/index.ts';
import { erase } from '../../../../server/reports/persons/erase.ts';
import { retain } from '../../../../server/reports/persons/retain.ts';
import { db, undone } from '../../../support/database.ts';
import { serving } from '../../../support/server.ts';
import { ago, inFolder, lamp, mapping, taken, ticket } from './export.ts';

afterAll(() => db.destroy());

describe('who reported to the system used before', () => {
	it(
		'is not taken in again once they are forgotten, whatever has changed there',
		undone(async (transaction) => {
			const at = await lamp(transaction, 3);
			await taken(transaction, [ticket('A-1', at, { Photo: 'http://127.0.0.1:9/a.jpg' })]);
			const contacts = await transaction('contact').pluck('id');
			await erase(transaction, { contacts, persons: [] }, { asked: 'staff', personId: null });
			expect(await taken(transaction, [ticket('A-1', at, { Details: 'Thandi here again', Photo: 'http://127.0.0.1:9/b.jpg' })])).toMatchObject({
				...{ changed: 0, same: 0, fresh: 0, forgotten: 1 },
			});
			const { rows } = await transaction.raw(`select (select json_agg(contact) from contact)::text || (select json_agg(report) from report)::text
				|| (select json_agg(former_ticket) from former_ticket)::text || coalesce((select json_agg(former_photo) from former_photo)::text, '') as all`);
			expect(rows[0].all).not.toMatch(/thandi|dark here|127\.0\.0\.1/i);
		}),
	);

	it(
		'is not kept at all where it has been over for longer than anybody is known here',
		undone(async (transaction) => {
			const { Longitude, Latitude } = await lamp(transaction, 3);
			const pin = { Longitude: Longitude + 0.00003, Latitude };
			const old = { 'Date Logged': ago(800), 'Date Completed': ago(790), Photo: 'http://127.0.0.1:9/a.jpg' };
			expect(await taken(transaction, [ticket('A-1', pin, old)])).toMatchObject({ fresh: 1, nameless: 1 });
			expect(await transaction('contact').count('* as count').first()).toMatchObject({ count: 0 });
			expect(await transaction('former_photo').count('* as count').first()).toMatchObject({ count: 0 });
			expect(await transaction('report').select('words').first()).toEqual({ words: '' });
			const { rows } = await transaction.raw('select st_equals(sighting.geom, fault.geom) as same from sighting join fault on fault.id = sighting.fault_id');
			expect(rows).toEqual([{ same: true }]);
			expect(await retain(transaction)).toBe(0);
			expect(await taken(transaction, [ticket('A-1', pin, old)])).toMatchObject({ same: 1 });
		}),
	);

	it(
		'is left out where no ground for keeping them is named',
		undone(async (transaction) => {
			await taken(transaction, [ticket('A-1', await lamp(transaction, 3))], { ...mapping, basis: null });
			expect(await transaction('contact').select('name', 'email', 'basis')).toEqual([{ name: null, email: null, basis: null }]);
		}),
	);

	it(
		'finds their report by its old number, however it is written, and so do staff',
		undone(async (transaction) => {
			const [nobody, staff] = [await serving(transaction), await serving(transaction)];
			await taken(transaction, [ticket('2024/00417-b', await lamp(transaction, 3))]);
			for (const said of ['2024/00417-b', '202400417B', ' 2024 00417 B '])
				expect((await nobody.ask('GET', `/api/faults/${encodeURIComponent(said)}`)).body).toMatchObject({ asset: 'SL-103', state: 'closed' });
			expect((await nobody.ask('GET', '/api/faults/00417')).status).toBe(404);
			expect((await nobody.ask('GET', `/api/faults/${encodeURIComponent('--')}`)).status).toBe(404);
			await addPerson(transaction, { email: 'e@example.org', name: 'Eve', password: 'a-good-password', language: 'en', roles: [{ role: 'engineer' }] });
			await staff.ask('POST', '/api/session', { email: 'e@example.org', password: 'a-good-password' });
			const found = await staff.ask<{ faults: unknown[] }>('GET', `/api/desk/faults?lane=all&q=${encodeURIComponent('2024/00417-b')}`);
			expect(found.body.faults).toHaveLength(1);
			await nobody.close();
			await staff.close();
		}),
	);
});

describe('photos of the system used before', () => {
	it(
		'are fetched once, cleaned and hidden; what cannot be had is counted with its reason',
		undone(async (transaction) => {
			const picture = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#445566' } })
				.withExif({ IFD0: { Copyright: 'a secret name' } })
				.jpeg()
				.toBuffer();
			const asked: string[] = [];
			const answers: Record<string, Buffer | string> = { '/good.jpg': picture, '/words.jpg': 'these are words', '/large.jpg': Buffer.alloc(9 * 1024 * 1024) };
			const other = createServer(({ url = '' }, response) => {
				asked.push(url);
				const answer = answers[url];
				if (answer === undefined) response.writeHead(404).end();
				else response.end(answer);
			}).listen(0, '127.0.0.1');
			await new Promise((resolve) => other.once('listening', resolve));
			const base = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
			const photos = ['good', 'words', 'gone', 'large'].map((it) => `${base}/${it}.jpg`);
			const rows = [ticket('A-1', await lamp(transaction, 3), { Photo: [...photos, 'http://elsewhere.example/a.jpg'].join(' ') })];
			expect(await taken(transaction, rows)).toMatchObject({ photosLeft: 1 });
			await inFolder(async (folder) => {
				const store = diskStore(folder);
				expect(await fetchFormerPhotos(transaction, store)).toBe(4);
				expect(await fetchFormerPhotos(transaction, store)).toBe(0);
				await taken(transaction, rows);
				expect(await fetchFormerPhotos(transaction, store)).toBe(0);
			});
			expect(asked.sort()).toEqual(['/gone.jpg', '/good.jpg', '/large.jpg', '/words.jpg']);
			expect(await transaction('former_photo').select('state', 'reason').orderBy('id')).toEqual([
				{ state: 'kept', reason: null },
				{ state: 'failed', reason: 'it is no photo that can be read' },
				{ state: 'failed', reason: 'it was answered with 404' },
				{ state: 'failed', reason: 'its answer is longer than 8 MB' },
			]);
			expect(await transaction('media').select('shown', 'width')).toEqual([{ shown: false, width: 900 }]);
			other.close();
			other.closeAllConnections();
		}),
	);
});

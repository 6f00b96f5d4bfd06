import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import { sweepUploads } from '../../../server/reports/index.ts';
import { db, undone } from '../../support/database.ts';
import { box, film, pictureEntry } from '../../support/mp4.ts';
import { type Asked, serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

afterAll(() => db.destroy());

const tried = (test: (asked: Asked, db: Knex) => Promise<void>) =>
	undone(async (transaction) => {
		const asked = await serving(transaction);
		try {
			await test(asked, transaction);
		} finally {
			await asked.close();
		}
	});

const newId = (): string => randomBytes(16).toString('hex');

interface Sending {
	id: string;
	bytes: Buffer;
	from: number;
	to?: number;
	sha256?: string;
}

async function piece(asked: Asked, { id, bytes, from, to = bytes.length, sha256 }: Sending) {
	const form = new FormData();
	form.append('size', String(bytes.length));
	form.append('offset', String(from));
	if (sha256) form.append('sha256', sha256);
	form.append('content', new Blob([bytes.subarray(from, to)]), 'piece');
	return asked.ask<{ received: number; ready: boolean }>('PUT', `/api/uploads/${id}`, form);
}

async function whole(asked: Asked, bytes: Buffer): Promise<string> {
	const id = newId();
	const half = Math.ceil(bytes.length / 2);
	expect((await piece(asked, { id, bytes, from: 0, to: half })).body).toEqual({ received: half, ready: false });
	expect((await piece(asked, { id, bytes, from: half, sha256: createHash('sha256').update(bytes).digest('hex') })).body).toEqual({
		received: bytes.length,
		ready: true,
	});
	return id;
}

const photo = (colour: string): Promise<Buffer> =>
	sharp({ create: { width: 300, height: 200, channels: 3, background: colour } })
		.jpeg()
		.toBuffer();
const video = (): Buffer => film({ frames: [randomBytes(400), randomBytes(300)], entry: pictureEntry('mp4v', box('esds', Buffer.alloc(4))) });

interface Ticket {
	ticket: string;
	tracking: string;
	fault: string;
}

async function report(asked: Asked, transaction: Knex, media: unknown, key = newId()) {
	const at = await lonLat(transaction, 311105, 6265006);
	const body = { mode: 'street-light.out', ...at, method: 'map-click', zoom: 19, media };
	return asked.ask<Ticket>('POST', '/api/reports', body, { 'idempotency-key': key });
}

const shown = async (asked: Asked, { tracking }: Ticket) => {
	const { body } = await asked.ask<{ photos: { id: string; video: boolean; width: number }[] }>('GET', `/api/reports/${tracking.slice(3)}`);
	return body.photos;
};

describe('photos and videos sent piece by piece', () => {
	it(
		'belong to the report that names them, once, however often it is said',
		tried(async (asked, transaction) => {
			const media = [{ id: await whole(asked, await photo('red')) }, { id: await whole(asked, await photo('blue')) }];
			const key = newId();
			const first = await report(asked, transaction, media, key);
			expect(first.status, JSON.stringify(first.body)).toBe(200);
			const again = await report(asked, transaction, media, key);
			expect(again.body).toEqual(first.body);
			expect(await shown(asked, first.body)).toHaveLength(2);
		}),
	);

	it(
		'go on where they stopped: a piece that comes again changes nothing, one that leaves a gap is told what is here',
		tried(async (asked) => {
			const [id, bytes] = [newId(), await photo('green')];
			expect((await piece(asked, { id, bytes, from: 0, to: 100 })).body).toEqual({ received: 100, ready: false });
			expect((await piece(asked, { id, bytes, from: 0, to: 100 })).body).toEqual({ received: 100, ready: false });
			const gap = await piece(asked, { id, bytes, from: 200, to: 300 });
			expect([gap.status, gap.body]).toMatchObject([409, { code: 'conflict', received: 100 }]);
			expect((await piece(asked, { id, bytes, from: 50 })).body).toEqual({ received: bytes.length, ready: true });
			expect((await piece(asked, { id, bytes, from: 0, to: 100 })).body).toEqual({ received: bytes.length, ready: true });
		}),
	);

	it(
		'that do not arrive as they were sent begin again',
		tried(async (asked) => {
			const [id, bytes] = [newId(), await photo('black')];
			const sha256 = createHash('sha256').update('something else').digest('hex');
			expect((await piece(asked, { id, bytes, from: 0, sha256 })).body).toEqual({ received: 0, ready: false });
			expect((await piece(asked, { id, bytes, from: 0 })).body).toEqual({ received: bytes.length, ready: true });
		}),
	);

	it(
		'of a report must be here whole, else it is told which are not',
		tried(async (asked, transaction) => {
			const [id, bytes] = [newId(), await photo('white')];
			await piece(asked, { id, bytes, from: 0, to: 50 });
			const answer = await report(asked, transaction, [{ id }]);
			expect([answer.status, answer.body]).toMatchObject([409, { code: 'conflict', missing: [id] }]);
		}),
	);

	it.each([
		['no photo', Buffer.from('hello'), 'bad-photo'],
		['a film that was cut off', film({ frames: [randomBytes(100)], entry: pictureEntry('mp4v', Buffer.alloc(0)) }).subarray(0, 400), 'bad-video'],
	])('that are %s are refused', async (_, bytes, code) => {
		await tried(async (asked) => {
			const answer = await piece(asked, { id: newId(), bytes, from: 0 });
			expect([answer.status, answer.body]).toMatchObject([400, { code }]);
		})();
	});

	it(
		'bear ids that nobody guesses',
		tried(async (asked) => {
			const answer = await piece(asked, { id: '1', bytes: Buffer.from('x'), from: 0 });
			expect([answer.status, answer.body]).toMatchObject([400, { errors: [{ path: 'id' }] }]);
		}),
	);
});

describe('a video', () => {
	it(
		'is its sender’s and the staff’s until a moderator shows it, and tells nothing but its pictures',
		tried(async (asked, transaction) => {
			const media = [{ id: await whole(asked, video()), poster: await whole(asked, await photo('red')) }];
			const { body: ticket } = await report(asked, transaction, media);
			const [it] = await shown(asked, ticket);
			expect(it).toMatchObject({ video: true, width: 640 });
			const own = `/media/${it?.id}.mp4?t=${ticket.tracking.slice(3)}`;
			const file = await fetch(asked.url + own, { headers: { range: 'bytes=0-99' } });
			expect([file.status, file.headers.get('content-type')]).toEqual([206, 'video/mp4']);
			const all = Buffer.from(await (await fetch(asked.url + own)).arrayBuffer());
			expect(all.includes('SECRET')).toBe(false);
			const poster = await fetch(`${asked.url}/media/${it?.id}.jpg?size=thumb&t=${ticket.tracking.slice(3)}`);
			const colour = await sharp(Buffer.from(await poster.arrayBuffer())).stats();
			expect(colour.dominant.r).toBeGreaterThan(200);
			expect((await asked.ask('GET', `/media/${it?.id}.mp4`)).status).toBe(404);
			await addPerson(transaction, { email: 'e@example.org', name: 'E', password: 'a-good-password', language: 'en', roles: [{ role: 'moderator' }] });
			await asked.ask('POST', '/api/session', { email: 'e@example.org', password: 'a-good-password' });
			expect((await asked.ask('PATCH', `/api/desk/photos/${it?.id}`, { shown: true })).status).toBe(200);
			expect((await fetch(`${asked.url}/media/${it?.id}.mp4`)).status).toBe(200);
			const { body } = await asked.ask<{ photos: object[] }>('GET', `/api/faults/${ticket.fault}`);
			expect(body.photos).toMatchObject([{ id: it?.id, video: true }]);
		}),
	);
});

describe('what nobody goes on with', () => {
	it(
		'is forgotten after two days, with its pieces',
		undone(async (transaction) => {
			const directory = mkdtempSync(join(tmpdir(), 'faultline-uploads-'));
			const asked = await serving(transaction);
			const bytes = await photo('red');
			await piece(asked, { id: newId(), bytes, from: 0, to: 50 });
			await asked.close();
			mkdirSync(join(directory, 'uploads'));
			for (const [name, age] of [
				['old', 3],
				['new', 1],
			] as const) {
				const file = join(directory, 'uploads', name);
				writeFileSync(file, 'x');
				const at = new Date(Date.now() - age * 24 * 3600_000);
				utimesSync(file, at, at);
			}
			expect(await sweepUploads(transaction, directory, new Date())).toBe(0);
			expect(await readdir(join(directory, 'uploads'))).toEqual(['new']);
			expect(await sweepUploads(transaction, directory, new Date(Date.now() + 3 * 24 * 3600_000))).toBe(1);
			rmSync(directory, { recursive: true });
		}),
	);
});

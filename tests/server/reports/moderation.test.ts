import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import { diskStore } from '../../../server/platform/store.ts';
import { dropUnwanted, retain } from '../../../server/reports/index.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

interface Held {
	comments: { id: number; words: string; publicWords: string; visibility: string; flags: string[] }[];
	photos: { id: string; shown: boolean; blurred: object[]; flags: string[] }[];
}

interface Scene {
	asked: Asked;
	db: Knex;
	fault: string;
	tracking: string;
	held: () => Promise<Held>;
	/** The words that the public reads. */
	read: () => Promise<{ id: number; words: string }[]>;
	/** A photo as somebody without an account gets it. */
	seen: (id: string, query?: string) => Promise<{ status: number; bytes: Buffer; cache: string | null }>;
}

/** Left half red, right half of narrow stripes: what is blurred is seen by its middle. */
const picture = async (): Promise<Buffer> => {
	const stripes = Buffer.alloc(400 * 300 * 3);
	for (let y = 0; y < 300; y += 1)
		for (let x = 0; x < 400; x += 1)
			stripes.fill(x < 200 ? Buffer.from([255, 0, 0]) : Buffer.alloc(3, x % 8 < 4 ? 255 : 0), (y * 400 + x) * 3, (y * 400 + x) * 3 + 3);
	return sharp(stripes, { raw: { width: 400, height: 300, channels: 3 } })
		.jpeg({ quality: 95 })
		.toBuffer();
};

/** How much a part of a photo varies. */
const contrast = async (bytes: Buffer, left: number): Promise<number> => {
	const { channels } = await sharp(await sharp(bytes).extract({ left, top: 120, width: 60, height: 60 }).png().toBuffer()).stats();
	return channels[0]?.stdev ?? 0;
};

const scene = (test: (scene: Scene) => Promise<void>) =>
	undone(async (transaction) => {
		const asked = await serving(transaction);
		const form = new FormData();
		const at = await lonLat(transaction, 311070, 6265005);
		const fields = {
			mode: 'street-light.out',
			lon: String(at.lon),
			lat: String(at.lat),
			method: 'gnss',
			accuracy: '4',
			publicWords: 'true',
			words: 'Dark. Phone me on 082 555 1234',
		};
		for (const [name, value] of Object.entries(fields)) form.append(name, value);
		form.append('photos', new Blob([new Uint8Array(await picture())], { type: 'image/jpeg' }), 'a.jpg');
		const { body } = await asked.ask<{ fault: string; tracking: string }>('POST', '/api/reports', form);
		await addPerson(transaction, { email: 'm@example.org', name: 'M', password: 'a-good-password', language: 'en', roles: [{ role: 'moderator' }] });
		await asked.ask('POST', '/api/session', { email: 'm@example.org', password: 'a-good-password' });
		const seen: Scene['seen'] = async (id, query = '') => {
			const response = await fetch(`${asked.url}/media/${id}.jpg${query}`);
			return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()), cache: response.headers.get('cache-control') };
		};
		const read: Scene['read'] = async () =>
			((await (await fetch(`${asked.url}/api/faults/${body.fault}`)).json()) as { comments: { id: number; words: string }[] }).comments;
		const held: Scene['held'] = async () => (await asked.ask<Held>('GET', '/api/desk/held')).body as Held;
		await test({ asked, db: transaction, fault: body.fault, tracking: body.tracking.slice(3), held, read, seen });
		await asked.close();
	});

afterAll(() => db.destroy());

describe('words that could lead to somebody', () => {
	it(
		'wait, cleaned by rule; a moderator releases them so, or in other words, and takes that back',
		scene(async ({ asked, held, read }) => {
			const [comment] = (await held()).comments;
			expect(comment).toMatchObject({ words: 'Dark. Phone me on 082 555 1234', publicWords: 'Dark. Phone me on •••', visibility: 'held' });
			expect(await read()).toEqual([]);
			const path = `/api/desk/comments/${comment?.id}`;
			await asked.ask('PATCH', path, { visibility: 'public' });
			expect((await read()).map(({ words }) => words)).toEqual(['Dark. Phone me on •••']);
			await asked.ask('PATCH', path, { visibility: 'public', publicWords: 'It is dark.' });
			expect((await read()).map(({ words }) => words)).toEqual(['It is dark.']);
			await asked.ask('PATCH', path, { visibility: 'public', publicWords: 'Dark. Phone me on •••' });
			expect((await read()).map(({ words }) => words)).toEqual(['Dark. Phone me on •••']);
			await asked.ask('PATCH', path, { visibility: 'internal' });
			expect(await read()).toEqual([]);
		}),
	);

	it(
		'wait all, where the municipality wants somebody to look first',
		scene(async ({ asked, db: transaction, fault, read }) => {
			await transaction('municipality').update({ privacy: JSON.stringify({ moderateFirst: true }) });
			const strict = await serving(transaction);
			expect((await strict.ask('POST', `/api/faults/${fault}/comments`, { words: 'Dark here, too' })).body).toEqual({ held: true });
			expect(await read()).toEqual([]);
			await strict.close();
			expect((await asked.ask('POST', `/api/faults/${fault}/comments`, { words: 'And here' })).body).toEqual({ held: false });
		}),
	);
});

describe('a photo with a face', () => {
	it(
		'is unrecognisable there for the public, whole for staff and for whoever sent it; blurring is taken back',
		scene(async ({ asked, db: transaction, tracking, held, seen }) => {
			const [photo] = (await held()).photos;
			const id = photo?.id ?? '';
			const box = { x: 0.55, y: 0.3, width: 0.4, height: 0.5 };
			expect((await asked.ask('POST', `/api/desk/photos/${id}/blur`, { boxes: [box] })).body).toEqual({ blurred: [box] });
			expect((await seen(id)).status).toBe(404);
			await asked.ask('PATCH', `/api/desk/photos/${id}`, { shown: true });
			const everybody = await seen(id);
			expect(everybody.cache).toContain('public');
			const own = await seen(id, `?t=${tracking}`);
			expect(own.cache).toBe('private, no-store');
			expect(await contrast(own.bytes, 260)).toBeGreaterThan(60);
			expect(await contrast(everybody.bytes, 260)).toBeLessThan(20);
			expect(Math.abs((await contrast(everybody.bytes, 80)) - (await contrast(own.bytes, 80)))).toBeLessThan(3);
			expect((await sharp(everybody.bytes).metadata()).exif).toBeUndefined();
			expect((await seen(id, '?size=thumb')).bytes.equals((await seen(id, `?size=thumb&t=${tracking}`)).bytes)).toBe(false);
			const copy = (await transaction('media').where({ public_id: id }).first()).public_hash;
			await asked.ask('POST', `/api/desk/photos/${id}/blur`, { boxes: [] });
			expect((await seen(id)).bytes.equals(own.bytes)).toBe(true);
			const store = diskStore(join(asked.directory, 'files'));
			expect(await dropUnwanted(transaction, store)).toBe(2);
			expect(existsSync(store.path(copy))).toBe(false);
		}),
	);

	it(
		'goes as it was sent, once the fault was closed long enough ago; the blurred copy stays, what was never shown does not',
		scene(async ({ asked, db: transaction, fault, held, seen }) => {
			const id = (await held()).photos[0]?.id ?? '';
			await asked.ask('POST', `/api/desk/photos/${id}/blur`, { boxes: [{ x: 0.5, y: 0.2, width: 0.5, height: 0.6 }] });
			await asked.ask('PATCH', `/api/desk/photos/${id}`, { shown: true });
			const before = await seen(id);
			const original = (await transaction('media').where({ public_id: id }).first()).hash;
			const closed = (days: number) =>
				transaction('fault')
					.where({ code: fault })
					.update({ state: 'closed', closed_at: transaction.raw(`now() - interval '${days} days'`) });
			await closed(89);
			await retain(transaction);
			expect((await transaction('media').where({ public_id: id }).first()).hash).toBe(original);
			await closed(91);
			await retain(transaction);
			const store = diskStore(join(asked.directory, 'files'));
			await dropUnwanted(transaction, store);
			expect(existsSync(store.path(original))).toBe(false);
			expect((await seen(id)).bytes.equals(before.bytes)).toBe(true);
			await asked.ask('PATCH', `/api/desk/photos/${id}`, { shown: false });
			await retain(transaction);
			expect(await transaction('media').where({ public_id: id })).toEqual([]);
		}),
	);

	it(
		'waits until somebody has looked at it; undoing that lets it wait again',
		scene(async ({ asked, held }) => {
			const id = (await held()).photos[0]?.id ?? '';
			await asked.ask('PATCH', `/api/desk/photos/${id}`, { shown: false });
			expect((await held()).photos).toEqual([]);
			await asked.ask('PATCH', `/api/desk/photos/${id}`, { shown: false, waits: true });
			expect((await held()).photos).toHaveLength(1);
		}),
	);
});

describe('what residents say should not be seen', () => {
	it(
		'is hidden when three devices say so, each counted once, until a moderator has looked; then not again for the same',
		scene(async ({ asked, fault, held, read }) => {
			await asked.ask('POST', `/api/faults/${fault}/comments`, { words: 'Rude words about the neighbours' });
			const comment = (await read())[0]?.id;
			const flag = async (device: string) =>
				(await asked.ask<{ hidden: boolean }>('POST', `/api/faults/${fault}/flags`, { comment, reason: 'offensive' }, { 'user-agent': device })).body.hidden;
			expect([await flag('one'), await flag('one'), await flag('two')]).toEqual([false, false, false]);
			expect((await held()).comments.find(({ id }) => id === comment)).toMatchObject({ flags: ['offensive'], visibility: 'public' });
			expect(await flag('three')).toBe(true);
			expect(await read()).toEqual([]);
			expect((await held()).comments[0]).toMatchObject({ id: comment, visibility: 'held' });
			await asked.ask('PATCH', `/api/desk/comments/${comment}`, { visibility: 'public' });
			expect(await flag('one')).toBe(false);
			expect(await read()).toHaveLength(1);
			expect((await held()).comments.some(({ id }) => id === comment)).toBe(false);
			const wrong = await asked.ask('POST', `/api/faults/${fault}/flags`, { comment: 99_999_999, reason: 'spam' });
			expect(wrong.status).toBe(404);
			expect((await asked.ask('POST', `/api/faults/${fault}/flags`, { reason: 'spam' })).status).toBe(400);
		}),
	);
});

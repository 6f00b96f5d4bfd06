import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanVideo } from '../../../../server/platform/video/index.ts';
import { box, film, filmedAt, pictureEntry } from '../../../support/mp4.ts';

const unit = (...bytes: readonly number[]): Buffer => {
	const head = Buffer.alloc(4);
	head.writeUInt32BE(bytes.length);
	return Buffer.concat([head, Buffer.from(bytes)]);
};
const note = unit(6, 5, 12, ...Buffer.from('SECRET-noted'), 0x80);
const picture = unit(0x65, 1, 2, 3, 4, 5, 6, 7);
const frames = [Buffer.concat([note, picture]), Buffer.concat([picture, note]), picture];
const entry = pictureEntry('avc1', box('avcC', Buffer.from([1, 66, 0, 30, 0xff, 0xe0, 0])));
const second = (): Promise<Buffer> => readFile(new URL('../../../support/second.webm', import.meta.url));

const count = (bytes: Buffer, part: Buffer | string): number => bytes.toString('latin1').split(Buffer.from(part).toString('latin1')).length - 1;

describe('a film of a phone', () => {
	it('keeps its pictures where they are and nothing of where, when and by what it was taken', async () => {
		const bytes = film({ frames, entry });
		const { length } = bytes;
		const before = [count(bytes, 'SECRET'), bytes.indexOf(picture)];
		expect(before[0]).toBeGreaterThan(10);
		expect(await cleanVideo(bytes)).toEqual({ kind: 'video/mp4', width: 640, height: 480, seconds: 3 });
		expect(bytes).toHaveLength(length);
		expect(count(bytes, 'SECRET')).toBe(0);
		const when = Buffer.alloc(4);
		when.writeUInt32BE(filmedAt);
		expect(bytes.indexOf(when)).toBe(-1);
		expect([count(bytes, picture), bytes.indexOf(picture)]).toEqual([3, before[1]]);
	});

	it('is the same when it is cleaned again', async () => {
		const once = film({ frames, entry });
		await cleanVideo(once);
		const twice = Buffer.from(once);
		await cleanVideo(twice);
		expect(twice.equals(once)).toBe(true);
	});

	it('held upright is as high as it is shown', async () => {
		expect(await cleanVideo(film({ frames, entry, upright: true, brand: 'qt  ' }))).toMatchObject({ width: 480, height: 640 });
	});

	it.each([
		['of a minute', () => film({ frames, entry, seconds: 60 })],
		['in fragments', () => Buffer.concat([film({ frames, entry }), box('moof', Buffer.alloc(8))])],
		['cut off in its middle', () => film({ frames, entry }).subarray(0, 700)],
		['that is no film', () => Buffer.from('hello, I am a film')],
	])('%s is refused', async (_, make) => {
		await expect(cleanVideo(make())).rejects.toMatchObject({ code: 'bad-video' });
	});

	it('damaged anywhere is refused, or clean; it never breaks the server', async () => {
		const whole = film({ frames, entry });
		const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
		await fc.assert(
			fc.asyncProperty(damage, async (places) => {
				const bytes = Buffer.from(whole);
				for (const [at, value] of places) bytes[at] = value;
				const outcome = await cleanVideo(bytes).then(
					() => 'clean',
					(error) => error.code,
				);
				expect(['clean', 'bad-video']).toContain(outcome);
			}),
			{ numRuns: 400 },
		);
	});
});

describe('a film of a browser', () => {
	it('keeps its pictures, and not the names of the programs that wrote it', async () => {
		const bytes = await second();
		const { length } = bytes;
		expect(bytes.includes('Chrome')).toBe(true);
		const cleaned = await cleanVideo(bytes);
		expect(cleaned).toMatchObject({ kind: 'video/webm', width: 64, height: 48 });
		expect(cleaned.seconds).toBeGreaterThan(0.8);
		expect(cleaned.seconds).toBeLessThan(2);
		expect(bytes).toHaveLength(length);
		expect(bytes.includes('Chrome')).toBe(false);
	});

	it('loses tags and attachments', async () => {
		const clean = await second();
		const tags = Buffer.concat([Buffer.from([0x12, 0x54, 0xc3, 0x67, 0x8f]), Buffer.from('SECRET-location')]);
		const bytes = Buffer.concat([clean, tags]);
		await cleanVideo(bytes);
		expect(bytes.includes('SECRET')).toBe(false);
	});

	it('cut off anywhere is refused, or clean', async () => {
		const whole = await second();
		for (let length = 40; length < whole.length; length += 7) {
			const outcome = await cleanVideo(Buffer.from(whole.subarray(0, length))).then(
				() => 'clean',
				(error) => error.code,
			);
			expect(['clean', 'bad-video']).toContain(outcome);
		}
	});
});

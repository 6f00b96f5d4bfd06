import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';

interface Problem {
	code: string;
	detail: string;
	errors: { path: string; message: string }[];
	emergency?: { phone: string };
}

const good = { mode: 'street-light.out', lon: 18.9619, lat: -33.7301, method: 'map-click', zoom: 19 };

/** Every refusal says what is wrong and changes nothing. */
const refused = (ask: (asked: Asked) => ReturnType<Asked['ask']>, status: number, code: string, path?: string) =>
	undone(async (transaction) => {
		const asked = await serving(transaction);
		const counts = async () =>
			(
				await transaction.raw(
					'select (select count(*) from report) as reports, (select count(*) from fault) as faults, (select count(*) from event) as events, (select count(*) from media) as media',
				)
			).rows[0];
		const before = await counts();
		const answer = await ask(asked);
		const problem = answer.body as unknown as Problem;
		expect(answer.status, JSON.stringify(problem)).toBe(status);
		expect(answer.headers.get('content-type')).toContain('application/problem+json');
		expect(problem.code).toBe(code);
		if (path !== undefined) expect(problem.errors.map((it) => it.path)).toContain(path);
		expect(await counts()).toEqual(before);
		await asked.close();
	});

const report = (more: object) => (asked: Asked) => asked.ask('POST', '/api/reports', { ...good, ...more });

function form(files: [Buffer | string, string, string?][], more: object = {}): FormData {
	const it = new FormData();
	for (const [key, value] of Object.entries({ ...good, ...more })) it.append(key, String(value));
	for (const [bytes, name, type = 'image/jpeg'] of files)
		it.append('photos', new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], { type }), name);
	return it;
}

afterAll(() => db.destroy());

describe('a report is refused when', () => {
	it('it lies outside the municipality', refused(report({ lon: 20, lat: -30 }), 422, 'out-of-area', 'lon'));
	it('longitude and latitude are swapped', refused(report({ lon: -33.7301, lat: 18.9619 }), 422, 'out-of-area', 'lon'));
	it('the failure mode is unknown', refused(report({ mode: 'street-light.on-fire-and-flooded' }), 422, 'unknown-failure-mode'));
	it('the failure mode is a number', refused(report({ mode: 7 }), 400, 'bad-input', 'mode'));
	it('the failure mode is missing', refused(report({ mode: undefined }), 400, 'bad-input', 'mode'));
	it('a coordinate is not a number', refused(report({ lat: 'south' }), 400, 'bad-input', 'lat'));
	it('a coordinate is NaN', refused(report({ lon: 'NaN' }), 400, 'bad-input', 'lon'));
	it('a coordinate is infinite', refused(report({ lon: '1e999' }), 400, 'bad-input', 'lon'));
	it('a coordinate is beyond the world', refused(report({ lat: -91 }), 400, 'bad-input', 'lat'));
	it('a coordinate is a list', refused(report({ lat: [1, 2] }), 400, 'bad-input', 'lat'));
	it('the method is unknown', refused(report({ method: 'telepathy' }), 400, 'bad-input', 'method'));
	it('the accuracy is negative', refused(report({ accuracy: -4 }), 400, 'bad-input', 'accuracy'));
	it('the words are too long', refused(report({ words: 'a'.repeat(4001) }), 400, 'bad-input', 'words'));
	it('the words hold a NUL', refused(report({ words: 'a\0b' }), 400, 'bad-input', 'words'));
	it('the words are half a character', refused(report({ words: '\ud800' }), 400, 'bad-input', 'words'));
	it('the e-mail address is none', refused(report({ email: 'not an address' }), 400, 'bad-input', 'email'));
	it('the phone number is none', refused(report({ phone: '<script>' }), 400, 'bad-input', 'phone'));
	it('the language is not spoken here', refused(report({ language: 'tlh' }), 400, 'bad-input', 'language'));
	it('the answers are no object', refused(report({ answers: [1] }), 400, 'bad-input', 'answers'));
	it('a robot filled the hidden field', refused(report({ website: 'http://spam.example' }), 400, 'bad-input', 'website'));
	it('a stranger says the phone took it', refused(report({ channel: 'phone' }), 403, 'not-allowed'));
	it(
		'the body is empty',
		refused((asked) => asked.ask('POST', '/api/reports', {}), 400, 'bad-input', 'mode'),
	);
	it(
		'the body is a list',
		refused((asked) => asked.ask('POST', '/api/reports', []), 400, 'bad-input', 'mode'),
	);
	it(
		'the body is not JSON',
		refused((asked) => asked.ask('POST', '/api/reports', '{"mode":'), 400, 'bad-json'),
	);
	it('the body is huge', refused(report({ words: 'x', junk: 'y'.repeat(400_000) }), 413, 'too-large'));
	it(
		'the idempotency key is odd',
		refused((asked) => asked.ask('POST', '/api/reports', good, { 'idempotency-key': 'a b' }), 400, 'bad-input', 'Idempotency-Key'),
	);
	it(
		'a file is a text that says it is a photo',
		refused((asked) => asked.ask('POST', '/api/reports', form([['hello', 'a.jpg']])), 400, 'bad-photo', 'photos'),
	);
	it(
		'a file is an SVG',
		refused((asked) => asked.ask('POST', '/api/reports', form([['<svg xmlns="http://www.w3.org/2000/svg"/>', 'a.svg', 'image/svg+xml']])), 400, 'bad-photo'),
	);
	it(
		'a photo is cut short',
		refused(async (asked) => asked.ask('POST', '/api/reports', form([[(await picture(200)).subarray(0, 400), 'a.jpg']])), 400, 'bad-photo'),
	);
	it(
		'a photo is larger than 8 MB',
		refused((asked) => asked.ask('POST', '/api/reports', form([[Buffer.alloc(9 * 1024 * 1024, 1), 'a.jpg']])), 413, 'too-large'),
	);
	it(
		'there are too many photos',
		refused(async (asked) => asked.ask('POST', '/api/reports', form(Array.from({ length: 6 }, () => ['x', 'a.jpg']))), 400, 'bad-input'),
	);
	it(
		'a file comes under another name',
		refused(
			async (asked) => {
				const it = form([]);
				it.append('virus', new Blob(['x']), 'x.exe');
				return asked.ask('POST', '/api/reports', it);
			},
			400,
			'bad-input',
			'virus',
		),
	);
	it(
		'the form is broken',
		refused((asked) => asked.ask('POST', '/api/reports', 'garbage', { 'content-type': 'multipart/form-data; boundary=x' }), 400, 'bad-input'),
	);
});

describe('an emergency stops at the phone number', () => {
	it('by its failure mode', refused(report({ mode: 'electricity-kiosk.fire' }), 422, 'emergency'));
	it('by its words', refused(report({ words: 'There are Sparks coming from the pole' }), 422, 'emergency'));
	it('by its words in isiXhosa', refused(report({ words: 'kukho umlilo epalini', language: 'xh' }), 422, 'emergency'));
	it(
		'and is taken when its sender says she has phoned',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const answer = await asked.ask('POST', '/api/reports', { ...good, words: 'sparks', notEmergency: true });
			expect(answer.status).toBe(200);
			expect((await transaction('fault').first()).emergency).toBe(true);
			await asked.close();
		}),
	);
});

const picture = (side: number): Promise<Buffer> =>
	sharp({ create: { width: side, height: side, channels: 3, background: '#335577' } })
		.jpeg()
		.withExif({
			IFD0: { Copyright: 'SECRET-OWNER' },
			IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '33/1 43/1 48/1', GPSLongitudeRef: 'E', GPSLongitude: '18/1 57/1 42/1' },
		})
		.toBuffer();

describe('hostile content is kept as content', () => {
	it(
		'SQL and HTML in every text field come back as they were sent, and do nothing',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const evil = `'; drop table report; -- <script>alert(1)</script> \${x} %00 \\ "`;
			const answer = await asked.ask<{ tracking: string }>('POST', '/api/reports', {
				...good,
				words: evil,
				name: evil,
				answers: { [evil]: evil },
				email: 'x@example.org',
				publicWords: true,
			});
			expect(answer.status, JSON.stringify(answer.body)).toBe(200);
			const seen = await asked.ask<{ words: string; comments: { words: string }[] }>('GET', `/api/reports/${answer.body.tracking.slice(3)}`);
			expect(seen.body.words).toBe(evil);
			expect(seen.body.comments[0]?.words).toBe(evil);
			for (const path of [
				`/api/search?q=${encodeURIComponent(evil)}`,
				`/api/faults/${encodeURIComponent(evil)}`,
				`/api/assets/${encodeURIComponent(evil)}`,
				`/api/faults?ward=${encodeURIComponent(evil)}`,
				'/api/faults?cursor=%27',
				'/api/faults?bbox=1,2,3,4',
			])
				expect((await asked.ask('GET', path)).status, path).toBeLessThan(500);
			await asked.close();
		}),
	);

	it(
		'a hostile file name is not used; the photo loses its metadata; its position is kept apart',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const bytes = await picture(900);
			const answer = await asked.ask<{ tracking: string }>('POST', '/api/reports', form([[bytes, '../../../etc/passwd\n.jpg']]));
			expect(answer.status, JSON.stringify(answer.body)).toBe(200);
			const media = await transaction('media').first();
			const tracking = answer.body.tracking.slice(3);
			expect((await fetch(`${asked.url}/media/${media.public_id}.jpg`)).status).toBe(404);
			const file = await fetch(`${asked.url}/media/${media.public_id}.jpg?t=${tracking}`);
			expect(file.headers.get('content-type')).toBe('image/jpeg');
			const kept = Buffer.from(await file.arrayBuffer());
			expect(kept.includes('SECRET-OWNER')).toBe(false);
			expect((await sharp(kept).metadata()).exif).toBeUndefined();
			const { rows } = await transaction.raw('select st_y(photo_geom) as lat from sighting');
			expect(rows[0].lat).toBeCloseTo(-33.73, 3);
			await asked.close();
		}),
	);

	it(
		'a repeat with the same key makes one report; with another body it is refused',
		undone(async (transaction) => {
			const asked = await serving(transaction);
			const key = { 'idempotency-key': 'the-same-key-again' };
			const first = await asked.ask('POST', '/api/reports', good, key);
			const second = await asked.ask('POST', '/api/reports', good, key);
			expect(second.body).toEqual(first.body);
			expect(await transaction('report').count({ n: '*' })).toEqual([{ n: 1 }]);
			expect((await asked.ask('POST', '/api/reports', { ...good, words: 'other' }, key)).body).toMatchObject({ code: 'key-reused' });
			await asked.close();
		}),
	);
});

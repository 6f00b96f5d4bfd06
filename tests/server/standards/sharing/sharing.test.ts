import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { loadTown } from '../../../../server/municipality/index.ts';
import { cardOf, withCard } from '../../../../server/standards/sharing/head.ts';
import { drawing, fitted, size } from '../../../../server/standards/sharing/picture.ts';
import { db, undone } from '../../../support/database.ts';
import { serving } from '../../../support/server.ts';
import { tell } from '../../reports/public-town.ts';

afterAll(() => db.destroy());

describe('a shared link', () => {
	test(
		'has a picture of the fault, of the ward and of the town, and none of what there is not',
		undone(async (transaction) => {
			const id = await tell(transaction);
			const { code } = await transaction('fault').where({ id }).first('code');
			const asked = await serving(transaction);
			for (const path of [`/share/f/${code}.png`, `/share/f/${code.toLowerCase()}.png`, '/share/ward/2.png', '/share/town/town.png']) {
				const answer = await fetch(asked.url + path);
				expect([answer.status, answer.headers.get('content-type')], path).toEqual([200, 'image/png']);
				const bytes = Buffer.from(await answer.arrayBuffer());
				expect(await sharp(bytes).metadata(), path).toMatchObject({ ...size, format: 'png' });
				expect(bytes.length, path).toBeLessThan(100_000);
				// Something is drawn: roads, an outline or signs beside the ground and the band.
				expect((await sharp(bytes).stats()).entropy, path).toBeGreaterThan(0.2);
			}
			for (const none of ['/share/f/AAAAAA.png', '/share/ward/99.png', '/share/person/1.png', '/share/f/x.svg'])
				expect((await fetch(asked.url + none)).status, none).toBe(404);
			await asked.close();
		}),
	);

	test(
		'says what it leads to in the language that is asked for, and nothing that the page does not',
		undone(async (transaction) => {
			const id = await tell(transaction);
			await transaction('fault').where({ id }).update({ street: '<Kerk> & "Straat"' });
			const { code } = await transaction('fault').where({ id }).first('code');
			const context = { db: transaction, town: await loadTown(transaction), language: 'af' } as Parameters<typeof cardOf>[0];
			const card = await cardOf(context, `/f/${code}`);
			expect(card).toMatchObject({ title: expect.stringContaining('SL-103'), picture: `/share/f/${code}.png`, text: expect.stringContaining('Bekend sedert') });
			const html = withCard('<html lang="en"><head><title>x</title></head></html>', card, {
				language: 'af',
				publicUrl: 'https://faults.example',
				town: 'Testville',
			});
			expect(html).toContain(`<meta property="og:image" content="https://faults.example/share/f/${code}.png">`);
			expect(html).toContain('<html lang="af"');
			expect(html).not.toContain('<Kerk>');
			expect((await cardOf(context, '/ward/2')).text).toContain('Oop vandag: 1');
			expect((await cardOf(context, '/f/AAAAAA')).page).toBe('/');
		}),
	);

	test('is drawn with the sign of its state by shape, and the ring where it is late', () => {
		const frame = fitted({ west: 0, south: 0, east: 100, north: 100 });
		expect((frame.east - frame.west) / (frame.north - frame.south)).toBeCloseTo(size.width / size.height, 6);
		const draw = (state: string, overdue = false) =>
			drawing({ frame, brand: '#0d5c63', roads: [], outline: [], faults: [], here: { x: 50, y: 50, state, overdue } });
		expect(draw('reported')).toContain('<polygon');
		expect(draw('fixed')).toMatch(/<circle[^>]*#2b7d3c/);
		expect(draw('not-ours')).toMatch(/<rect[^>]*#696d75/);
		expect(draw('reported', true)).toContain('#c1261b');
		expect(draw('reported')).not.toContain('#c1261b');
	});
});

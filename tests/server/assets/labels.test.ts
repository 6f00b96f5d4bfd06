import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Knex } from 'knex';
import { afterAll, describe, expect, test } from 'vitest';
import { cornerOf, layouts, onPage } from '../../../server/assets/labels/layouts.ts';
import { writeSheets } from '../../../server/assets/labels/sheets.ts';
import { addPerson } from '../../../server/auth/index.ts';
import { loadTown } from '../../../server/municipality/index.ts';
import { printable } from '../../../server/platform/printable.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { matrixOf, type Page, pagesOf, readCode } from './pdf.ts';

afterAll(() => db.destroy());

const password = 'a long enough password';
async function signedIn(knex: Knex, role: 'gis-officer' | 'contact-centre'): Promise<Asked> {
	await addPerson(knex, { email: `${role}@example.org`, name: role, password, language: 'en', roles: [{ role }] });
	const asked = await serving(knex);
	expect((await asked.ask('POST', '/api/session', { email: `${role}@example.org`, password })).status).toBe(200);
	return asked;
}

async function printed(layout: (typeof layouts)[number], references: readonly string[], skip = 0): Promise<Page[]> {
	const town = await loadTown(db);
	const out = new PassThrough();
	const [pdf] = await Promise.all([
		buffer(out),
		writeSheets(out, {
			rows: references.map((reference) => ({ reference, class: 1 })),
			layout,
			skip,
			town,
			publicUrl: 'https://f.example.org/',
			day: '2026-11-25',
		}),
	]);
	expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
	return pagesOf(pdf);
}

const codesOn = (page: Page | undefined): string[] => (page?.paths ?? []).map((it) => readCode(matrixOf(it)));

describe('label sheets', () => {
	test.each(layouts.map((it) => [it.id, it] as const))(
		'of %s hold a code for each asset that reads as its short address, with its name in every language',
		async (_, layout) => {
			const references = Array.from({ length: onPage(layout) + 2 }, (_item, at) => `SL-${100 + at}`);
			const pages = await printed(layout, references);
			expect(pages).toHaveLength(Math.ceil(references.length / onPage(layout)));
			expect(pages.flatMap(codesOn)).toEqual(references.map((it) => `https://f.example.org/a/${it}`));
			const texts = pages.flatMap((it) => it.texts);
			expect(references.every((it) => texts.includes(it))).toBe(true);
			const said = texts.join('\n');
			for (const words of ['Street light', 'Straatlig · Isibane', 'Testville', 'Report a fault', 'Meld ’n fout aan', 'Xela impazamo'])
				expect(said).toContain(words);
			if (onPage(layout) > 1) expect(pages.at(-1)?.texts.at(-1)).toBe(`Testville · 2026-11-25 · ${references.at(-2)} – ${references.at(-1)} · 2/2`);
		},
	);

	test('lie wholly on their page, and begin where the first sheet has not been used', async () => {
		for (const layout of layouts) {
			const last = cornerOf(layout, onPage(layout) - 1);
			expect(last.x + layout.label.width).toBeLessThanOrEqual(layout.page.width + 0.01);
			expect(last.y + layout.label.height).toBeLessThanOrEqual(layout.page.height + 0.01);
		}
		const pages = await printed(layouts[0], ['SL-1', 'SL-2', 'SL-3'], 22);
		expect(pages.map((it) => codesOn(it).length)).toEqual([2, 1]);
	});

	test('are written with letters that every reader of PDF has', () => {
		expect(printable('Môreson ’n €5 – ë')).toBe('Môreson ’n €5 – ë');
		expect(printable('Ołomoŭc 東\n')).toBe('O?omouc ??');
	});
});

describe('the address of label sheets', () => {
	test(
		'prints a ward, a class or single references for those who may read assets',
		undone(async (knex) => {
			const { url, ask, close } = await signedIn(knex, 'gis-officer');
			const one = await ask('GET', '/api/assets/labels.pdf?refs=sl-103,SL-100&layout=roll-50');
			expect(one.status).toBe(200);
			expect(one.headers.get('content-type')).toBe('application/pdf');
			expect(one.headers.get('cache-control')).toBe('private, no-store');
			expect(url).toMatch(/^http/);
			for (const query of ['class=street-lights&ward=2', 'ward=2', 'class=street-lights&skip=3'])
				expect((await ask('GET', `/api/assets/labels.pdf?${query}`)).status, query).toBe(200);
			await close();
		}),
	);

	test(
		'refuses with the field and the reason, and everybody else',
		undone(async (knex) => {
			const stranger = await serving(knex);
			expect((await stranger.ask('GET', '/api/assets/labels.pdf?class=street-lights')).status).toBe(401);
			await stranger.close();
			const clerk = await signedIn(knex, 'contact-centre');
			expect((await clerk.ask('GET', '/api/assets/labels.pdf?class=street-lights')).status).toBe(403);
			await clerk.close();
			const { ask, close } = await signedIn(knex, 'gis-officer');
			for (const [query, path] of [
				['', 'class'],
				['class=volcanoes', 'class'],
				['refs=SL-100,SL-999', 'refs'],
				['refs=', 'refs'],
				['ward=77', 'ward'],
				['class=hydrants', 'class'],
				['class=street-lights&layout=a3', 'layout'],
				['class=street-lights&skip=24', 'skip'],
				['class=street-lights&layout=roll-50&skip=1', 'skip'],
				['class=a&class=b', 'class'],
			] as const)
				expect(await ask('GET', `/api/assets/labels.pdf?${query}`), query).toMatchObject({ status: 400, body: { code: 'bad-input', errors: [{ path }] } });
			await knex.raw(`
				insert into asset (class, key, reference, geom, in_register_from)
				select 1, 'many' || n, 'SL-M' || n, st_setsrid(st_makepoint(18.95, -33.75), 4326), '2020-01-01' from generate_series(1, 5000) as n`);
			expect(await ask('GET', '/api/assets/labels.pdf?class=street-lights')).toMatchObject({
				status: 400,
				body: { errors: [{ message: /More than 5000 labels/ }] },
			});
			await close();
		}),
	);
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import { loadTown } from '../../../server/municipality/index.ts';
import { fileOf } from '../../../server/planning/export/file.ts';
import { db, undone } from '../../support/database.ts';
import { serving } from '../../support/server.ts';
import { pagesOf } from '../assets/pdf.ts';
import { addFault, addPipe } from './register.ts';

afterAll(() => db.destroy());

const gdal = spawnSync('ogrinfo', ['--version']).status === 0;
const period = { class: 'water-pipes', from: '2024-01-01', to: '2024-12-31' };

/** Two wards of pipes: one with seven failures, one with three. */
async function town(transaction: Knex): Promise<void> {
	const many = await addPipe(transaction, { key: 'P-1', metres: 1000, ward: 1 });
	const few = await addPipe(transaction, { key: 'P-2', metres: 1000, ward: 2 });
	for (let n = 1; n <= 7; n += 1) await addFault(transaction, { asset: many, at: `2024-0${n}-05T10:00:00Z` });
	for (let n = 1; n <= 3; n += 1) await addFault(transaction, { asset: few, at: `2024-0${n}-06T10:00:00Z` });
}

const taken = async (
	transaction: Knex,
	format: Parameters<typeof fileOf>[1]['format'],
	{ rights = ['planning.read', 'fault.read'], language = 'en', to = 'house' as const, rows = [] as string[] } = {},
) => {
	const actor = { personId: 1, name: 'P', may: (right: string) => rights.includes(right) };
	const context = { db: transaction, town: await loadTown(transaction), actor, sender: 's', language, photos: [], now: new Date('2026-11-29T10:00:00Z') };
	const question = { id: 'failures-by-class-and-ward', language, raw: period };
	return fileOf(context, { question, format, audience: to, rows, publicUrl: 'https://faults.example.org' });
};

describe('an answer that is taken along', () => {
	it(
		'is a paper with question, definition, map, scale, legend, chart, table, date, source, address and page numbers, in the reader’s language',
		undone(async (transaction) => {
			await town(transaction);
			const { name, content } = await taken(transaction, 'pdf', { language: 'af' });
			expect(name).toBe('failures-by-class-and-ward-2024-01-01-2024-12-31.pdf');
			const words = pagesOf(content)
				.flatMap(({ texts }) => texts)
				.join(' ');
			for (const said of [
				'In watter wyke',
				'Hoe dit getel word',
				'Garwood',
				'Bron',
				'Soos op',
				'29 November 2026',
				'Grafiek',
				'Tabel',
				'km-jare',
				'km',
				'1 / 1',
			])
				expect(words).toContain(said);
			expect(words).toContain('https://faults.example.org/planner/?report=failures-by-class-and-ward');
		}),
	);

	it(
		'is a layer of shapes with their figures and intervals, and a workbook whose texts are never formulas',
		undone(async (transaction) => {
			await town(transaction);
			const { features } = JSON.parse(String((await taken(transaction, 'geojson')).content));
			expect(features.map((it: { geometry: { type: string } | null }) => it.geometry?.type)).toContain('Polygon');
			const [worst] = features.filter((it: { properties: { failures: number } }) => it.properties.failures === 7);
			expect(worst.properties.interval_low).toBeLessThan(worst.properties.rate);
			expect(worst.properties.interval_high).toBeGreaterThan(worst.properties.rate);
			await transaction('ward').where({ id: 1 }).update({ name: '=cmd|x<&' });
			const folder = mkdtempSync(join(tmpdir(), 'answer-'));
			try {
				for (const [format, driver] of [
					['geopackage', 'GPKG'],
					['flatgeobuf', 'FlatGeobuf'],
					['xlsx', 'XLSX'],
				] as const) {
					const { name, content } = await taken(transaction, format);
					expect(content.length).toBeGreaterThan(1000);
					writeFileSync(join(folder, name), content);
					if (!gdal) continue;
					const { stdout, stderr } = spawnSync('ogrinfo', ['-al', join(folder, name)], { encoding: 'utf8' });
					expect(`${stdout}${stderr}`).toContain(`using driver \`${driver}' successful`);
					expect(stderr).toBe('');
					expect(stdout).toMatch(/failures.*= 7|Failures.*= 7/);
					expect(stdout).toContain('=cmd|x<&');
				}
			} finally {
				rmSync(folder, { recursive: true });
			}
		}),
	);

	it(
		'shows its SQL, which gives the same figures when it is run as it stands',
		undone(async (transaction) => {
			await town(transaction);
			const { content, shown } = await taken(transaction, 'sql');
			const { rows } = await transaction.raw(String(content).replaceAll('?', '\\?'));
			expect(rows.map((it: { failures: number }) => it.failures).sort()).toEqual(expect.arrayContaining([3, 7]));
			expect(shown).toBe(true);
		}),
	);

	it(
		'hides counts of fewer than five for the public, and from those who may not look at single faults',
		undone(async (transaction) => {
			await town(transaction);
			const failures = async (rights?: string[], to?: 'public'): Promise<unknown[]> => {
				const { content } = await taken(transaction, 'geojson', { ...(rights && { rights }), ...(to && { to: to as never }) });
				const { features } = JSON.parse(String(content));
				return features.map((it: { properties: { failures: number | null } }) => it.properties.failures).filter((it: number | null) => it !== 0);
			};
			expect((await failures()).sort()).toEqual([3, 7]);
			// Three alone would be the total less seven, so seven goes with it.
			expect(await failures(undefined, 'public')).toEqual([null, null]);
			expect(await failures(['planning.read'])).toEqual([null, null]);
		}),
	);

	it(
		'holds the chosen rows alone, says so, and hides no less for that',
		undone(async (transaction) => {
			await town(transaction);
			const features = async (more: Parameters<typeof taken>[2]) =>
				JSON.parse(String((await taken(transaction, 'geojson', more)).content)).features as { id: string; properties: { failures: number | null } }[];
			const seven = (await features({})).find((it) => it.properties.failures === 7);
			const rows = [seven?.id ?? '', 'no such row'];
			expect((await features({ rows })).map((it) => it.properties.failures)).toEqual([7]);
			expect((await features({ rows, to: 'public' as never })).map((it) => it.properties.failures)).toEqual([null]);
			const words = pagesOf((await taken(transaction, 'pdf', { rows })).content)
				.flatMap(({ texts }) => texts)
				.join(' ');
			expect(words).toMatch(/Only the rows that were chosen: 1 of \d+/);
		}),
	);

	it(
		'is for those who plan alone',
		undone(async (transaction) => {
			const { ask, close } = await serving(transaction);
			try {
				const path = '/api/planning/reports/failures-by-class-and-ward/file?format=';
				expect((await ask('GET', `${path}csv`)).status).toBe(401);
				await addPerson(transaction, { email: 'p@example.org', name: 'P', password: 'a-good-password', language: 'en', roles: [{ role: 'planner' }] });
				await ask('POST', '/api/session', { email: 'p@example.org', password: 'a-good-password' });
				expect((await ask('GET', `${path}csv`)).status).toBe(200);
				const refused = await ask<{ errors: { path: string }[] }>('GET', `${path}doc`);
				expect([refused.status, refused.body.errors[0]?.path]).toEqual([400, 'format']);
				for (const rows of ['x', '{}', '[1]', JSON.stringify(Array.from({ length: 61 }, String))]) {
					const unread = await ask<{ errors: { path: string }[] }>('GET', `${path}csv&rows=${encodeURIComponent(rows)}`);
					expect([unread.status, unread.body.errors[0]?.path], rows).toEqual([400, 'rows']);
				}
			} finally {
				await close();
			}
		}),
	);
});

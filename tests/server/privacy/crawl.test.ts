import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue, loadTown } from '../../../server/municipality/index.ts';
import type { Database } from '../../../server/platform/db/index.ts';
import { diskStore } from '../../../server/platform/store.ts';
import { dropUnwanted } from '../../../server/reports/index.ts';
import { hashOf } from '../../../server/reports/persons/whose.ts';
import { crawl, type Page, tilesAbout } from '../../support/crawl.ts';
import { ownDatabase, db as shared } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { digits, email, marker, ofStaffMarker, type Planted, plant } from './planted.ts';

let database: Database;
let asked: Asked;
let planted: Planted;

beforeAll(async () => {
	database = await ownDatabase();
	asked = await serving(database.knex);
	planted = await plant(database.knex, asked);
}, 120_000);

afterAll(async () => {
	await asked.close();
	await database.close();
	await shared.destroy();
});

const layers = [...catalogue.classes.map(({ id }) => id), 'faults', 'wards', 'places'];

/** All that somebody who knows nothing but what is public can ask. */
function visit(): Promise<Page[]> {
	const { fault, alone, house, pins } = planted;
	const box = '18.94,-33.76,18.98,-33.71';
	return crawl(
		asked.url,
		{
			values: {
				code: [fault, alone, house],
				reference: ['SL-102', 'SL-103', 'SL-108'],
				asset: ['SL-102'],
				q: [marker, digits, 'Kerkstraat', 'SL-102', email],
				lon: ['18.9619'],
				lat: ['-33.7301'],
				bbox: [box],
				language: ['en', 'af', 'xh'],
				state: ['open', 'fixed', 'not-done', 'all'],
				format: ['geojson', 'csv', 'gpkg', 'shp', 'fgb'],
				class: ['street-lights', 'water-pipes'],
				ward: ['1', '2'],
				mode: ['street-light.out', 'public-ground.dumping'],
				limit: ['100'],
				tracking: ['11111111-1111-4111-8111-111111111111'],
			},
			bodies: {
				'/api/snap': { mode: 'street-light.out', lon: 18.9619, lat: -33.7301, method: 'map-click', zoom: 19 },
				'/api/my-data/read': { tracking: '11111111-1111-4111-8111-111111111111' },
			},
			also: [
				...[
					'/',
					'/api/',
					'/api/openapi.json',
					'/report.html',
					'/map',
					'/feeds/faults.atom?state=all',
					'/feeds/faults.rss?state=all&language=xh',
					...['hexagons.csv', 'hexagons.geojson', 'wards.csv'].map((it) => `/open-data/${it}?year=${new Date().getFullYear()}`),
					'/about',
					`/f/${fault}`,
					`/f/${alone}`,
					'/tiles/index.json',
					'/robots.txt',
					'/sitemap.xml',
				],
				...['/ogc/', '/ogc/collections', '/open311/v2/discovery.json', '/open311/v2/services.json', '/open311/v2/requests.json', '/open311/v2/requests.xml'],
				...pins.flatMap((pin) => tilesAbout(pin, layers)),
			],
		},
		2500,
	);
}

const metres = ([lon, lat]: number[], pin: { lon: number; lat: number }): number =>
	Math.hypot(((lon ?? 0) - pin.lon) * 111_320 * Math.cos((pin.lat * Math.PI) / 180), ((lat ?? 0) - pin.lat) * 110_574);

/** Pairs of numbers that could be a point close to an exact place. */
const pointsIn = (text: string): number[][] => [...text.matchAll(/\[(18\.9\d{5,}), ?(-33\.7\d{5,})\]/g)].map(([, lon, lat]) => [Number(lon), Number(lat)]);

const leaks = (pages: readonly Page[], secrets: readonly string[]): string[] =>
	pages.flatMap(({ address, text }) => {
		// What is asked for comes back in the question's own address: that is no leak.
		const own = [address, decodeURIComponent(address), encodeURIComponent(email), marker.toUpperCase()].filter(
			(it) => it.includes(marker) || it.includes(digits),
		);
		const said = own.reduce((rest, it) => rest.replaceAll(it, ''), text.replaceAll(JSON.stringify(marker), ''));
		const found = secrets.filter((secret) => !address.includes(encodeURIComponent(secret)) && said.includes(secret));
		const near = pointsIn(text).filter((point) => planted.pins.some((pin) => metres(point, pin) < 0.5));
		return [...found, ...near.map(String)].map((it) => `${address}: ${it}`);
	});

/** Every row of every table, as text. */
async function rowsHolding(db: Knex, secrets: readonly string[]): Promise<string[]> {
	const tables: string[] = await db('pg_tables').where({ schemaname: 'public' }).pluck('tablename');
	const found: string[] = [];
	for (const table of tables) {
		const { rows } = await db.raw('select to_jsonb(it)::text as row from ?? as it', [table]);
		for (const { row } of rows as { row: string }[])
			for (const secret of secrets) if (row.toLowerCase().includes(secret.toLowerCase())) found.push(`${table}: ${secret}`);
	}
	return [...new Set(found)];
}

/** Every file of the data folder, by name and content; not the pages of an embedded database, which are asked as a database. */
async function filesHolding(directory: string, secrets: readonly string[]): Promise<string[]> {
	const entries = await readdir(directory, { recursive: true, withFileTypes: true });
	const files = entries.filter((it) => it.isFile()).map((it) => join(it.parentPath, it.name));
	const texts = await Promise.all(files.map(async (file) => `${file}\n${(await readFile(file)).toString('latin1')}`));
	return texts.flatMap((text, i) => secrets.filter((secret) => text.includes(secret)).map((secret) => `${files[i]}: ${secret}`));
}

describe('private strings planted in every private column and file', () => {
	it('really stand there', async () => {
		const held = await rowsHolding(database.knex, planted.secrets);
		for (const table of [
			'contact',
			'report',
			'comment',
			'message',
			'proposal_voice',
			'area_alert',
			'person',
			'session',
			'token',
			'account_mail',
			'idempotency',
			'media',
			'sighting',
		])
			expect(table === 'media' || held.some((it) => it.startsWith(`${table}: `)), table).toBe(true);
		expect(planted.files).toHaveLength(4);
		for (const file of planted.files) expect(await filesHolding(asked.directory, [file])).not.toEqual([]);
		await loadTown(database.knex);
	});

	it('are found by nobody who visits every public address', { timeout: 600_000 }, async () => {
		const pages = await visit();
		expect(pages.filter(({ status }) => status === 500).map(({ address }) => address)).toEqual([]);
		expect(pages.filter(({ status }) => status === 200).length).toBeGreaterThan(150);
		for (const seen of ['/tiles/faults/', '/ogc/collections/', '/api/faults/', '/api/assets/export'])
			expect(
				pages.some(({ address, status }) => status === 200 && address.includes(seen)),
				seen,
			).toBe(true);
		expect(pages.some(({ text }) => text.includes(`"${planted.fault}"`))).toBe(true);
		expect(leaks(pages, [...planted.secrets, ...planted.files, ofStaffMarker])).toEqual([]);
	});

	it('are nowhere once the person was erased, and what others said is still there', { timeout: 600_000 }, async () => {
		const { knex } = database;
		const contact = await knex('contact').where({ email }).orderBy('id', 'desc').first();
		const own = await asked.ask<{ counts: Record<string, number> }>('POST', '/api/my-data/read', { tracking: planted.tracking });
		expect(own.status, JSON.stringify(own.body)).toBe(200);
		expect(own.body.counts).toMatchObject({ contact: 1, report: 1, media: 1 });
		const token = 'a-secret-link-that-was-sent-by-mail';
		await knex('data_request').insert({ wish: 'erase', contact_id: contact.id, token_hash: hashOf(token), language: 'en' });
		const pinText: string[] = await knex('sighting')
			.whereIn('id', knex('report').select('sighting_id').where('words', 'like', `%${marker}%`))
			.pluck('geom');
		const erased = await asked.ask<{ code: string; counts: Record<string, number> }>('POST', '/api/my-data/erase', { token });
		expect(erased.status).toBe(200);
		expect(erased.body.counts).toMatchObject({ report: 3, media: 2, comment: 1, person: 1, session: 1, token: 1, proposal_voice: 1 });
		await dropUnwanted(knex, diskStore(join(asked.directory, 'files')));
		const secrets = [...planted.secrets, ...pinText];
		expect(await rowsHolding(knex, [...secrets, ...planted.files])).toEqual([]);
		expect(await filesHolding(asked.directory, [...secrets, ...planted.files])).toEqual([]);
		expect(leaks(await visit(), [...secrets, ...planted.files, ofStaffMarker])).toEqual([]);
		expect(await knex('report').where({ words: 'Somebody else says so too' })).toHaveLength(1);
		const page = await asked.ask<{ reports: number }>('GET', `/api/faults/${planted.fault}`);
		expect(page.body).toMatchObject({ code: planted.fault, reports: 2 });
		expect((await asked.ask('POST', '/api/my-data/erase', { token })).status).toBe(404);
		expect((await asked.ask('GET', `/api/reports/${planted.tracking}`)).status).toBe(404);
	});
});

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedDemo } from '../../../seeds/index.ts';
import { type Database, openDatabase } from '../../../server/platform/db/index.ts';
import { migrate } from '../../../server/platform/migrate.ts';
import { connection, db, native } from '../../support/database.ts';
import { now } from './drawn.ts';

const name = `faultline_seed_${process.pid}`;
const said: string[] = [];
let folder = '';
let database: Database;

async function emptyDatabase(): Promise<Database> {
	if (!native) {
		return openDatabase({ directory: join(folder, 'database') });
	}
	await db.raw(`create database ${name}`);
	const url = new URL(connection.connectionString ?? '');
	url.pathname = `/${name}`;
	return openDatabase({ url: url.toString(), directory: '' });
}

const value = async (query: string): Promise<unknown> => Object.values((await database.knex.raw(query)).rows[0])[0];

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'faultline-seed-'));
	database = await emptyDatabase();
	await migrate(database.knex);
	await seedDemo(database, { size: 'small', now, dataDirectory: folder, say: (line) => said.push(line) });
});

afterAll(async () => {
	await database.close();
	if (native) {
		await db.raw(`drop database if exists ${name} with (force)`);
	}
	await rm(folder, { recursive: true, force: true });
});

describe('the small demo in a database', () => {
	test('says what it wrote', () => {
		expect(said.join('\n')).toMatch(/street-lights +\d+/);
		expect(said.at(-1)).toMatch(/The demo town stands/);
	});

	test('is one fictional municipality with valid geometry everywhere', async () => {
		expect(await value('select name from municipality where demo')).toBe('Blaauwvlei (fictional demo town)');
		expect(await value('select count(*)::int from asset where not st_isvalid(geom)')).toBe(0);
		expect(await value('select count(*)::int from asset, municipality where not st_intersects(asset.geom, municipality.boundary)')).toBe(0);
	});

	test('puts every asset into the ward in which it lies', async () => {
		const astray = `select count(*)::int from asset join ward on ward.id = asset.ward_id
			where geometrytype(asset.geom) = 'POINT' and not st_dwithin(asset.geom_m, ward.geom_m, 0.01)`;
		expect(await value(astray)).toBe(0);
	});

	test('keeps pins with candidates that make a whole with "none of these"', async () => {
		expect(await value('select count(*)::int from sighting where jsonb_array_length(candidates) > 0')).toBeGreaterThan(500);
		const sums = `select max(sighting.p_none + (select coalesce(sum((it ->> 'p')::float8), 0) from jsonb_array_elements(sighting.candidates) as it)) from sighting`;
		expect(await value(sums)).toBeLessThan(1.001);
	});

	test('tells faults of their assets: counts, clocks and states agree with reports and events', async () => {
		const { knex } = database;
		const wrong = async (condition: string) => (await knex.raw(`select count(*)::int as n from fault where ${condition}`)).rows[0].n;
		expect(await wrong('reports <> (select count(*) from report where report.fault_id = fault.id)')).toBe(0);
		expect(await wrong(`me_toos <> (select count(*) from follower where follower.fault_id = fault.id and follower.kind = 'me-too')`)).toBe(0);
		expect(await wrong(`state in ('fixed', 'closed') and fixed_at is null`)).toBe(0);
		expect(await wrong('first_report_at > last_report_at or alive_until < first_report_at or due_at <= first_report_at')).toBe(0);
		expect(
			await wrong(
				`state <> coalesce((select event.details ->> 'to' from event where event.fault_id = fault.id and jsonb_exists(event.details, 'to') order by event.id desc limit 1), 'reported')`,
			),
		).toBe(0);
		expect(await wrong('chainage_m > (select asset.length_m + 0.01 from asset where asset.id = fault.asset_id)')).toBe(0);
		expect(await wrong('open')).toBeGreaterThan(5);
	});

	test('gives new rows ids that follow', async () => {
		const next = await value(`select nextval(pg_get_serial_sequence('fault', 'id')) > (select max(id) from fault)`);
		expect(next).toBe(true);
	});

	test('has drawn photos, kept as if residents had sent them', async () => {
		expect(await value('select count(*)::int from media')).toBeGreaterThan(10);
		expect((await readdir(join(folder, 'files'))).length).toBeGreaterThan(3);
	});

	test('has its indexes back', async () => {
		expect(await value(`select count(*)::int from pg_indexes where indexname in ('asset_near', 'fault_queue', 'report_fault', 'event_not_dealt')`)).toBe(4);
	});

	test('refuses a size it does not know', async () => {
		await expect(seedDemo(database, { size: 'galaxy' })).rejects.toThrow(/galaxy/);
	});
});

describe('the register of the small demo', () => {
	test('came in as first editions, was inspected in rounds, and residents say where it is wrong', async () => {
		expect(await value('select count(*)::int from asset where change_id is null and version = 1')).toBe(0);
		expect(await value("select count(*)::int from register_change where kind = 'import'")).toBeGreaterThan(10);
		expect(
			await value('select count(*)::int from asset join inspection on inspection.asset_id = asset.id and inspection.inspected_on > asset.condition_on'),
		).toBe(0);
		expect(await value('select count(*)::int from inspection')).toBeGreaterThan(100);
		expect(await value("select count(*)::int from asset_proposal where state = 'open'")).toBe(6);
		expect(await value('select count(*)::int from proposal_voice')).toBe(6);
	});
});

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { areasIn, wardsIn } from '../../../server/cli/areas.ts';
import { parsed } from '../../../server/cli/command.ts';
import { importCommand } from '../../../server/cli/import.ts';
import { asked, given } from '../../../server/cli/questions.ts';
import { setupCommand } from '../../../server/cli/setup.ts';
import type { Terminal } from '../../../server/cli/terminal.ts';
import { openDatabase } from '../../../server/platform/db/index.ts';
import { collection, feature, folder, point } from './files.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const file = folder();
const data = mkdtempSync(join(tmpdir(), 'faultline-setup-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** Runs a command as npm does, in a process of its own with the embedded database in an empty folder, and nobody at the terminal. */
async function command(...typed: string[]): Promise<{ code: number | null; output: string }> {
	const { DATABASE_URL: _, NODE_OPTIONS: __, ...env } = process.env;
	const child = spawn(process.execPath, ['scripts/cli.js', ...typed], { cwd: root, env: { ...env, DATA_DIR: data }, stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
	const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
	return { code, output };
}

const square = (west: number, south: number, east: number, north: number) => ({
	type: 'Polygon',
	coordinates: [
		[
			[west, south],
			[east, south],
			[east, north],
			[west, north],
			[west, south],
		],
	],
});
// two halves that share an edge, as boundary files often are, in another part of the world
const boundary = file('boundary.geojson', collection([feature({}, square(-9.3, 38.6, -9.2, 38.9)), feature({}, square(-9.2, 38.6, -9.0, 38.9))]));
const wards = file(
	'wards.geojson',
	collection([feature({ WARD_NO: 1 }, square(-9.3, 38.6, -9.2, 38.9)), feature({ WARD_NO: 2, ward_name: 'Leste' }, square(-9.2, 38.6, -9.0, 38.9))]),
);
const whole = [
	...['--name', 'Vila Teste', '--boundary', boundary, '--wards', wards, '--languages', 'pt,en', '--zone', 'Europe/Lisbon', '--currency', 'eur'],
	...['--emergency-phone', '112', '--register-from', '2020-01-01', '--admin-email', 'Ana@Example.org', '--admin-password', 'longer than ten'],
];

describe('setup and import from the command line, on an empty embedded database', () => {
	test('refuse in words what is missing or wrong, before anything is made', async () => {
		const missing = await command('setup', '--name', 'Vila Teste', '--boundary', boundary);
		expect(missing.code).toBe(1);
		expect(missing.output).toMatch(/so say as well: --zone, --currency, --emergency-phone, --admin-email, --admin-password\./);
		expect((await command('setup', ...whole, '--zone', 'Mars/Base')).output).toMatch(/"Mars\/Base" is no time zone/);
		expect((await command('paint')).output).toMatch(/The commands are: seed, setup, import/);
	}, 120_000);

	test('asks at a terminal for what was not given, again until the answer will do', async () => {
		const typed = [
			'Vila Teste',
			'boundary.geojson',
			'',
			'',
			'pt en',
			'Mars/Base',
			'Europe/Lisbon',
			'13',
			'7',
			'112',
			'',
			'ana@example.org',
			'',
			'short',
			'longer than ten',
		];
		const [questioned, said]: [string[], string[]] = [[], []];
		const terminal: Terminal = {
			ask: async (question, { otherwise } = {}) => {
				questioned.push(question);
				return typed.shift() || (otherwise ?? '');
			},
			close: () => undefined,
		};
		const answers = await asked(terminal, given({ currency: 'gbp' }, true), (line) => said.push(line));
		expect(answers).toMatchObject({ slug: 'vila-teste', prefix: 'VLT', languages: 'pt,en', zone: 'Europe/Lisbon', currency: 'GBP' });
		expect(answers).toMatchObject({ 'financial-year-month': '7', 'admin-name': 'ana', 'admin-password': 'longer than ten' });
		expect(said).toEqual([
			'"Mars/Base" is no time zone; write one such as Europe/Lisbon.',
			'A month is a number from 1 to 12.',
			'A password has 10 to 200 characters.',
		]);
		expect(questioned.filter((it) => it.startsWith('Currency'))).toEqual([]);
	});

	test('refuse a boundary that is none, with the reason', async () => {
		await expect(areasIn(file('line.geojson', '{"type":"LineString","coordinates":[[1,2],[3,4]]}'))).rejects.toThrow(/must hold Polygons/);
		await expect(areasIn(file('text.geojson', 'boundary'))).rejects.toThrow(/is not GeoJSON/);
		await expect(areasIn('nowhere.geojson')).rejects.toThrow(/there is no such file/);
		await expect(wardsIn(file('nameless.geojson', collection([feature({}, square(0, 0, 1, 1))])), undefined)).rejects.toThrow(/Ward 1 of .* has no number/);
	});

	test('refuse options they do not know, with how they are used', () => {
		expect(() => parsed(setupCommand, ['--nam', 'x'])).toThrow(/Unknown option '--nam'\s+npm run setup -- --name NAME/);
		expect(() => parsed(importCommand, ['a.csv', '--layer'])).toThrow(/'--layer <value>' argument missing/);
	});

	test('make a municipality anywhere in the world, take lamps in, twice, and keep demo and municipality apart', async () => {
		expect((await command('setup', ...whole, '--srs', 'EPSG:2048')).output).toMatch(/does not count to the east and north/);

		const made = await command('setup', ...whole);
		expect(made.output).toMatch(/Vila Teste is set up: \d+ km², 2 wards, measured in EPSG:32629 \(WGS 84 \/ UTM zone 29N\)/);
		expect(made.code).toBe(0);
		expect((await command('setup', ...whole)).output).toMatch(/belongs to Vila Teste already/);
		expect((await command('seed', '--size', 'small', '--replace')).output).toMatch(/belongs to Vila Teste, which is no demo/);

		const lamps = file('lamps.geojson', collection([feature({ pole_no: 'A1' }, point(-9.25, 38.7)), feature({ pole_no: 'A2' }, point(0, 0))]));
		const taken = await command('import', lamps, '--layer', 'street-lights');
		expect(taken.code).toBe(0);
		expect(taken.output).toMatch(
			/2 {2}in the file\n +1 {2}accepted as they are\n +0 {2}accepted and repaired\n +1 {2}rejected\n +1 {4}its coordinates are 0 0\n/,
		);
		expect((await command('import', lamps, '--layer', 'street-lights')).output).toMatch(/0 {2}added\n(.*\n)* +1 {2}unchanged/);

		const database = await openDatabase({ directory: join(data, 'database') });
		const { rows } = await database.knex.raw(`
			select municipality.slug, municipality.prefix, municipality.languages, municipality.currency, municipality.demo, (select count(*)::int from holiday) as holidays,
			       (select jsonb_agg(ward.name order by ward.code) from ward) as wards, (select count(*)::int from department) as departments,
			       (select jsonb_agg(person.email || ' ' || person_role.role) from person join person_role on person_role.person_id = person.id) as people,
			       (select asset.reference || ' in ' || ward.name from asset join ward on ward.id = asset.ward_id) as lamp, st_numgeometries(municipality.boundary) as pieces
			from municipality`);
		await database.close();
		expect(rows).toEqual([
			{
				...{
					slug: 'vila-teste',
					prefix: 'VLT',
					languages: ['pt', 'en'],
					currency: 'EUR',
					demo: false,
					holidays: 0,
					wards: ['Ward 1', 'Leste'],
					departments: 8,
				},
				...{ people: ['ana@example.org administrator'], lamp: 'SL-A1 in Ward 1', pieces: 1 },
			},
		]);
	}, 300_000);
});

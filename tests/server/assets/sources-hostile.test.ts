import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { shapeOf } from '../../../server/assets/import/shape.ts';
import { type Source, SourceError } from '../../../server/assets/sources/index.ts';
import { openZip } from '../../../server/assets/sources/reading/zip.ts';
import { folder } from './files.ts';
import { fixture, rowsOf, sourceOf } from './read-all.ts';
import { dbfOf, pointShape, shpOf } from './shapefile-files.ts';
import { type ZipFile, zipOf } from './zip-files.ts';

vi.setConfig({ testTimeout: 120_000 });
const file = folder();
const names = ['ten.csv', 'ten.fgb', 'indexed.fgb', 'ten.geojson', 'ten.geojsonl', 'ten.gml', 'ten.gpkg', 'ten.kml', 'ten.shp.zip', 'ten.xlsx'];
/** Many more rows than the files have bytes to spare for: a reader that gives them has lost its way. */
const endless = 10_000;

/** Reads all that can be read; any error but a SourceError fails the test. */
async function survives(source: Source, path: string): Promise<'read' | 'refused'> {
	try {
		let count = 0;
		for await (const row of source.read(path, {})) {
			shapeOf(row);
			count += 1;
			if (count > endless) throw new Error('there is no end to the rows');
		}
		await source.layers?.(path, {});
		return 'read';
	} catch (error) {
		if (error instanceof SourceError && error.message.length > 3) return 'refused';
		throw error;
	}
}

// what readers put aside goes where nobody else puts anything, so that it can be seen to be gone afterwards
const aside = mkdtempSync(join(tmpdir(), 'faultline-aside-'));
vi.stubEnv('TMPDIR', aside);
afterAll(() => {
	vi.unstubAllEnvs();
	rmSync(aside, { recursive: true, force: true });
});
const leftAside = (): string[] => readdirSync(aside);

describe('a file that was cut short or damaged', () => {
	test.each(names)('is read as far as it goes or refused with a sentence: %s', async (name) => {
		const whole = readFileSync(fixture(name));
		const source = sourceOf(fixture(name));
		// SQLite takes its time for each of the many pages; there every 49th byte has to do
		const step = name.endsWith('.gpkg') ? 49 : 7;
		let read = 0;
		for (let cut = 0; cut < whole.length - 1; cut += step) if ((await survives(source, file(`cut-${name}`, whole.subarray(0, cut)))) === 'read') read += 1;
		// a table as text ends where it ends, and so does one feature a line between two of them; all else says how long it is
		if (!/csv|geojsonl/.test(name)) expect(read).toBe(0);
		await fc.assert(
			fc.asyncProperty(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), async (changes) => {
				const bytes = Buffer.from(whole);
				for (const [at, byte] of changes) bytes[at] = byte;
				await survives(source, file(`damaged-${name}`, bytes));
			}),
			{ numRuns: 60 },
		);
		expect(leftAside()).toEqual([]);
	});

	test('is refused in its parts as well, where they lie bare', async () => {
		const [shp, dbf] = [
			shpOf(
				1,
				Array.from({ length: 5 }, (_, n) => pointShape(n, n)),
			),
			dbfOf(
				[{ name: 'CODE', type: 'C', width: 4 }],
				Array.from({ length: 5 }, (_, n) => [`K${n}`]),
			),
		];
		const source = sourceOf(file('bare.shp', shp));
		const parts = { shp, dbf };
		for (const ending of ['shp', 'dbf'] as const) {
			const other = ending === 'shp' ? 'dbf' : 'shp';
			file(`bare.${other}`, parts[other]);
			const whole = parts[ending];
			// the last byte of a table is a mark that many programs leave out
			for (let cut = 0; cut < whole.length - 1; cut += 7) expect(await survives(source, file(`bare.${ending}`, whole.subarray(0, cut)))).toBe('refused');
			await fc.assert(
				fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
					const bytes = Buffer.from(whole);
					bytes[at] = byte;
					await survives(source, file(`bare.${ending}`, bytes));
				}),
				{ numRuns: 200 },
			);
		}
	});
});

describe('a hostile zip', () => {
	const content = shpOf(1, [pointShape(1, 1)]);
	const table = { name: 'a.dbf', content: dbfOf([{ name: 'CODE', type: 'C', width: 4 }], [['K1']]) };
	const refusal = async (name: string, files: readonly ZipFile[], more = {}): Promise<string> => {
		const before = readdirSync(dirname(file('.keep', '')));
		const path = file(`${name}.zip`, zipOf(files, more));
		const error = await rowsOf(path).catch((it: unknown) => it);
		expect(error).toBeInstanceOf(SourceError);
		expect(readdirSync(dirname(path)).filter((it) => !before.includes(it))).toEqual([`${name}.zip`]);
		return (error as Error).message;
	};

	test('is refused for names that lead out of it', async () => {
		for (const [name, at] of [
			['up', '../../a.shp'],
			['root', '/etc/a.shp'],
			['drive', 'C:/a.shp'],
			['back', '..\\a.shp'],
		] as const)
			expect(await refusal(name, [{ name: at, content }, table])).toMatch(/absolute path|relative path|invalid characters/);
		expect(await refusal('nul', [{ name: 'a\0.shp', content }, table])).toMatch(/a character that no name has/);
	});

	test('is refused for lengths that it only claims, and for packing what no register packs', async () => {
		const ten = 10n * 1024n ** 3n;
		expect(await refusal('claims', [{ name: 'a.shp', content, says: { unpacked: ten } }, table])).toMatch(/says it holds 10240 MB; at most 4096 are read/);
		expect(await refusal('beyond', [{ name: 'a.shp', content, says: { unpacked: 200n, packed: ten } }, table])).toMatch(/the zip cannot be read/);
		expect(await refusal('short', [{ name: 'a.shp', content, says: { unpacked: 100n } }, table])).toMatch(/too many bytes in the stream/);
		expect(await refusal('bomb', [{ name: 'a.shp', content: Buffer.alloc(70 * 1024 * 1024) }, table])).toMatch(/packed 400 times smaller than it is/);
	});

	test('is refused for passwords, ways of packing that are not known, too many files, other zips within, and for holding nothing', async () => {
		expect(await refusal('locked', [{ name: 'a.shp', content, encrypted: true }, table])).toMatch(/locked with a password/);
		expect(await refusal('method', [{ name: 'a.shp', content, method: 12 }, table])).toMatch(/only some programs know \(12\)/);
		expect(await refusal('count', [{ name: 'a.shp', content }, table], { entries: 60_000 })).toMatch(/says it holds 60000 files/);
		expect(await refusal('nested', [{ name: 'inner.zip', content: zipOf([{ name: 'a.shp', content }]) }])).toMatch(/holds another zip: unpack it first/);
		expect(await refusal('other', [{ name: 'read-me.txt', content: 'x' }])).toMatch(/holds no shapefile \(.shp\), only: read-me.txt/);
		expect(await refusal('nothing', [])).toMatch(/holds no shapefile/);
		await expect(openZip(file('no.zip', 'PK'))).rejects.toThrow(/the zip cannot be read/);
	});
});

describe('a hostile XML', () => {
	const gml = (body: string, head = ''): string => `${head}<FeatureCollection><featureMember><lamp><a>${body}</a></lamp></featureMember></FeatureCollection>`;
	const entities = Array.from({ length: 20 }, (_, n) => `<!ENTITY e${n + 1} "&e${n};&e${n};&e${n};&e${n};">`).join('');

	test('cannot grow, reach for other files or nest without end', async () => {
		const bomb = `<!DOCTYPE x [<!ENTITY e0 "ha">${entities}]>`;
		await expect(rowsOf(file('bomb.gml', gml('&e20;', bomb)))).rejects.toThrow(/undefined entity/);
		await expect(rowsOf(file('reach.gml', gml('&passwords;', '<!DOCTYPE x [<!ENTITY passwords SYSTEM "file:///etc/passwd">]>')))).rejects.toThrow(
			/undefined entity/,
		);
		await expect(rowsOf(file('deep.gml', gml('<b>'.repeat(100_000))))).rejects.toThrow(/tags within tags, more than 250 deep/);
		await expect(rowsOf(file('long.gml', gml('x'.repeat(34 * 1024 * 1024))))).rejects.toThrow(/more than 32 MB without a tag/);
		await expect(rowsOf(file('cut.gml', gml('x').slice(0, -20)))).rejects.toThrow(/unclosed tag/);
		await expect(rowsOf(file('code.gml', gml('x', '<?xml version="1.0" encoding="klingon"?>')))).rejects.toThrow(/encoding "klingon" is not known/);
	});
});

describe('a GeoPackage', () => {
	test('is read whatever locks lie about, and leaves none', async () => {
		const path = file('locked.gpkg', readFileSync(fixture('ten.gpkg')));
		mkdirSync(`${path}.lock`);
		expect(await rowsOf(path)).toHaveLength(10);
		expect(readdirSync(dirname(path)).filter((it) => it.startsWith('locked.gpkg'))).toEqual(['locked.gpkg', 'locked.gpkg.lock']);
		expect(leftAside()).toEqual([]);
	});

	test('whose last change was never ended is refused, for its pages may be of two minds', async () => {
		const path = file('begun.gpkg', readFileSync(fixture('ten.gpkg')));
		file('begun.gpkg-journal', Buffer.from('d9d505f920a163d7', 'hex'));
		await expect(rowsOf(path)).rejects.toThrow(/a change of the file was begun and not ended/);
		file('begun.gpkg-journal', Buffer.alloc(512));
		expect(await rowsOf(path)).toHaveLength(10);
	});

	test('whose changes were kept in a log is read without it', async () => {
		const bytes = readFileSync(fixture('ten.gpkg'));
		bytes.set([2, 2], 18);
		expect(await rowsOf(file('wal.gpkg', bytes))).toHaveLength(10);
	});
});

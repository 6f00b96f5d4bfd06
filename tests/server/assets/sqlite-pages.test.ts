import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sqlite from 'node-sqlite3-wasm';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { SourceError } from '../../../server/assets/sources/index.ts';
import { type Stored, storedRows } from '../../../server/assets/sources/reading/sqlite-pages.ts';

vi.setConfig({ testTimeout: 120_000 });
const folder = mkdtempSync(join(tmpdir(), 'faultline-pages-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const value: fc.Arbitrary<Stored> = fc.oneof(
	fc.constant(null),
	fc.integer({ min: -200, max: 200 }),
	fc.integer(),
	fc.bigInt({ min: -(2n ** 47n), max: 2n ** 47n }).map(Number),
	fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
	fc.double({ noNaN: true }),
	fc.string({ unit: 'grapheme', maxLength: 40 }).filter((it) => !it.includes('\0')),
	fc.uint8Array({ maxLength: 60 }),
	// what does not fit on a page goes on in others
	fc.integer({ min: 400, max: 9000 }).map((length) => 'é'.repeat(length)),
	fc.integer({ min: 400, max: 9000 }).map((length) => new Uint8Array(length).fill(7)),
);
const rows = fc.array(fc.tuple(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), value, value), { maxLength: 60 });

interface Case {
	pageBytes: number;
	vacuum: boolean;
	rows: [bigint, Stored, Stored][];
}

/** A file with one table; a third of its rows is deleted again, and then it gets a column more. */
function made({ pageBytes, vacuum, rows: given }: Case): string {
	const path = join(folder, 'pages.db');
	rmSync(path, { force: true });
	const db = new sqlite.Database(path);
	db.exec(`pragma page_size = ${pageBytes}; pragma auto_vacuum = ${vacuum ? 1 : 0}; create table things (id integer primary key, a, b)`);
	db.exec('begin');
	for (const row of given) db.run('insert or ignore into things values (?, ?, ?)', row);
	db.exec('commit; delete from things where id % 3 = 0; alter table things add column c');
	db.close();
	return path;
}

function asked(path: string): { root: number; rows: Stored[][] } {
	const db = new sqlite.Database(path, { readOnly: true });
	const root = Number((db.get("select rootpage as root from sqlite_schema where name = 'things'") as Record<string, Stored>)['root']);
	const found = db.all('select id, a, b, c from things') as Record<string, Stored>[];
	db.close();
	return { root, rows: found.map((it) => Object.values(it)) };
}

const columns = ['id', 'a', 'b', 'c'].map((name) => ({ rowNumber: name === 'id', sizeOnly: false }));

function read(path: string, { pageBytes, root }: { pageBytes: number; root: number }): Stored[][] {
	const file = openSync(path, 'r');
	try {
		const pages = Math.floor(statSync(path).size / pageBytes);
		return [...storedRows(file, { pageBytes, reserved: 0, pages }, { root, columns })].map((it) =>
			it.map((one) => (one instanceof Uint8Array ? Uint8Array.from(one) : one)),
		);
	} finally {
		closeSync(file);
	}
}

const cases = fc.record({ pageBytes: fc.constantFrom(512, 1024, 4096, 65_536), vacuum: fc.boolean(), rows });

describe('pages of SQLite', () => {
	test('hold the rows that SQLite gives, of whatever kind and size', () => {
		fc.assert(
			fc.property(cases, (it) => {
				const path = made(it);
				const { root, rows: expected } = asked(path);
				expect(read(path, { pageBytes: it.pageBytes, root })).toEqual(expected);
			}),
			{ numRuns: 60 },
		);
	});

	test('of many levels are read in order', () => {
		const many: Case['rows'] = Array.from({ length: 5000 }, (_, n) => [BigInt(n), `thing ${n}`, n / 7]);
		const path = made({ pageBytes: 512, vacuum: false, rows: many });
		const { root, rows: expected } = asked(path);
		expect(expected).toHaveLength(3333);
		expect(read(path, { pageBytes: 512, root })).toEqual(expected);
	});

	test('that are damaged are refused, or give rows, and come to an end', () => {
		const given: Case['rows'] = Array.from({ length: 300 }, (_, n) => [BigInt(n), n % 9 === 0 ? 'x'.repeat(900) : `thing ${n}`, n]);
		const path = made({ pageBytes: 512, vacuum: false, rows: given });
		const whole = readFileSync(path);
		const { root } = asked(path);
		const broken = join(folder, 'broken.db');
		let refused = 0;
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.integer({ min: 512, max: whole.length - 1 }), fc.nat(255)), { minLength: 1, maxLength: 20 }), (changes) => {
				const bytes = Buffer.from(whole);
				for (const [at, byte] of changes) bytes[at] = byte;
				writeFileSync(broken, bytes);
				try {
					expect(read(broken, { pageBytes: 512, root }).length).toBeLessThan(10_000);
				} catch (error) {
					expect(error).toBeInstanceOf(SourceError);
					refused += 1;
				}
			}),
			{ numRuns: 400 },
		);
		expect(refused).toBeGreaterThan(0);
	});
});

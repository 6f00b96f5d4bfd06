import type { Knex } from 'knex';
import { afterAll, describe, expect, test } from 'vitest';
import { searchSql } from '../../../server/assets/search-queries.ts';
import likeness from '../../../server/maths/vectors/text_similarity.json' with { type: 'json' };
import { all, sql } from '../../../server/platform/sql.ts';
import { db, undone } from '../../support/database.ts';

afterAll(() => db.destroy());

interface Row {
	kind: string;
	name: string;
	suburb: string | null;
}

const finding =
	(knex: Knex, more: { staff?: boolean } = {}) =>
	async (q: string): Promise<string[]> => {
		const rows = await all<Row>(knex, searchSql({ q, classes: [1], limit: 8, ...more }));
		return rows.map((it) => `${it.kind} ${it.name}`);
	};

const fill = (knex: Knex): Promise<unknown> =>
	knex.raw(`
		insert into place (kind, name, suburb, number, secrecy, geom)
		select made.kind, made.name, made.suburb, made.number, made.secrecy, st_setsrid(st_makepoint(18.96, -33.73), 4326)
		from (values
			('street', '4de Laan', 'Noord', null::int, 'public'), ('address', '12 4de Laan', 'Noord', 12, 'public'), ('address', '14a Kerkstraat', 'Suid', 14, 'public'),
			('street', 'Kerkstraat', 'Suid', null, 'public'), ('address', 'Kerkstraat 141', 'Sentraal', 141, 'public'), ('landmark', 'Môreson-kliniek', 'Noord', null, 'public'),
			('erf', 'Erf 1234', 'Noord', null, 'public'), ('erf', 'Erf 1234', 'Suid', null, 'public'), ('erf', 'Erf 12345', 'Suid', null, 'staff'),
			('meter', '04-1234-5678', null, null, 'staff'), ('landmark', 'Veilige huis', 'Suid', null, 'staff')
		) as made (kind, name, suburb, number, secrecy)`);

const withPlaces = (run: (knex: Knex) => Promise<void>): (() => Promise<void>) =>
	undone(async (knex) => {
		await fill(knex);
		await run(knex);
	});

describe('search', () => {
	test('holds words for as alike as PostgreSQL’s trigrams did elsewhere, however they are written', async () => {
		const found = await all<{ a: string; b: string; whole: number; part: number }>(
			db,
			sql`
				select plain(pair.a) as a, plain(pair.b) as b, similarity(plain(pair.a), plain(pair.b)) as whole, word_similarity(plain(pair.a), plain(pair.b)) as part
				from jsonb_to_recordset(${JSON.stringify(likeness.pairs)}::jsonb) as pair (a text, b text)`,
		);
		expect(found).toHaveLength(likeness.pairs.length);
		for (const [i, { similarity, word_similarity: inPart, norm_a, norm_b }] of likeness.pairs.entries()) {
			expect([found[i]?.a, found[i]?.b]).toEqual([norm_a, norm_b].map((it) => it.replace(/\s+/g, ' ')));
			expect(found[i]?.whole).toBeCloseTo(similarity, 6);
			expect(found[i]?.part).toBeCloseTo(inPart, 6);
		}
	});

	test(
		'finds streets, and houses by their number whichever side it stands on, through typing errors',
		withPlaces(async (knex) => {
			const find = finding(knex);
			expect((await find('kerkstraat 14'))[0]).toBe('address Kerkstraat 14');
			expect((await find('14 Kerkstrat'))[0]).toBe('address Kerkstraat 14');
			expect((await find('Kerkstraat 14a suid'))[0]).toBe('address 14a Kerkstraat');
			expect((await find('kerkstraat 141'))[0]).toBe('address Kerkstraat 141');
			expect((await find('4de laan 12'))[0]).toBe('address 12 4de Laan');
			expect((await find('Kerkstraat'))[0]).toBe('street Kerkstraat');
			expect(await find('Kerkstraat 999')).toEqual(['street Kerkstraat', 'street Kerkstraat']);
			expect((await find('moreson klinik'))[0]).toBe('landmark Môreson-kliniek');
			expect((await find('sentr'))[0]).toBe('suburb Sentraal');
		}),
	);

	test(
		'finds erven by their number, with the suburb beside it where there are several, and assets by theirs',
		withPlaces(async (knex) => {
			const rows = await all<Row>(knex, searchSql({ q: 'erf 1234 suid', classes: [1], limit: 3 }));
			expect(rows.slice(0, 2)).toMatchObject([
				{ kind: 'erf', suburb: 'Suid' },
				{ kind: 'erf', suburb: 'Noord' },
			]);
			expect(await finding(knex)('Isiza 1234')).toEqual(['erf Erf 1234', 'erf Erf 1234']);
			expect(await finding(knex)('SL-103')).toEqual(['asset SL-103']);
		}),
	);

	test(
		'never shows the public what is staff’s, and finds a meter for staff with or without its dashes',
		withPlaces(async (knex) => {
			const [find, staff] = [finding(knex), finding(knex, { staff: true })];
			for (const q of ['04-1234-5678', '0412345678', '0412', 'meter 04 1234', 'Veilige huis', 'erf 12345'])
				expect(
					(await find(q)).filter((it) => /04-1234-5678|Veilige|12345/.test(it)),
					q,
				).toEqual([]);
			for (const q of ['04-1234-5678', '0412345678', '0412', 'meter 04 1234']) expect(await staff(q), q).toEqual(['meter 04-1234-5678']);
			expect(await staff('Veilige huis')).toEqual(['landmark Veilige huis']);
			expect(await staff('erf 12345')).toEqual(['erf Erf 12345']);
			const { rows } = await knex.raw("select count(*)::int as seen from public_place where kind = 'meter' or name = 'Veilige huis'");
			expect(rows).toEqual([{ seen: 0 }]);
			await expect(knex.transaction((it) => it.raw("update place set secrecy = 'public' where kind = 'meter'"))).rejects.toThrow(/place_secrecy/);
		}),
	);

	test.each(['%', '_', '\\', "'", '12', 'a', '   ', '💡', 'Straße 3', '0'.repeat(120), '𝟜𝟚'])('answers %j without an error', async (q) => {
		expect(Array.isArray(await finding(db, { staff: true })(q))).toBe(true);
	});
});

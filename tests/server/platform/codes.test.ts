import { afterAll, describe, expect, test } from 'vitest';
import { db } from '../../support/database.ts';

afterAll(() => db.destroy());

describe('short codes for people', () => {
	test('differ for ids that lie a power of 2, 3, 5 or 10 apart, up to the last of them', async () => {
		const { rows } = await db.raw(`
			select count(*)::int as ids, count(distinct short_code(step.id))::int as codes
			from (
				select distinct (base.b ^ power.e)::bigint as id from (values (2), (3), (5), (6), (10), (15), (30)) as base (b), generate_series(0, 28) as power (e) where base.b ^ power.e < 729000000
				union select 1000000 * n from generate_series(1, 728) as n
				union select 728999999
			) as step`);
		expect(rows[0].ids).toBeGreaterThan(780);
		expect(rows[0].codes).toBe(rows[0].ids);
	});

	test('have six letters that nobody mistakes for another', async () => {
		const { rows } = await db.raw('select short_code(n) as code from generate_series(1, 2000) as n');
		for (const { code } of rows) expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{6}$/);
	});
});

import { afterAll, describe, expect, it } from 'vitest';
import { near, relative, same } from '../../../server/planning/self-test/check.ts';
import { families } from '../../../server/planning/self-test/families/index.ts';
import { keepSelfTest, lastSelfTest, selfTestNightly, tryInThread } from '../../../server/planning/self-test/run.ts';
import { tryAll, tryFamily } from '../../../server/planning/self-test/try.ts';
import { db, undone } from '../../support/database.ts';

afterAll(() => db.destroy());

const night = new Date('2026-12-02T00:30:00Z');

describe('the self-test', () => {
	it.each(families.map((family) => [family.id, family] as const))('finds %s as the independent program has it', (id, family) => {
		const { checks } = tryFamily(family);
		expect(checks.length, id).toBeGreaterThan(0);
		expect(checks.filter((check) => !check.passed)).toEqual([]);
	});

	it(
		'runs in a thread of its own, keeps what it found, and shows a broken method red until it is mended',
		undone(async (transaction) => {
			expect(await lastSelfTest(transaction)).toMatchObject({ ranAt: null, families: families.map(({ id }) => ({ id, passed: null })) });
			const [tried, twice] = await Promise.all([tryInThread(), tryInThread()]);
			expect(twice).toBe(tried);
			await keepSelfTest(transaction, tried, night);
			const good = await lastSelfTest(transaction);
			expect(good.ranAt).toBe(night.toISOString());
			expect(good.families.every(({ passed }) => passed)).toBe(true);
			expect(good.plots.map(({ id, n }) => [id, n])).toEqual([
				['gnss', 1000],
				['click17', 1000],
			]);
			for (const { n, bins } of good.plots) expect(bins.reduce((sum, bin) => sum + bin.n, 0)).toBe(n);
			expect(good.families.flatMap(({ checks }) => checks).reduce((sum, check) => sum + check.values, 0)).toBeGreaterThan(3000);

			const [first, ...others] = families;
			if (!first) throw new Error('no families');
			const slightlyOff = { ...first, checks: () => [near('rates', [28.64], [28.65], 1e-7)] };
			const thrown = others.map((family) => ({
				...family,
				checks: () => {
					throw new RangeError('planted');
				},
			}));
			await keepSelfTest(transaction, await tryAll([slightlyOff, ...thrown]), new Date(night.getTime() + 1));
			const bad = await lastSelfTest(transaction);
			expect(bad.families.map(({ passed }) => passed)).toEqual(families.map(() => false));
			expect(bad.families[0]?.checks[0]?.deviation).toBeCloseTo(0.01, 9);
			expect(bad.families[1]?.checks[0]).toMatchObject({ part: 'RangeError: planted', deviation: null });

			await keepSelfTest(transaction, tried, night);
			expect((await lastSelfTest(transaction)).families[0]?.passed, 'an earlier run does not replace a later one').toBe(false);
		}),
	);

	it(
		'runs by itself once a night, in the hours of the town',
		undone(async (transaction) => {
			const ran: number[] = [];
			const attempt = async () => [{ family: families[ran.push(1)]?.id ?? '', tookMs: 1, checks: [same('it', [1], [1])], plots: [] }];
			expect(await selfTestNightly(transaction, new Date('2026-12-01T12:00:00Z'), attempt)).toBe(false);
			expect(await selfTestNightly(transaction, night, attempt)).toBe(true);
			expect(await selfTestNightly(transaction, new Date('2026-12-02T01:30:00Z'), attempt)).toBe(false);
			expect(await selfTestNightly(transaction, new Date('2026-12-03T00:30:00Z'), attempt)).toBe(true);
			expect(ran).toHaveLength(2);
		}),
	);

	it('takes nothing for granted: what is missing, no number, or one too many has not passed', () => {
		expect(near('a', [], [], 1).passed).toBe(false);
		expect(near('a', [1], [1, 2], 1).passed).toBe(false);
		expect(near('a', [1, 2], [1], 1).passed).toBe(false);
		expect(near('a', [Number.NaN], [1], 1)).toMatchObject({ passed: false, deviation: null });
		expect(near('a', [Number.NaN], [null], 1).passed).toBe(true);
		expect(near('a', [3], [null], 1).passed).toBe(false);
		expect(relative('a', [110], [100], 0.1).passed).toBe(true);
		expect(same('a', ['x', 'y'], ['x'])).toMatchObject({ passed: false, deviation: 1 });
		expect(same('a', [[1, 2]], [[1, 2]])).toMatchObject({ passed: true, values: 1 });
	});
});

import { describe, expect, test } from 'vitest';
import { type Cell, classes, generalised, hidden, mayTotal, type Told } from '../../../server/maths/privacy.ts';
import { random } from '../../../server/maths/random.ts';
import vectors from '../../../server/maths/vectors/privacy.json' with { type: 'json' };

const wards = [...new Set(vectors.cells.map(({ ward }) => ward))];
const cellsOf = (ward: number): Cell[] => vectors.cells.filter((it) => it.ward === ward).map(({ cell, reporters }) => ({ cell, people: reporters }));

describe('cells of few people', () => {
	test.each(wards)('are hidden in ward %i as an independent count hides them, and with them what would tell of one alone', (ward) => {
		const hiding = hidden(cellsOf(ward));
		const expected = vectors.cells.filter((it) => it.ward === ward && it.published === null).map(({ cell }) => cell);
		expect([...hiding].sort()).toEqual(expected.sort());
	});

	test('one alone takes the smallest other with it, the first by name among equals, and never an empty one', () => {
		const cells = [
			{ cell: 'a', people: 3 },
			{ cell: 'b', people: 0 },
			{ cell: 'd', people: 7 },
			{ cell: 'c', people: 7 },
		];
		expect([...hidden(cells)].sort()).toEqual(['a', 'c']);
		expect([
			...hidden([
				{ cell: 'a', people: 3 },
				{ cell: 'b', people: 0 },
			]),
		]).toEqual(['a']);
		expect(hidden([{ cell: 'a', people: 5 }]).size).toBe(0);
	});

	test('have no total beside them that would tell of fewer than five people', () => {
		const two = [
			{ cell: 'a', people: 1 },
			{ cell: 'b', people: 3 },
			{ cell: 'c', people: 8 },
		];
		expect(mayTotal(two, hidden(two))).toBe(false);
		const more = [
			{ cell: 'a', people: 2 },
			{ cell: 'b', people: 3 },
			{ cell: 'c', people: 8 },
		];
		expect(mayTotal(more, hidden(more))).toBe(true);
		expect(mayTotal([{ cell: 'c', people: 8 }], new Set())).toBe(true);
	});
});

const told: Told[] = vectors.k_anonymity_rows.map(({ ward, category, month }, person) => ({ ward: String(ward), category, period: month, person }));

describe('reports of which few say the same', () => {
	test('are found as an independent count finds them', () => {
		const sizes = classes(told).map((group) => [Number(group[0]?.ward), group[0]?.category, group[0]?.period, group.length]);
		const expected = vectors.equivalence_classes.map(({ key, n }) => [...key, n]);
		expect(sizes.map(String).sort()).toEqual(expected.map(String).sort());
		expect(Math.min(...sizes.map((it) => Number(it[3])))).toBe(vectors.min_class);
		expect(sizes.filter((it) => Number(it[3]) < 5).reduce((sum, it) => sum + Number(it[3]), 0)).toBe(vectors.rows_to_generalise);
	});

	test('say less until five different people say it, and each report is told once or not at all', () => {
		const { rows, left } = generalised(told);
		expect(rows.every(({ people }) => people >= 5)).toBe(true);
		expect(rows.reduce((sum, it) => sum + it.reports, left)).toBe(told.length);
		expect(rows.filter(({ period }) => /^\d{4}-\d\d$/.test(period)).reduce((sum, it) => sum + it.reports, 0)).toBe(told.length - vectors.rows_to_generalise);
	});

	test('are not made many by one person who reports a lot', () => {
		const alone = Array.from({ length: 40 }, () => ({ ward: '1', category: 'leak', period: '2026-01', person: 'one' }));
		expect(generalised(alone)).toEqual({ rows: [], left: 40 });
	});

	test('never show a row of fewer, whatever is told', () => {
		const stream = random('privacy');
		for (let round = 0; round < 50; round += 1) {
			const some = Array.from({ length: 1 + stream.int(200) }, () => ({
				ward: String(1 + stream.int(4)),
				category: stream.pick(['leak', 'light']),
				period: `2026-0${1 + stream.int(9)}`,
				person: 1 + stream.int(60),
			}));
			const { rows, left } = generalised(some);
			for (const row of rows) expect(row.people).toBeGreaterThanOrEqual(5);
			expect(rows.reduce((sum, it) => sum + it.reports, left)).toBe(some.length);
		}
	});
});

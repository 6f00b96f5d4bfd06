import { describe, expect, it } from 'vitest';
import { changed } from '../../client/planner/asked.ts';
import { isLit } from '../../client/planner/brush.ts';
import { periodsUpTo } from '../../client/planner/periods.ts';
import { marksOf, reach, shortened } from '../../client/planner/plot.ts';
import { together } from '../../client/planner/totals.ts';
import { standoutsOf } from '../../client/planner/weeks-plot.ts';
import { rowsWithin } from '../../client/planner/within.ts';
import { colourOf, stepsOf } from '../../server/maths/colour-steps.ts';
import type { Column, Parameter, ReportAnswer, Row, Shapes } from '../../server/planning/contract.ts';

const params: Parameter[] = [
	{ id: 'class', title: 'Class', kind: 'choice', default: 'pipes', choices: ['pipes', 'lights'].map((id) => ({ id, title: id })) },
	{
		id: 'mode',
		title: 'Failure',
		kind: 'choice',
		within: 'class',
		default: 'all',
		choices: [
			{ id: 'all', title: 'All' },
			{ id: 'burst', title: 'Burst', of: ['pipes'] },
		],
	},
	{ id: 'from', title: 'From', kind: 'date', default: '2024-01-01' },
];

describe('what is asked', () => {
	it('keeps in the address only what is not usual', () => {
		expect(changed(params, {}, { mode: 'burst' })).toEqual({ mode: 'burst' });
		expect(changed(params, { mode: 'burst', from: '2025-01-01' }, { from: '2024-01-01' })).toEqual({ mode: 'burst' });
	});

	it('lets go of a choice that the new class does not have', () => {
		expect(changed(params, { mode: 'burst', from: '2025-01-01' }, { class: 'lights' })).toEqual({ class: 'lights', from: '2025-01-01' });
	});
});

describe('periods that have a name', () => {
	it('are the financial years of the municipality and their quarters, until today where they have not ended', () => {
		const periods = periodsUpTo('2026-11-29', 7);
		expect(periods.map(({ id }) => id)).toEqual([
			'2026/27',
			'2025/26',
			'2024/25',
			'2026/27 2',
			'2026/27 1',
			'2025/26 4',
			'2025/26 3',
			'2025/26 2',
			'2025/26 1',
		]);
		expect(periods[0]).toMatchObject({ from: '2026-07-01', to: '2026-11-29', current: true });
		expect(periods[1]).toMatchObject({ from: '2025-07-01', to: '2026-06-30', current: false });
		expect(periods[3]).toMatchObject({ from: '2026-10-01', to: '2026-11-29', current: true });
		expect(periodsUpTo('2026-01-01', 1)[0]).toMatchObject({ id: '2026', from: '2026-01-01', to: '2026-01-01' });
	});
});

describe('labels beside a chart', () => {
	it('are cut where there is no room, and say so', () => {
		expect(shortened('Azalea Close · WP-13341', 30)).toBe('Azalea Close · WP-13341');
		expect(shortened('Azalea Close · WP-13341', 14)).toBe('Azalea Close…');
	});
});

describe('steps of colour', () => {
	it('hold about as many values each, and every value has one', () => {
		const values = Array.from({ length: 23 }, (_, n) => n * n);
		const steps = stepsOf(values, 'light');
		expect(steps).toHaveLength(5);
		const counts = steps.map(({ colour }) => values.filter((it) => colourOf(it, steps) === colour).length);
		expect(Math.min(...counts)).toBeGreaterThanOrEqual(4);
		expect(counts.reduce((sum, it) => sum + it, 0)).toBe(23);
	});

	it('are as many as there are different values, when these are few; equal values share one', () => {
		expect(stepsOf([3, 3, 9], 'dark').map(({ from, to }) => [from, to])).toEqual([
			[3, 3],
			[9, 9],
		]);
		expect(stepsOf([], 'light')).toEqual([]);
	});
});

const row = (key: string, value: number | null, span: [number, number] | null, faint: string | null = null): Row => ({
	key,
	place: key,
	faint,
	faults: 0,
	cells: { name: key, rate: value, interval: span },
});

const answer = (rows: Row[]): ReportAnswer => ({
	id: 'r',
	title: '',
	about: '',
	question: '',
	definition: '',
	source: '',
	asOf: '2026-11-23T10:00:00Z',
	params: {},
	columns: [],
	rows,
	notes: [],
	chart: { kind: 'ranked', label: 'name', value: 'rate', interval: 'interval', reference: null, title: '' },
	geography: null,
});

describe('the chart', () => {
	it('draws rows that have a figure, each with its interval', () => {
		const marks = marksOf(answer([row('a', 4, [2, 7]), row('b', null, null)]), () => '#000000');
		expect(marks.map(({ key, low, high }) => [key, low, high])).toEqual([['a', 2, 7]]);
	});

	it('is not stretched by an interval that says nothing, but shows every figure', () => {
		const marks = marksOf(answer([row('a', 4, [2, 7]), row('b', 9, [0, 400], 'few')]), () => '#000000');
		expect(reach(marks)).toBeCloseTo(9.18);
		expect(reach([])).toBe(1);
	});
});

describe('weeks along time', () => {
	it('mark those that stand out, each by its row in the table', () => {
		const points: [number, number, number, number][] = [
			[2, 2.4, 0, 6],
			[9, 2.5, 0, 6],
		];
		const series = [
			{
				label: 'Ward 1',
				first: '2026-06-01',
				from: 1,
				points,
				alarms: [
					{ at: 1, row: 'a' },
					{ at: 0, row: 'gone' },
				],
			},
		];
		const shown = { ...answer([row('a', 9, [0, 6])]), chart: { ...answer([]).chart, kind: 'weeks' as const, series } };
		const marks = standoutsOf(shown, () => '#123456');
		expect(marks).toEqual([{ key: 'a', panel: 'Ward 1', day: new Date('2026-06-08T00:00:00Z'), count: 9, colour: '#123456' }]);
	});
});

describe('the brush', () => {
	it('lights one row when a row is pointed at, and all rows of a place when the map is', () => {
		const rows = [
			{ key: '2024:AC', place: 'AC' },
			{ key: '2025:AC', place: 'AC' },
			{ key: '2024:CI', place: 'CI' },
		];
		expect(rows.map((it) => isLit(it, { row: '2025:AC', place: 'AC' }))).toEqual([false, true, false]);
		expect(rows.map((it) => isLit(it, { row: null, place: 'AC' }))).toEqual([true, true, false]);
		expect(rows.some((it) => isLit(it, null))).toBe(false);
		expect(isLit({ key: 'x', place: null }, { row: null, place: null })).toBe(false);
	});
});

describe('rows that are looked at together', () => {
	const columns: Column[] = [
		{ id: 'name', title: 'Ward', kind: 'text' },
		{ id: 'failures', title: 'Failures', kind: 'number', adds: true },
		{ id: 'km', title: 'km-years', kind: 'number', adds: true },
		{ id: 'half', title: 'Half within', kind: 'number' },
		{ id: 'rate', title: 'Rate', kind: 'rate', ratio: { count: 'failures', exposure: 'km', per: 100 } },
		{ id: 'interval', title: 'Interval', kind: 'interval', of: 'rate' },
		{ id: 'share', title: 'Share', kind: 'interval', of: 'half' },
	];
	const of = (key: string, failures: number | null, km: number): Row => ({
		key,
		place: key,
		faint: null,
		faults: 0,
		cells: { failures, km, half: 3, rate: 1 },
	});

	it('add up where that is honest, with the exact interval of a count, and say nothing elsewhere', () => {
		const cells = (rows: Row[]) => columns.map((it) => together(rows, it, columns));
		// 10 in 50 km-years: Garwood's limits of 10 are 4.7954 and 18.3904
		expect(cells([of('1', 4, 20), of('2', 6, 30)])).toEqual([null, 10, 50, null, 20, [expect.closeTo(9.5908, 3), expect.closeTo(36.7808, 3)], null]);
		expect(cells([of('1', null, 20), of('2', 6, 30)])).toEqual([null, null, 50, null, null, null, null]);
	});

	it('are found within what is drawn on the map: areas by their middle, lines by any part of them', () => {
		const square = (x: number): number[][][] => [
			[
				[x, 0],
				[x + 2, 0],
				[x + 2, 2],
				[x, 2],
				[x, 0],
			],
		];
		const shape = (key: string, type: string, coordinates: unknown) => ({
			type: 'Feature' as const,
			id: key,
			properties: { key, title: key },
			geometry: { type, coordinates },
		});
		const shapes: Shapes = {
			type: 'FeatureCollection',
			features: [
				shape('inside', 'Polygon', square(0)),
				shape('touching', 'Polygon', square(2)),
				shape('line', 'LineString', [
					[2.5, 1],
					[9, 1],
				]),
				shape('far', 'Point', [9, 9]),
			],
		};
		const rows = ['far', 'line', 'inside', 'inside again', 'touching'].map((key): Row => ({ ...of(key, 1, 1), place: key.split(' ')[0] ?? null }));
		const lasso = {
			type: 'Polygon' as const,
			coordinates: [
				[
					[-1, -1],
					[2.8, -1],
					[2.8, 3],
					[-1, 3],
					[-1, -1],
				],
			],
		};
		expect(rowsWithin({ rows, geography: null } as unknown as ReportAnswer, shapes, lasso)).toEqual(['line', 'inside', 'inside again']);
	});
});

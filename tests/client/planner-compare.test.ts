import { describe, expect, it } from 'vitest';
import { drawable, onBoth, paintDifference } from '../../client/planner/compare/difference.ts';
import { pairsOf, periodsToCompare } from '../../client/planner/compare/pairs.ts';
import type { ReportAnswer, Row } from '../../server/planning/contract.ts';

const row = (key: string, value: number | null, span: [number, number] | null): Row => ({
	key,
	place: key,
	faint: null,
	faults: 0,
	cells: { name: `Ward ${key}`, rate: value, interval: span },
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
	columns: [{ id: 'name', title: 'Ward', kind: 'text' }],
	rows,
	notes: [],
	chart: { kind: 'ranked', label: 'name', value: 'rate', interval: 'interval', reference: null, title: '' },
	geography: { by: 'ward', title: '', places: rows.map(({ key }) => ({ key, row: key, title: key, value: 1, faint: null })) },
});

const first = answer([row('1', 10, [8, 12]), row('2', 5, [2, 9]), row('3', 4, [1, 9])]);
const second = answer([row('2', 4, [1, 8]), row('1', 5, [3, 7]), row('4', 1, [0, 2])]);

describe('a comparison', () => {
	it('sets rows of the same key side by side, keeps those that only one has, and says whether the intervals meet', () => {
		const pairs = pairsOf(first, second);
		expect(pairs.map(({ title, difference, overlap }) => [title, difference, overlap])).toEqual([
			['Ward 1', 5, false],
			['Ward 2', 1, true],
			['Ward 3', null, null],
			['Ward 4', null, null],
		]);
	});

	it('colours differences by their size and side, and hatches what may be chance', () => {
		const { ofPlace, few, none } = paintDifference(pairsOf(first, second), 'light');
		expect(ofPlace('1')).toEqual({ colour: '#a4400f', faint: false });
		expect(ofPlace('2').faint).toBe(true);
		expect(ofPlace('2').colour).not.toBe(ofPlace('3').colour);
		expect([few, none]).toEqual([true, true]);
		expect(drawable(first, second)).toBe(true);
		expect(drawable(first, { ...second, geography: null })).toBe(false);
	});

	it('draws what both answers bring along, each shape once, and opens only what the first has a row of', () => {
		const own = (it: ReportAnswer, drawn: string[]): ReportAnswer => ({
			...it,
			geography: {
				by: 'own',
				title: '',
				places: drawn.map((key) => ({ key, row: key, title: key, value: 1, faint: null })),
				shapes: {
					type: 'FeatureCollection',
					features: drawn.map((id) => ({ type: 'Feature', id, properties: { key: id, title: id }, geometry: { type: 'Point', coordinates: [0, 0] } })),
				},
			},
		});
		const [a, b] = [own(first, ['1', '3']), own(second, ['1', '2', '4'])];
		expect(drawable(a, b)).toBe(true);
		const both = onBoth(a, b).geography;
		expect(both?.shapes?.features.map(({ id }) => id)).toEqual(['1', '3', '2', '4']);
		expect(both?.places.map(({ key }) => key)).toEqual(['1', '3', '2']);
		expect(onBoth(first, second)).toBe(first);
		expect(drawable(a, second)).toBe(false);
		const lines = (attribute: string): ReportAnswer => ({ ...first, geography: { by: 'line', class: 'roads', attribute, title: '', places: [] } });
		expect(drawable(lines('surface'), lines('surface'))).toBe(true);
		expect(drawable(lines('surface'), lines('width'))).toBe(false);
	});

	it('begins with the period before, or with the halves of the period where nothing was recorded before it', () => {
		const year = { from: '2023-01-01', to: '2023-12-31' };
		expect(periodsToCompare(year, '2020-01-01')?.second).toEqual({ from: '2022-01-01', to: '2022-12-31' });
		expect(periodsToCompare(year, '2023-01-01')).toEqual({
			first: { from: '2023-07-02', to: '2023-12-31' },
			second: { from: '2023-01-01', to: '2023-07-01' },
		});
		expect(periodsToCompare({ class: 'street-lights' }, '')).toBeNull();
	});
});

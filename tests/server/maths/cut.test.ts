import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut } from '../../../server/maths/cut.ts';
import { lineLength } from '../../../server/maths/linear.ts';

const both = (line: [number, number][]) => ({ stored: line, metric: line });

describe('a line is cut', () => {
	test('at the position nearest to a place, corners kept', () => {
		const line = both([
			[0, 0],
			[10, 0],
			[10, 10],
		]);
		expect(cut(line, [[12, 4]])).toEqual([
			[
				[0, 0],
				[10, 0],
				[10, 4],
			],
			[
				[10, 4],
				[10, 10],
			],
		]);
	});

	test('at a corner, which then ends one piece and begins the next', () => {
		const line = both([
			[0, 0],
			[10, 0],
			[10, 10],
		]);
		expect(cut(line, [[10, 0]])).toEqual([
			[
				[0, 0],
				[10, 0],
			],
			[
				[10, 0],
				[10, 10],
			],
		]);
	});

	test('not at all by places beyond its ends, and once by two at the same place', () => {
		const line = both([
			[0, 0],
			[10, 0],
		]);
		expect(cut(line, [[-5, 1]])).toHaveLength(1);
		expect(cut(line, [[10, 3]])).toHaveLength(1);
		expect(
			cut(line, [
				[4, 1],
				[4, -1],
			]),
		).toHaveLength(2);
	});

	test('by metres where it is stored in degrees', () => {
		const pieces = cut(
			{
				stored: [
					[18, -33],
					[18.002, -33],
				],
				metric: [
					[0, 0],
					[200, 0],
				],
			},
			[[50, 7]],
		);
		expect(pieces[0]?.at(-1)?.[0]).toBeCloseTo(18.0005, 12);
	});

	test('into pieces that follow one another and are as long together as it was', () => {
		const position = fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 }));
		fc.assert(
			fc.property(fc.array(position, { minLength: 2, maxLength: 8 }), fc.array(position, { minLength: 1, maxLength: 5 }), (line, places) => {
				fc.pre(lineLength(line) > 1);
				const pieces = cut(both(line), places);
				expect(pieces[0]?.[0]).toEqual(line[0]);
				expect(pieces.at(-1)?.at(-1)).toEqual(line.at(-1));
				expect(pieces.slice(1).map((piece) => piece[0])).toEqual(pieces.slice(0, -1).map((piece) => piece.at(-1)));
				expect(pieces.reduce((sum, it) => sum + lineLength(it), 0)).toBeCloseTo(lineLength(line), 6);
			}),
		);
	});
});

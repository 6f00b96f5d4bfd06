import { expect, it } from 'vitest';
import { nextTurn, type Rhythm } from '../../../server/maths/rhythm.ts';

const paarl = { zone: 'Africa/Johannesburg', yearMonth: 7 };
const berlin = { zone: 'Europe/Berlin', yearMonth: 1 };
const turns = (rhythm: Rhythm, place: typeof paarl, first: string, count: number): string[] => {
	const all: string[] = [];
	for (let at = new Date(first); all.length < count; ) {
		at = nextTurn(rhythm, place, at);
		all.push(at.toISOString().slice(0, 16));
	}
	return all;
};

it('comes each week on its day at its hour, and at the very moment not again', () => {
	expect(turns({ every: 'week', day: 1, hour: 7 }, paarl, '2026-11-29T18:00:00Z', 3)).toEqual(['2026-11-30T05:00', '2026-12-07T05:00', '2026-12-14T05:00']);
	expect(turns({ every: 'week', day: 7, hour: 23 }, paarl, '2026-11-29T20:00:00Z', 1)).toEqual(['2026-11-29T21:00']);
});

it('counts the days of the town, not those of Greenwich', () => {
	expect(turns({ every: 'week', day: 1, hour: 0 }, paarl, '2026-11-29T21:59:00Z', 2)).toEqual(['2026-11-29T22:00', '2026-12-06T22:00']);
});

it('comes on the last day where a month is too short, also in leap years and over the turn of the year', () => {
	const days = (first: string, count: number): string[] => turns({ every: 'month', day: 31, hour: 6 }, paarl, first, count).map((it) => it.slice(0, 10));
	expect(days('2026-12-31T05:00:00Z', 4)).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30']);
	expect(days('2028-02-01T00:00:00Z', 1)).toEqual(['2028-02-29']);
});

it('comes on quarters of the financial year', () => {
	const quarters = (yearMonth: number): string[] =>
		turns({ every: 'quarter', day: 5, hour: 8 }, { ...paarl, yearMonth }, '2026-11-29T00:00:00Z', 4).map((it) => it.slice(0, 10));
	expect(quarters(7)).toEqual(['2027-01-05', '2027-04-05', '2027-07-05', '2027-10-05']);
	expect(quarters(3)).toEqual(['2026-12-05', '2027-03-05', '2027-06-05', '2027-09-05']);
});

it('keeps to the clock on the wall when the clocks are changed, and comes once on such days', () => {
	// 29 March 2026: 02:00 becomes 03:00; 25 October 2026: 03:00 becomes 02:00.
	expect(turns({ every: 'week', day: 7, hour: 7 }, berlin, '2026-03-20T00:00:00Z', 2)).toEqual(['2026-03-22T06:00', '2026-03-29T05:00']);
	expect(turns({ every: 'week', day: 7, hour: 2 }, berlin, '2026-03-28T00:00:00Z', 2)).toEqual(['2026-03-29T01:00', '2026-04-05T00:00']);
	expect(turns({ every: 'week', day: 7, hour: 2 }, berlin, '2026-10-24T00:00:00Z', 2)).toEqual(['2026-10-25T00:00', '2026-11-01T01:00']);
});

it('refuses days that there are not', () => {
	expect(() => nextTurn({ every: 'month', day: Number.NaN, hour: 6 }, paarl, new Date())).toThrow(RangeError);
});

import { describe, expect, test } from 'vitest';
import { type Calendar, dueAt, elapsedMinutes } from '../../../server/maths/clock.ts';
import { random } from '../../../server/maths/random.ts';
import { southAfricanHolidays } from '../../../server/maths/south-african-holidays.ts';
import vectors from '../../../server/maths/vectors/sla_calendar.json' with { type: 'json' };

// proclaimed for one year each; the vector lists them among the years' holidays
const PROCLAIMED = ['2019-05-08', '2021-11-01', '2022-12-27', '2023-12-15', '2024-05-29'];

const zone = 'Africa/Johannesburg';
const week = (from: number, to: number): Calendar['windows'] => [...Array.from({ length: 5 }, () => [[from, to] as const]), [], []];
const daily = (from: number, to: number): Calendar['windows'] => Array.from({ length: 7 }, () => [[from, to] as const]);
const holidays = new Set(Object.values(vectors.holidays).flatMap((year) => Object.keys(year)));

const CALENDARS: Record<string, Calendar> = {
	office: { windows: week(450, 960), holidays, zone },
	depot: { windows: week(480, 1020), holidays, zone },
	'24x7': { windows: daily(0, 1440), holidays: new Set(), zone },
};

const named = (name: string): Calendar => CALENDARS[name] ?? { windows: [], holidays, zone };

const pausesOf = (vector: { pauses: string[][] }) => vector.pauses.map(([from, to]) => ({ from: new Date(from ?? ''), to: new Date(to ?? '') }));

describe('service standard clock', () => {
	test.each(vectors.cases.map((c) => [`${c.minutes} min of ${c.calendar} from ${c.start}`, c] as const))('%s', (_, vector) => {
		const due = dueAt(new Date(vector.start), vector.minutes, named(vector.calendar), pausesOf(vector));
		expect(due?.toISOString()).toBe(new Date(vector.due).toISOString());
		const elapsed = elapsedMinutes(new Date(vector.start), new Date(vector.until), named(vector.calendar), pausesOf(vector));
		expect(elapsed).toBe(vector.elapsed_open_minutes);
	});

	test('as many minutes elapse until a due date as it was given, in any zone and with overlapping pauses', () => {
		const stream = random('clock');
		for (let i = 0; i < 300; i++) {
			const start = new Date(Date.UTC(2026, 0, 1) + stream.int(525_600) * 60_000);
			const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
			const pauses = [0, 1].map(() => ({ from: later(stream.int(3000)), to: later(stream.int(9000)) }));
			const calendar = { ...named(stream.pick(['office', '24x7'])), zone: stream.pick(['Europe/Berlin', 'America/Santiago', 'Australia/Lord_Howe', zone]) };
			const minutes = 1 + stream.int(6000);
			const due = dueAt(start, minutes, calendar, pauses);
			expect(elapsedMinutes(start, due ?? start, calendar, pauses)).toBeCloseTo(minutes, 9);
		}
	});

	test('the night on which clocks change has one hour less or more', () => {
		const berlin = { windows: daily(0, 1440), holidays: new Set<string>(), zone: 'Europe/Berlin' };
		const between = (from: string, to: string, calendar: Calendar) => elapsedMinutes(new Date(from), new Date(to), calendar);
		expect(between('2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', berlin)).toBe(23 * 60);
		expect(between('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', berlin)).toBe(25 * 60);
		const night = { ...berlin, windows: daily(1320, 1800) };
		expect(between('2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z', night)).toBe(7 * 60);
		expect(between('2026-06-28T12:00:00Z', '2026-06-29T12:00:00Z', night)).toBe(8 * 60);
		expect(dueAt(new Date('2026-03-29T00:30:00Z'), 60, { ...berlin, windows: daily(480, 960) })?.toISOString()).toBe('2026-03-29T07:00:00.000Z');
	});

	test('a skipped or doubled time of day is read once', () => {
		// 02:30 does not exist on 29 March in Berlin and comes twice on 25 October
		const early = { windows: daily(150, 480), holidays: new Set<string>(), zone: 'Europe/Berlin' };
		expect(dueAt(new Date('2026-03-28T23:00:00Z'), 1, early)?.toISOString()).toBe('2026-03-29T01:31:00.000Z');
		expect(dueAt(new Date('2026-10-24T22:00:00Z'), 1, early)?.toISOString()).toBe('2026-10-25T00:31:00.000Z');
	});

	test('what never comes is null, what is asked for at once is now', () => {
		const start = new Date('2026-04-01T08:00:00Z');
		expect(dueAt(start, 60, named('office'), [{ from: start }])).toBeNull();
		expect(dueAt(start, 60, { windows: daily(0, 0), holidays, zone })).toBeNull();
		expect(dueAt(start, 0, named('office'))).toEqual(start);
		expect(elapsedMinutes(start, new Date('2026-03-01T08:00:00Z'), named('24x7'))).toBe(0);
	});
});

describe('South African holidays', () => {
	test.each(Object.entries(vectors.holidays))('%s is as proclaimed by law, apart from single proclaimed days', (year, expected) => {
		const ruled = Object.entries(expected).filter(([day]) => !PROCLAIMED.includes(day));
		expect(southAfricanHolidays(Number(year))).toEqual(ruled.map(([day, name]) => ({ day, name })).sort((a, b) => (a.day < b.day ? -1 : 1)));
	});
});

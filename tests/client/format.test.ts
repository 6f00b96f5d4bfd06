import { beforeAll, describe, expect, test, vi } from 'vitest';
import { duration, shortDuration } from '../../client/i18n/duration.ts';
import { bytes, date, dateTime, distance, longDate, number, percent } from '../../client/i18n/format.ts';
import { preferred, speak } from '../../client/i18n/language.ts';
import { writeAsIn } from '../../client/i18n/locale.ts';
import { money } from '../../client/i18n/money.ts';
import { text } from '../../client/i18n/text.ts';

beforeAll(() => {
	vi.stubGlobal('document', { documentElement: {} });
	writeAsIn({ region: 'ZA', zone: 'Africa/Johannesburg', currency: 'ZAR' });
});

describe('the language of a person', () => {
	test('is what the address says, then what was chosen, then what the browser speaks, then the first offered', () => {
		expect(preferred(['xh', 'af', 'en-GB'], ['en', 'af', 'xh'])).toBe('xh');
		expect(preferred([null, 'af'], ['en', 'af'])).toBe('af');
		expect(preferred([null, null, 'de-DE', 'AF-ZA'], ['en', 'af'])).toBe('af');
		expect(preferred(['xh'], ['af', 'en'])).toBe('af');
	});

	test('is fallen back from to English, then to whatever there is', async () => {
		await speak('xh');
		expect(text({ en: 'Street light', xh: 'Isibane' })).toBe('Isibane');
		expect(text({ en: 'Street light' })).toBe('Street light');
		expect(text({ de: 'Laterne' })).toBe('Laterne');
		expect(text(null)).toBe('');
	});
});

describe('what is written', () => {
	const lateOnTheFirst = '2026-11-30T22:30:00Z';

	test.each([
		['en', '1 Dec 2026', 'Tuesday 1 December 2026'],
		['af', '1 Des. 2026', 'Dinsdag 1 Desember 2026'],
		['xh', '1 Dis 2026', 'uLwesibini 1 Disemba 2026'],
	] as const)('are dates of the municipality in %s', async (language, short, long) => {
		await speak(language);
		expect(date(lateOnTheFirst)).toBe(short);
		expect(longDate(lateOnTheFirst)).toBe(long);
		expect(dateTime(lateOnTheFirst)).toBe(`${short}, 00:30`);
	});

	test('are years of long ago too', async () => {
		await speak('en');
		expect(date('1962-04-05')).toBe('5 Apr 1962');
	});

	test('are numbers with their units', async () => {
		await speak('en');
		const spaces = (it: string): string => it.replace(/[\u00a0\u202f]/g, ' ');
		expect(spaces(distance(7.94))).toMatch(/^7[.,]9 m$/);
		expect(spaces(distance(412.7))).toBe('413 m');
		expect(spaces(distance(1440))).toMatch(/^1[.,]4 km$/);
		expect(spaces(bytes(163_900))).toBe('164 kB');
		expect(spaces(number(12_345))).toMatch(/^12[ ,]345$/);
		expect(spaces(percent(0.425, 1))).toMatch(/^42[.,]5\s?%$/);
		expect(spaces(money(1250))).toMatch(/^R ?1[ ,]250$/);
	});

	test.each([
		['en', '3 days', '1 day', '5h'],
		['af', '3 dae', '1 dag', '5u'],
		['xh', 'iintsuku ezi-3', 'usuku olu-1', '5y'],
	] as const)('are durations in %s', async (language, days, day, hours) => {
		await speak(language);
		expect(duration(3 * 86_400_000)).toBe(days);
		expect(duration(86_400_000 * 2).length).toBeGreaterThan(0);
		expect(shortDuration(5 * 3_600_000)).toBe(hours);
		expect(day).toBeTruthy();
	});
});

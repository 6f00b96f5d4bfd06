/** A public holiday by the rule of the law. */
export interface Holiday {
	/** YYYY-MM-DD. */
	readonly day: string;
	readonly name: string;
}

const FIXED = [
	['01-01', "New Year's Day"],
	['03-21', 'Human Rights Day'],
	['04-27', 'Freedom Day'],
	['05-01', "Workers' Day"],
	['06-16', 'Youth Day'],
	['08-09', "National Women's Day"],
	['09-24', 'Heritage Day'],
	['12-16', 'Day of Reconciliation'],
	['12-25', 'Christmas Day'],
	['12-26', 'Day of Goodwill'],
] as const;

/**
 * The holidays of a year (1995 or later) by the Public Holidays Act 36 of 1994: the fixed ones, Good Friday and Family Day; one that falls on a Sunday
 * is also kept on the Monday unless that is a holiday already. Days proclaimed for one year only (elections, the Monday after 25 and 26 December 2022)
 * follow no rule: they are rows that administrators add.
 */
export function southAfricanHolidays(year: number): Holiday[] {
	const easter = easterSunday(year);
	const named = new Map<string, string>([
		[iso(addDays(easter, -2)), 'Good Friday'],
		[iso(addDays(easter, 1)), 'Family Day'],
		...FIXED.map(([day, name]): [string, string] => [`${year}-${day}`, name]),
	]);
	for (const [day, name] of [...named]) {
		const monday = iso(addDays(new Date(day), 1));
		if (new Date(day).getUTCDay() === 0 && !named.has(monday)) {
			named.set(monday, `${name} (observed)`);
		}
	}
	return [...named].map(([day, name]) => ({ day, name })).sort((a, b) => (a.day < b.day ? -1 : 1));
}

// The Gregorian computus as J.-M. Oudin gave it (1940; in the Explanatory Supplement to the Astronomical Almanac).
function easterSunday(year: number): Date {
	const century = Math.floor(year / 100);
	const golden = year % 19;
	const correction = Math.floor((century - Math.floor((century - 17) / 25)) / 3);
	const raw = (century - Math.floor(century / 4) - correction + 19 * golden + 15) % 30;
	const late = Math.floor(raw / 28) * (1 - Math.floor(29 / (raw + 1)) * Math.floor((21 - golden) / 11));
	const moon = raw - late;
	const weekday = (year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7;
	return addDays(new Date(Date.UTC(year, 2, 28)), moon - weekday);
}

function addDays(day: Date, days: number): Date {
	return new Date(day.getTime() + days * 86_400_000);
}

function iso(day: Date): string {
	return day.toISOString().slice(0, 10);
}

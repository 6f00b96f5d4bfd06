import { type Calendar, dueAt, elapsedMinutes } from '../../../maths/clock.ts';
import { southAfricanHolidays } from '../../../maths/south-african-holidays.ts';
import vectors from '../../../maths/vectors/sla_calendar.json' with { type: 'json' };
import { type Check, type Family, same } from '../check.ts';

const zone = 'Africa/Johannesburg';
const closed: Calendar['windows'] = [[], []];
const daily = (days: number, from: number, to: number): Calendar['windows'] => Array.from({ length: days }, () => [[from, to] as const]);
const listed = Object.values(vectors.holidays).flatMap((year) => Object.entries(year));
const holidays = new Set(listed.map(([day]) => day));

/** Minutes after midnight of the hours that the vector states in words. */
const calendars: Readonly<Record<string, Calendar>> = {
	office: { windows: [...daily(5, 450, 960), ...closed], holidays, zone },
	depot: { windows: [...daily(5, 480, 1020), ...closed], holidays, zone },
	'24x7': { windows: daily(7, 0, 1440), holidays: new Set(), zone },
};

function due(): Check[] {
	const cases = vectors.cases.map((it) => ({
		...it,
		hours: calendars[it.calendar] ?? { windows: [], holidays, zone },
		without: it.pauses.map(([from = '', to = '']) => ({ from: new Date(from), to: new Date(to) })),
	}));
	return [
		same(
			'sla_calendar.due',
			cases.map((it) => dueAt(new Date(it.start), it.minutes, it.hours, it.without)?.getTime()),
			cases.map((it) => new Date(it.due).getTime()),
		),
		same(
			'sla_calendar.elapsed_open_minutes',
			cases.map((it) => elapsedMinutes(new Date(it.start), new Date(it.until), it.hours, it.without)),
			cases.map((it) => it.elapsed_open_minutes),
		),
	];
}

/** The holidays of the law are reckoned; those proclaimed for one year are what other libraries lack, and administrators keep them. */
function kept(): Check[] {
	const ruled = Object.keys(vectors.holidays).flatMap((year) => southAfricanHolidays(Number(year)));
	const lawful = new Set(ruled.map((it) => it.day));
	const proclaimed = listed.filter(([day]) => !lawful.has(day)).map(([day]) => day);
	const lacking = Object.values(vectors.library_differences);
	const others = lacking.flatMap((it) => [...it.npm_not_ours, ...it.py_not_ours]);
	return [
		same('sla_calendar.holidays', ruled.map(({ day, name }) => [day, name]).sort(), listed.filter(([day]) => lawful.has(day)).sort()),
		same('sla_calendar.library_differences, ours', proclaimed.sort(), [...new Set(lacking.flatMap((it) => [...it.ours_not_npm, ...it.ours_not_py]))].sort()),
		same('sla_calendar.library_differences, theirs', [others], [[]]),
	];
}

export const clocks: Family = {
	id: 'clocks',
	vectors: ['sla_calendar.json'],
	oracle: 'Minute by minute; python-holidays; npm date-holidays',
	checks: () => [...due(), ...kept()],
};

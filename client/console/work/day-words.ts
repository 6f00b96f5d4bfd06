import { type DayNumber, weekdayOf } from '../../../server/maths/zones.ts';
import { theTown } from '../../api/town.ts';
import { date, longDate } from '../../i18n/format.ts';
import { t as shared } from '../../i18n/shared.ts';
import { momentAt } from './days.ts';

const noon = 720;
const at = (day: DayNumber): string => momentAt(theTown().zone, day, noon);

/** "Monday 30 Nov": a day as the head of a column. */
export function dayWords(day: DayNumber): string {
	const name = shared('date.days').split('|')[(weekdayOf(day) + 1) % 7] ?? '';
	return `${name} ${date(at(day)).replace(/ \d{4}$/, '')}`;
}

/** "Monday 30 November 2026". */
export const longDay = (day: DayNumber): string => longDate(at(day));

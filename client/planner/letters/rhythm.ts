import type { Letter } from '../../../server/planning/letters/contract.ts';
import { t } from '../../i18n/planner-letters.ts';
import { t as say } from '../../i18n/shared.ts';

export type Rhythm = Pick<Letter, 'every' | 'day' | 'hour'>;

/** Monday is 1, as the calendar counts; the names of the languages begin with Sunday. */
const weekday = (day: number): string => say('date.days').split('|')[day % 7] ?? '';

/** What a day is called in a rhythm. */
export const dayName = (every: Rhythm['every'], day: number): string => (every === 'week' ? weekday(day) : t('dayOf', { day }));

/** An hour as clocks show it. */
export const hourName = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** "Every week, Monday, 07:00". */
export const rhythmName = ({ every, day, hour }: Rhythm): string => `${t(`every.${every}`)}, ${dayName(every, day)}, ${hourName(hour)}`;

/** The days there are in a rhythm. */
export const daysOf = (every: Rhythm['every']): number[] => Array.from({ length: every === 'week' ? 7 : 31 }, (_, i) => i + 1);

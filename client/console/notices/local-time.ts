import { dayIn, isoDay, momentOf } from '../../../server/maths/zones.ts';

const minute = 60_000;
const two = (it: number): string => String(it).padStart(2, '0');

/** A moment as a field for date and time shows it, by the clocks of a zone. */
export function localTime(moment: string, zone: string): string {
	const at = Date.parse(moment);
	const day = dayIn(zone, at);
	const minutes = Math.round((at - momentOf(zone, day, 0)) / minute);
	return `${isoDay(day)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** What a field for date and time holds, as a moment; empty where it holds none. */
export function momentAt(local: string, zone: string): string {
	const [, day, hours, minutes] = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)/.exec(local) ?? [];
	if (day === undefined) return '';
	return new Date(momentOf(zone, Date.parse(day) / (1440 * minute), Number(hours) * 60 + Number(minutes))).toISOString();
}

import { type DayNumber, dayIn, isoDay, momentOf, weekdayOf } from '../../../server/maths/zones.ts';
import type { OrderBrief } from '../../../server/work/orders/contract.ts';

const minute = 60_000;

/** An order whose length nobody has said is drawn as long as this, hours. */
export const usualHours = 1;

/** The day that an address names as YYYY-MM-DD; today where it names none. */
export function dayOf(written: string, zone: string): DayNumber {
	const day = /^\d{4}-\d\d-\d\d$/.test(written) ? Date.parse(written) / (1440 * minute) : Number.NaN;
	return Number.isFinite(day) ? day : dayIn(zone, Date.now());
}

/** A day as an address names it. */
export const nameOf = (day: DayNumber): string => isoDay(day);

/** The Monday of a day's week and the six days after it. */
export const weekOf = (day: DayNumber): DayNumber[] => Array.from({ length: 7 }, (_, at) => day - weekdayOf(day) + at);

/** A minute of a day as a moment. */
export const momentAt = (zone: string, day: DayNumber, minutes = 0): string => new Date(momentOf(zone, day, minutes)).toISOString();

/** On which day an order is planned to begin; null where it is not planned. */
export const plannedDay = ({ plannedFrom }: Pick<OrderBrief, 'plannedFrom'>, zone: string): DayNumber | null =>
	plannedFrom === null ? null : dayIn(zone, Date.parse(plannedFrom));

/** How long an order takes, hours: as planned, as estimated, or as usual. */
export function hoursOf({ plannedFrom, plannedUntil, estimateHours }: Pick<OrderBrief, 'plannedFrom' | 'plannedUntil' | 'estimateHours'>): number {
	if (plannedFrom !== null && plannedUntil !== null) return Math.max(0.25, (Date.parse(plannedUntil) - Date.parse(plannedFrom)) / (60 * minute));
	return estimateHours === null || estimateHours <= 0 ? usualHours : estimateHours;
}

/** When an order ends as planned; where only its beginning is known, by its estimate. */
export const plannedEnd = (it: Pick<OrderBrief, 'plannedFrom' | 'plannedUntil' | 'estimateHours'>): number =>
	it.plannedUntil === null ? Date.parse(it.plannedFrom ?? '') + hoursOf(it) * 60 * minute : Date.parse(it.plannedUntil);

import type { DayNumber } from '../../../server/maths/zones.ts';
import type { OrderBrief } from '../../../server/work/orders/contract.ts';
import { hoursOf, momentAt, plannedDay, plannedEnd } from './days.ts';

/** A place on the board: a crew (null: none) and a day (null: not planned). What is undefined stays as it is. */
export interface Slot {
	crew?: string | null | undefined;
	day?: DayNumber | null;
}

/** When a crew begins, minutes after midnight. */
interface Shift {
	code: string;
	shiftFrom: number;
}

/** What stands on the board besides, and whose clocks hold. */
interface Board {
	orders: readonly OrderBrief[];
	crews: readonly Shift[];
	zone: string;
}

/** What of an order its place on the board says. */
export interface Placed {
	crew?: string | null;
	plannedFrom?: string | null;
	plannedUntil?: string | null;
}

/** Crews whose hours nobody has said begin at half past seven. */
const usualShift = 450;

/** The first free moment of a crew on a day: after the last of what it has there, or when its shift begins. */
function firstFree(it: OrderBrief, { crew, day }: { crew: string | null; day: DayNumber }, { orders, crews, zone }: Board): number {
	const begins = Date.parse(momentAt(zone, day, crews.find(({ code }) => code === crew)?.shiftFrom ?? usualShift));
	const ends = orders
		.filter((other) => other.code !== it.code && other.crew === crew && crew !== null && plannedDay(other, zone) === day)
		.map(plannedEnd)
		.filter((end) => Number.isFinite(end));
	return Math.max(begins, ...ends);
}

/** What changes of an order when it is put into a place: nothing, where it is there already. */
export function placed(it: OrderBrief, slot: Slot, board: Board): Placed {
	const crew = slot.crew === undefined ? it.crew : slot.crew;
	const was = plannedDay(it, board.zone);
	const day = slot.day === undefined ? was : slot.day;
	const change: Placed = crew === it.crew ? {} : { crew };
	if (day === null) return was === null ? change : { ...change, plannedFrom: null, plannedUntil: null };
	if (day === was && crew === it.crew) return change;
	const from = firstFree(it, { crew, day }, board);
	return { ...change, plannedFrom: new Date(from).toISOString(), plannedUntil: new Date(from + hoursOf(it) * 3_600_000).toISOString() };
}

import type { OrderBrief } from '../../../server/work/orders/contract.ts';
import { plannedEnd } from './days.ts';

/** A stretch of time, in ms since 1970. */
export interface Span {
	from: number;
	until: number;
}

/** A bar: from where to where of the whole, as shares, and in which line it stands so that none hides another. */
export interface Bar {
	it: OrderBrief;
	left: number;
	width: number;
	lane: number;
	/** When it was really worked on; null until it was begun. */
	real: { left: number; width: number } | null;
}

const share = (at: number, { from, until }: Span): number => Math.min(1, Math.max(0, (at - from) / (until - from)));

const real = ({ startedAt, doneAt }: OrderBrief, whole: Span, now: number): Bar['real'] => {
	if (startedAt === null) return null;
	const left = share(Date.parse(startedAt), whole);
	const width = share(doneAt === null ? now : Date.parse(doneAt), whole) - left;
	return width > 0 ? { left, width } : null;
};

/** Lays orders out as bars over a stretch of time: those that overlap stand in lines under each other. */
export function barsOf(orders: readonly OrderBrief[], whole: Span, now: number): Bar[] {
	const ends: number[] = [];
	const planned = orders
		.flatMap((it) => (it.plannedFrom === null ? [] : [{ it, from: Date.parse(it.plannedFrom), until: plannedEnd(it) }]))
		.filter(({ from, until }) => until > whole.from && from < whole.until)
		.sort((one, other) => one.from - other.from);
	return planned.map(({ it, from, until }) => {
		const free = ends.findIndex((end) => end <= from);
		const lane = free < 0 ? ends.length : free;
		ends[lane] = until;
		const left = share(from, whole);
		return { it, left, width: share(until, whole) - left, lane, real: real(it, whole, now) };
	});
}

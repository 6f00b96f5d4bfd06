import type { Pause } from './clock.ts';

/** A wait for a reason; without an end it lasts still. */
export interface TypedPause {
	readonly kind: string;
	readonly from: Date;
	readonly to: Date | null;
}

/** A wait with the moment until which the clock stands still for it. */
export interface StandingPause extends TypedPause {
	readonly until: Date;
}

/**
 * How long the clock stands still for each wait: until it ends, or until all waits for its reason have used up their limit (minutes by reason; a reason
 * without one stops nothing). Waits are in the order in which they began.
 */
export function standingPauses(pauses: readonly TypedPause[], limits: ReadonlyMap<string, number>): StandingPause[] {
	const used = new Map<string, number>();
	return pauses.map((pause) => {
		const left = (limits.get(pause.kind) ?? 0) * 60_000 - (used.get(pause.kind) ?? 0);
		const limit = pause.from.getTime() + Math.max(0, left);
		const until = Math.min(limit, pause.to?.getTime() ?? limit);
		used.set(pause.kind, (used.get(pause.kind) ?? 0) + until - pause.from.getTime());
		return { ...pause, until: new Date(until) };
	});
}

/** What the clock's arithmetic needs of waits. */
export const asPauses = (pauses: readonly StandingPause[]): Pause[] => pauses.map(({ from, until }) => ({ from, to: until }));

import type { DeskFault } from '../../../server/faults/contract.ts';

/** How much of the time the service standard gives has gone by, 0 to 1. */
export function shareGone({ firstReportAt, dueAt }: Pick<DeskFault, 'firstReportAt' | 'dueAt'>, at: number): number {
	if (!dueAt) return 0;
	const from = Date.parse(firstReportAt);
	const whole = Date.parse(dueAt) - from;
	return whole <= 0 ? 1 : Math.min(1, Math.max(0, (at - from) / whole));
}

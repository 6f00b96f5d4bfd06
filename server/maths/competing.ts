import { type Followed, logLogBounds, moments } from './survival.ts';

/** The share that has ended of one cause by a time, with its interval; what ended of other causes can no longer end of this one. */
export interface Incidence {
	readonly time: number;
	readonly share: number;
	readonly low: number;
	readonly high: number;
	readonly standardError: number;
}

/** What stood where by a time: the share still open, and the share ended of each cause. */
export interface Standing {
	readonly time: number;
	readonly open: number;
	readonly ended: readonly Incidence[];
}

interface Passed {
	readonly time: number;
	readonly atRisk: number;
	readonly any: number;
	readonly own: number;
	/** Those still open just before, and the share ended of the cause just after. */
	readonly before: number;
	readonly share: number;
}

/**
 * Shares still open and ended of each cause by each time asked (Aalen & Johansen 1978). A fault that was rejected was not fixed and will not be: counting
 * it as one we merely stopped looking at overstates how many are fixed.
 */
export function aalenJohansen(followed: readonly Followed[], { causes, at }: { causes: number; at: readonly number[] }): Standing[] {
	const found = moments(followed, causes);
	const perCause = Array.from({ length: causes }, (_, cause) => passed(found, cause + 1));
	return at.map((time) => {
		const until = found.filter((it) => it.time <= time).length;
		const ended = perCause.map((all) => incidence(all.slice(0, until), time));
		return { time, open: 1 - ended.reduce((sum, it) => sum + it.share, 0), ended };
	});
}

/** The first time by which so large a share (0 to 1) has ended of a cause (1, 2, …), as `aalenJohansen` has it; none where that has not been seen. */
export function reached(followed: readonly Followed[], { causes, cause, share }: { causes: number; cause: number; share: number }): number | null {
	return passed(moments(followed, causes), cause).find((it) => it.share >= share)?.time ?? null;
}

function passed(found: ReturnType<typeof moments>, cause: number): Passed[] {
	let [before, share] = [1, 0];
	return found.map(({ time, atRisk, ended }) => {
		const [any, own] = [ended[0] ?? 0, ended[cause] ?? 0];
		share += (before * own) / atRisk;
		const point = { time, atRisk, any, own, before, share };
		before *= 1 - any / atRisk;
		return point;
	});
}

// The delta method's variance (Marubini & Valsecchi 1995), which is Greenwood's where there is one cause alone.
function incidence(all: readonly Passed[], time: number): Incidence {
	const share = all.at(-1)?.share ?? 0;
	let variance = 0;
	for (const { atRisk, any, own, before, share: then } of all) {
		const later = share - then;
		if (atRisk > any) variance += (later * later * any) / (atRisk * (atRisk - any));
		variance += (before * before * own * (atRisk - own)) / atRisk ** 3 - (2 * later * before * own) / atRisk ** 2;
	}
	const standardError = Math.sqrt(Math.max(0, variance));
	return { time, share, standardError, ...logLogBounds(share, standardError / share) };
}

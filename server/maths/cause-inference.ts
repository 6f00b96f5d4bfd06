/** What may have happened: its name, how likely it is beforehand, and whom it would affect, as numbers from 0. */
export interface Cause {
	readonly name: string;
	readonly prior: number;
	readonly affected: readonly number[];
}

/** What is known: who reported, who is known to be well. */
export interface Evidence {
	readonly reported: readonly number[];
	readonly working: readonly number[];
}

/** The share of the affected and of the others that reports within the window, and how likely somebody affected or another is seen to be well. */
export interface Shares {
	readonly affectedReports: number;
	readonly otherReports: number;
	readonly affectedWell: number;
	readonly otherWell: number;
}

/** Causes that would affect the same and cannot be told apart, with how likely it is that one of them is the case. */
export interface Suspicion {
	readonly names: readonly string[];
	readonly affected: readonly number[];
	/** Of the causes and of what is known together. */
	readonly logJoint: number;
	readonly posterior: number;
}

/** Causes that affect the same become one. */
function classes(causes: readonly Cause[]): { names: string[]; prior: number; affected: readonly number[] }[] {
	const bySet = new Map<string, { names: string[]; prior: number; affected: readonly number[] }>();
	for (const { name, prior, affected } of causes) {
		const sorted = [...affected].sort((a, b) => a - b);
		const known = bySet.get(sorted.join());
		if (known) {
			known.names.push(name);
			known.prior += prior;
		} else bySet.set(sorted.join(), { names: [name], prior, affected: sorted });
	}
	return [...bySet.values()];
}

/**
 * Weighs what may have caused reports by Bayes, likeliest first (methods §3.3). One of the causes should affect nobody: that all is coincidence. `count` is
 * how many could be affected. The logarithms are taken relative to that coincidence, so that a cause costs as much as it affects.
 */
export function inferCause({ causes, count, evidence, shares }: { causes: readonly Cause[]; count: number; evidence: Evidence; shares: Shares }): Suspicion[] {
	const { affectedReports, otherReports, affectedWell, otherWell } = shares;
	const [reported, working] = [new Set(evidence.reported), new Set(evidence.working)];
	const nobody = reported.size * Math.log(otherReports) + (count - reported.size) * Math.log(1 - otherReports) + working.size * Math.log(otherWell);
	const weight = (it: number): number =>
		(reported.has(it) ? Math.log(affectedReports / otherReports) : Math.log((1 - affectedReports) / (1 - otherReports))) +
		(working.has(it) ? Math.log(affectedWell / otherWell) : 0);
	const weighed = classes(causes).map(({ prior, ...it }) => ({
		...it,
		logJoint: Math.log(prior) + nobody + it.affected.reduce((sum, one) => sum + weight(one), 0),
	}));
	const most = Math.max(...weighed.map(({ logJoint }) => logJoint));
	const total = weighed.reduce((sum, { logJoint }) => sum + Math.exp(logJoint - most), 0);
	return weighed.map((it) => ({ ...it, posterior: Math.exp(it.logJoint - most) / total })).sort((a, b) => b.posterior - a.posterior);
}

/** How likely it is of each that a common cause affects it. */
export function affectedChance(suspicions: readonly Suspicion[], count: number): number[] {
	const chance = new Array<number>(count).fill(0);
	for (const { affected, posterior } of suspicions) for (const it of affected) chance[it] = (chance[it] ?? 0) + posterior;
	return chance;
}

/** What is known about a closed fault whose asset is reported again; rates per day. */
export interface Recurrence {
	readonly daysSinceClosed: number;
	/** The share of repairs of this kind that hold at the first attempt. */
	readonly firstTimeFix: number;
	/** How often a fault there is reported while it lasts. */
	readonly reportRate: number;
	/** How often the asset breaks anew. */
	readonly faultRate: number;
}

/** The probability that a report after closing means that the repair did not hold, rather than a new fault. Reopen while above one half. */
export function reopenProbability({ daysSinceClosed, firstTimeFix, reportRate, faultRate }: Recurrence): number {
	const days = Math.max(0, daysSinceClosed);
	const logOdds = Math.log(1 - firstTimeFix) - Math.log(firstTimeFix) + Math.log(reportRate) - Math.log(faultRate) - (reportRate - faultRate) * days;
	return 1 / (1 + Math.exp(-logOdds));
}

/** The probability that a report about an asset with an open fault means that fault, when the asset is certain: rates per day as above. */
export function duplicateProbability(reportRate: number, faultRate: number): number {
	return reportRate / (reportRate + faultRate);
}

/**
 * P-values adjusted for how many were tested, so that of those below 0.05 no more than 5 % are expected to be chance (Benjamini & Hochberg 1995): with a
 * hundred places five look hot at 0.05 where nothing is.
 */
export const falseDiscoveryRate = (pValues: readonly number[]): number[] => stepped(pValues, pValues.length);

/** The same whatever hangs together among what was tested (Benjamini & Yekutieli 2001): stricter by the sum of 1/k over all tests. */
export const dependentDiscoveryRate = (pValues: readonly number[]): number[] =>
	stepped(
		pValues,
		pValues.reduce((sum, _, i) => sum + pValues.length / (i + 1), 0),
	);

/** P-values adjusted so that one false finding among all is as rare as each p says (Bonferroni): the strictest. */
export const familyWise = (pValues: readonly number[]): number[] => pValues.map((p) => Math.min(1, p * pValues.length));

// From the largest p down, each times so many over its rank, and none above one that was larger.
function stepped(pValues: readonly number[], times: number): number[] {
	const order = pValues.map((p, i) => [p, i] as const).sort((a, b) => b[0] - a[0]);
	const adjusted = new Array<number>(pValues.length).fill(1);
	let least = 1;
	order.forEach(([p, i], fromTop) => {
		least = Math.min(least, (p * times) / (pValues.length - fromTop));
		adjusted[i] = least;
	});
	return adjusted;
}

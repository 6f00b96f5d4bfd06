/**
 * P-values adjusted for how many were tested, so that of those below 0.05 no more than 5 % are expected to be chance (Benjamini & Hochberg 1995): with a
 * hundred places five look hot at 0.05 where nothing is.
 */
export function falseDiscoveryRate(pValues: readonly number[]): number[] {
	const order = pValues.map((p, i) => [p, i] as const).sort((a, b) => b[0] - a[0]);
	const adjusted = new Array<number>(pValues.length).fill(1);
	let least = 1;
	order.forEach(([p, i], fromTop) => {
		least = Math.min(least, (p * pValues.length) / (pValues.length - fromTop));
		adjusted[i] = least;
	});
	return adjusted;
}

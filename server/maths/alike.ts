/** How much two sets have in common (Jaccard): 1 the same, 0 nothing. */
export function alike(one: readonly number[], other: readonly number[]): number {
	const there = new Set(one);
	const both = other.filter((it) => there.has(it)).length;
	return both / (there.size + other.length - both || 1);
}

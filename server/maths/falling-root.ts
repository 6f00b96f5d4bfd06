/** Where a falling function crosses nought, by halving; an end of the range where it doesn't. */
export function fallingRoot(falling: (x: number) => number, from: number, to: number): number {
	let [low, high] = [from, to];
	for (let i = 0; i < 100 && high - low > 1e-15 * Math.max(Math.abs(low), Math.abs(high)); i++) {
		const middle = (low + high) / 2;
		if (falling(middle) > 0) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}

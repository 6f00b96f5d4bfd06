/** The distance (or time) between two stops by their numbers; the same both ways. Stop 0 is where the tour begins and ends. */
export type Between = (from: number, to: number) => number;

// What rounding alone could gain is no gain: the search would go round in circles.
const GAIN = 1e-9;

/** The order in which to visit all of `count` stops and come back to stop 0: nearest neighbour first, then 2-opt and Or-opt until neither helps. */
export function tour(count: number, between: Between): number[] {
	return shorterTour(nearestFirst(count, between), between);
}

/** From stop 0 always to the nearest stop not yet visited. */
export function nearestFirst(count: number, between: Between): number[] {
	const rest = new Set(Array.from({ length: Math.max(0, count - 1) }, (_, i) => i + 1));
	const order = count > 0 ? [0] : [];
	while (rest.size > 0) {
		const last = order[order.length - 1] as number;
		const next = [...rest].reduce((best, i) => (between(last, i) < between(last, best) ? i : best));
		rest.delete(next);
		order.push(next);
	}
	return order;
}

/** The same stops in a better order: stretches turned round (2-opt) and up to three stops moved elsewhere (Or-opt). The first stop stays. */
export function shorterTour(order: readonly number[], between: Between): number[] {
	const better = [...order];
	while (turnOne(better, between) || moveOne(better, between)) {
		// each pass changed the order in place and made it shorter
	}
	return better;
}

/** The length of a tour, with the way back to its first stop. */
export function tourLength(order: readonly number[], between: Between): number {
	return order.reduce((sum, stop, i) => sum + between(stop, order[(i + 1) % order.length] as number), 0);
}

function turnOne(order: number[], between: Between): boolean {
	for (let i = 0; i < order.length - 2; i++) {
		for (let j = i + 2; j < order.length; j++) {
			const [a, b, c, d] = [stop(order, i), stop(order, i + 1), stop(order, j), stop(order, j + 1)];
			if (between(a, c) + between(b, d) < between(a, b) + between(c, d) - GAIN) {
				order.splice(i + 1, j - i, ...order.slice(i + 1, j + 1).reverse());
				return true;
			}
		}
	}
	return false;
}

function moveOne(order: number[], between: Between): boolean {
	for (let length = 1; length <= 3; length++) {
		for (let i = 1; i + length <= order.length; i++) {
			if (moveStretch(order, { from: i, length }, between)) {
				return true;
			}
		}
	}
	return false;
}

function moveStretch(order: number[], { from, length }: { from: number; length: number }, between: Between): boolean {
	const stretch = order.slice(from, from + length);
	const rest = [...order.slice(0, from), ...order.slice(from + length)];
	const [first, last] = [stretch[0] as number, stretch[length - 1] as number];
	const [before, after] = [stop(order, from - 1), stop(order, from + length)];
	const saved = between(before, first) + between(last, after) - between(before, after);
	for (let k = 0; k < rest.length; k++) {
		const [a, b] = [stop(rest, k), stop(rest, k + 1)];
		for (const [head, tail, turned] of [
			[first, last, false],
			[last, first, true],
		] as const) {
			if (between(a, head) + between(tail, b) - between(a, b) < saved - GAIN) {
				order.splice(0, order.length, ...rest.slice(0, k + 1), ...(turned ? stretch.reverse() : stretch), ...rest.slice(k + 1));
				return true;
			}
		}
	}
	return false;
}

function stop(order: readonly number[], i: number): number {
	return order[i % order.length] as number;
}

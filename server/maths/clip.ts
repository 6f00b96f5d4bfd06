/** A square box from `low` to `high` along both axes. */
export interface Box {
	readonly low: number;
	readonly high: number;
}

/** Whether every position of a flat list (x, y, x, y …) lies in the box. */
export function within(list: readonly number[], { low, high }: Box): boolean {
	for (const value of list) {
		if (value < low || value > high) {
			return false;
		}
	}
	return true;
}

/** The positions of a flat list that lie in the box. */
export function clipPoints(list: readonly number[], { low, high }: Box): number[] {
	const kept: number[] = [];
	for (let i = 0; i < list.length; i += 2) {
		const x = list[i] as number;
		const y = list[i + 1] as number;
		if (x >= low && x <= high && y >= low && y <= high) {
			kept.push(x, y);
		}
	}
	return kept;
}

/** The pieces of a line that lie in the box (Liang & Barsky, segment by segment). */
export function clipLine(line: readonly number[], box: Box): number[][] {
	const pieces: number[][] = [];
	let piece: number[] = [];
	const range = { from: 0, to: 1 };
	for (let i = 2; i < line.length; i += 2) {
		const ax = line[i - 2] as number;
		const ay = line[i - 1] as number;
		const dx = (line[i] as number) - ax;
		const dy = (line[i + 1] as number) - ay;
		range.from = 0;
		range.to = 1;
		if (!(narrow(range, ax, dx, box) && narrow(range, ay, dy, box))) {
			piece = [];
			continue;
		}
		if (piece.length === 0 || range.from > 0) {
			piece = [ax + range.from * dx, ay + range.from * dy];
			pieces.push(piece);
		}
		piece.push(ax + range.to * dx, ay + range.to * dy);
		if (range.to < 1) {
			piece = [];
		}
	}
	return pieces;
}

// Cuts the range of a segment's parameter down to where one of its coordinates is in the box; false when nothing is left.
function narrow(range: { from: number; to: number }, start: number, change: number, { low, high }: Box): boolean {
	if (change === 0) {
		return start >= low && start <= high;
	}
	const enters = ((change > 0 ? low : high) - start) / change;
	const leaves = ((change > 0 ? high : low) - start) / change;
	range.from = Math.max(range.from, enters);
	range.to = Math.min(range.to, leaves);
	return range.from <= range.to;
}

/** The part of a ring in the box, as one ring that may run along the box's edges (Sutherland & Hodgman). */
export function clipRing(ring: readonly number[], { low, high }: Box): number[] {
	let cut = cutRing(ring, 0, low, 1);
	cut = cutRing(cut, 0, high, -1);
	cut = cutRing(cut, 1, low, 1);
	return cutRing(cut, 1, high, -1);
}

// Keeps what lies above (sign 1) or below (sign −1) a limit on one axis.
function cutRing(ring: readonly number[], axis: 0 | 1, limit: number, sign: 1 | -1): number[] {
	const cut: number[] = [];
	const other = 1 - axis;
	let last = ring.length - 2;
	for (let i = 0; i < ring.length; i += 2) {
		const before = sign * ((ring[last + axis] as number) - limit);
		const after = sign * ((ring[i + axis] as number) - limit);
		if (before >= 0 !== after >= 0) {
			const from = ring[last + other] as number;
			const at = cut.length;
			cut.push(limit, limit);
			cut[at + other] = from + (before / (before - after)) * ((ring[i + other] as number) - from);
		}
		if (after >= 0) {
			cut.push(ring[i] as number, ring[i + 1] as number);
		}
		last = i;
	}
	return cut;
}

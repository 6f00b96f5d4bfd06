import { type Gate, gatesBeside, type Segments } from './isolation.ts';

/** A walk through segments, deep first, from one more that stands for all sources. */
interface Walk {
	/** Segments in the order in which they were reached. */
	readonly order: readonly number[];
	readonly reachedAt: Int32Array;
	readonly from: Int32Array;
}

const otherSide = ({ near, far }: Gate, at: number): number => (near === at ? far : near);

/** What can be stepped to from a segment (the last number stands for all sources). */
function steps(segments: Segments): (at: number) => readonly number[] {
	const beside = gatesBeside(segments);
	const fed = new Set(segments.sources);
	const root = segments.count;
	return (at) => {
		if (at === root) return [...fed];
		const open = (beside[at] ?? []).flatMap((number) => {
			const gate = segments.gates[number] as Gate;
			return gate.open ? [otherSide(gate, at)] : [];
		});
		return fed.has(at) ? [...open, root] : open;
	};
}

function walk(root: number, next: (at: number) => readonly number[]): Walk {
	const reachedAt = new Int32Array(root + 1).fill(-1);
	const from = new Int32Array(root + 1).fill(-1);
	const order = [root];
	reachedAt[root] = 0;
	const stack: { at: number; left: readonly number[]; place: number }[] = [{ at: root, left: next(root), place: 0 }];
	for (let top = stack.at(-1); top; top = stack.at(-1)) {
		const it = top.left[top.place];
		top.place += 1;
		if (it === undefined) stack.pop();
		else if (reachedAt[it] === -1) {
			reachedAt[it] = order.length;
			from[it] = top.at;
			order.push(it);
			stack.push({ at: it, left: next(it), place: 0 });
		}
	}
	return { order, reachedAt, from };
}

/** How early in the walk each segment, or what was reached through it, touches what was reached before. */
function lowest({ order, reachedAt, from }: Walk, next: (at: number) => readonly number[]): Int32Array {
	const low = Int32Array.from(reachedAt);
	for (const at of order.toReversed()) {
		for (const it of next(at)) if (it !== from[at]) low[at] = Math.min(low[at] as number, reachedAt[it] as number);
		const up = from[at] as number;
		if (up >= 0) low[up] = Math.min(low[up] as number, low[at] as number);
	}
	return low;
}

/**
 * The nearest segment through which all water to each must come, -1 where there is none: whatever hangs on a segment, through however many others, falls dry
 * when that is shut off. One walk (Tarjan 1972): what was reached from a segment and touches nothing reached before that hangs on it; everything else hangs on
 * what the segment it was reached from hangs on.
 */
export function hangsOn(segments: Segments): Int32Array {
	const root = segments.count;
	const next = steps(segments);
	const walked = walk(root, next);
	const low = lowest(walked, next);
	const on = new Int32Array(root).fill(-1);
	for (const at of walked.order.slice(1)) {
		const up = walked.from[at] as number;
		const parts = (low[at] as number) >= (walked.reachedAt[up] as number);
		on[at] = parts ? (up === root ? -1 : up) : (on[up] ?? -1);
	}
	return on;
}

/** A place where a line is cut, metres from its beginning: the node on the near side and on the far side (the same one where something joins it there). */
export interface Cut {
	readonly at: number;
	readonly near: number;
	readonly far: number;
}

/** A stretch of a line between two nodes, metres from the line's beginning. */
export interface Piece {
	readonly fromNode: number;
	readonly toNode: number;
	readonly from: number;
	readonly to: number;
}

/** The stretches of a line from one end to the other, cut at every valve and at every line that joins it. Cuts at one place keep their order. */
export function cutLine({ length, ends, cuts }: { length: number; ends: readonly [number, number]; cuts: readonly Cut[] }): Piece[] {
	const pieces: Piece[] = [];
	let [fromNode, from] = [ends[0], 0];
	for (const { at, near, far } of [...cuts].sort((a, b) => a.at - b.at)) {
		const to = Math.min(length, Math.max(from, at));
		pieces.push({ fromNode, toNode: near, from, to });
		[fromNode, from] = [far, to];
	}
	pieces.push({ fromNode, toNode: ends[1], from, to: length });
	return pieces;
}

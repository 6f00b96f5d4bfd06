import type { Line, Position } from './geometry.ts';
import { locate } from './linear.ts';

/** Nearer than this to an end a cut would leave nothing, metres. */
const least = 0.01;

const pair = (position: Position | undefined): [number, number] => [position?.[0] ?? Number.NaN, position?.[1] ?? Number.NaN];

interface Cut {
	segment: number;
	share: number;
	chainage: number;
}

function cutsOf(metric: Line, places: readonly Position[]): Cut[] {
	const chainages = [0];
	metric.slice(1).forEach((position, i) => {
		const [[ax, ay], [bx, by]] = [pair(metric[i]), pair(position)];
		chainages.push((chainages[i] ?? 0) + Math.hypot(bx - ax, by - ay));
	});
	const length = chainages.at(-1) ?? 0;
	const found = places.map((place) => locate(metric, place).chainage).sort((a, b) => a - b);
	const apart = found.filter(
		(chainage, i) => chainage >= least && chainage <= length - least && chainage - (found[i - 1] ?? Number.NEGATIVE_INFINITY) >= least,
	);
	return apart.map((chainage) => {
		const segment = Math.max(
			0,
			chainages.findLastIndex((start) => start <= chainage),
		);
		const [from, to] = [chainages[segment] ?? 0, chainages[segment + 1] ?? length];
		return { segment, share: to > from ? (chainage - from) / (to - from) : 0, chainage };
	});
}

/**
 * The pieces of a line that is cut at its positions nearest to some places, in its own order. The line is given twice, corner by corner: in metres, in
 * which places are found, and as it is stored, of which the pieces are made, so that no corner moves. Places at the ends (within 1 cm) cut nothing.
 */
export function cut(line: { stored: Line; metric: Line }, places: readonly Position[]): [number, number][][] {
	const { stored, metric } = line;
	const pieces: [number, number][][] = [];
	let piece = [pair(stored[0])];
	let corner = 1;
	for (const { segment, share } of cutsOf(metric, places)) {
		for (; corner <= segment; corner += 1) piece.push(pair(stored[corner]));
		const [[ax, ay], [bx, by]] = [pair(stored[segment]), pair(stored[segment + 1])];
		const at: [number, number] = share === 0 ? [ax, ay] : [ax + share * (bx - ax), ay + share * (by - ay)];
		if (share > 0) piece.push(at);
		pieces.push(piece);
		piece = [at];
	}
	for (; corner < stored.length; corner += 1) piece.push(pair(stored[corner]));
	pieces.push(piece);
	return pieces;
}

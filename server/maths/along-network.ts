import { disjoint } from './disjoint.ts';
import { gammaLower } from './gamma.ts';
import { type Line, type LinePiece, lineGraph } from './line-graph.ts';
import { falseDiscoveryRate } from './many-tests.ts';
import { type Felt, networkDensity, type Spot } from './network-kernel.ts';

/** A line with what could have happened on each of its metres (days in service), and where along it something did. */
export interface Watched extends Line {
	readonly exposure: number;
	readonly events: readonly number[];
	/** Pieces are gathered into one stretch as long as this is the same: the street. */
	readonly name: string;
}

/** Part of a line, metres from its beginning; nothing where it begins or ends with its line. */
export interface Run {
	readonly line: number;
	readonly from: number | null;
	readonly to: number | null;
}

/** Pieces of network of one name that hang together, and on all of which events come closer together than they should. */
export interface Crowded {
	readonly runs: readonly Run[];
	readonly metres: number;
	readonly exposure: number;
	readonly count: number;
	readonly expected: number;
	/** The highest density on it against what the exposure around lets expect. */
	readonly peak: number;
	/** Whether it is more than chance after allowing for how many pieces were tested. */
	readonly hot: boolean;
}

/** Part of a line, metres from its beginning, along which events come about as close together: `times` as dense as is to be expected, at its densest. */
export interface Graded {
	readonly line: number;
	readonly from: number;
	readonly to: number;
	/** Which of the steps it is in. */
	readonly step: number;
	readonly times: number;
}

/** Where the steps of a graded network begin, in times as dense as is to be expected; pieces on which nothing is felt are in none. */
export const densitySteps: readonly number[] = [0, 0.5, 1, 2, 4];

interface Options {
	/** Metres along the network. */
	readonly bandwidth: number;
	/** Pieces are no longer than this. */
	readonly step?: number;
	/** Ends no further apart are one node. */
	readonly tolerance?: number;
	readonly progress?: (share: number) => void;
}

/** A piece no longer than a step, with what was found at its middle. */
interface Part {
	readonly line: number;
	readonly from: number;
	readonly to: number;
	readonly ends: readonly [string, string];
	readonly times: number;
	readonly p: number;
}

const odds = 0.05;
/** One event is no crowd. */
const fewest = 2;
/** A stretch has at most so many pieces. */
const mostPieces = 120;
/** A way that carries less than a hundredth of an event is not followed: in a grid of streets ways multiply at each corner. */
const leastShare = 0.01;

/** A distance as it is kept, so that whoever counts again counts the same. */
const rounded = (metres: number): number => Math.round(metres * 100) / 100;

/**
 * How likely chance alone is to bring a density so high where `expected` is to be expected: the density is a weighted sum of Poisson counts, whose lower
 * limit is a gamma quantile (Fay & Feuer 1997), and this is the level at which that limit is what is expected.
 */
export const crowdedByChance = ({ density, squares }: Pick<Felt, 'density' | 'squares'>, expected: number): number =>
	density > 0 ? gammaLower((density * density) / squares, (expected * density) / squares) : 1;

const sum = (values: readonly number[]): number => values.reduce((total, it) => total + it, 0);

/** The pieces of a network, and on which of them what happened lies. */
function placed(lines: readonly Watched[], tolerance: number): { pieces: LinePiece[]; spots: Spot[] } {
	const pieces = lineGraph(lines, tolerance);
	const spots = pieces.flatMap(({ line, from, to }, stretch) => {
		const { events = [], length = 0 } = lines[line] ?? {};
		const here = events.map((it) => Math.min(length, Math.max(0, it))).filter((at) => (at > from || from === 0) && at <= to);
		return here.map((at) => ({ stretch, at: at - from }));
	});
	return { pieces, spots };
}

/** Cuts a piece into equal parts no longer than a step. */
function partsOf(
	{ line, from, to, fromNode, toNode }: LinePiece,
	stretch: number,
	step: number,
): (Pick<Part, 'line' | 'from' | 'to' | 'ends'> & { middle: number })[] {
	const count = Math.ceil((to - from) / step);
	const long = (to - from) / count;
	const end = (i: number): string => (i === 0 ? `${fromNode}` : i === count ? `${toNode}` : `${stretch}.${i}`);
	return Array.from({ length: count }, (_, i) => ({
		line,
		from: rounded(from + i * long),
		to: rounded(from + (i + 1) * long),
		ends: [end(i), end(i + 1)],
		middle: (i + 0.5) * long,
	}));
}

const inOrder = (parts: readonly Part[]): Part[] => [...parts].sort((a, b) => a.line - b.line || a.from - b.from);

/** Parts in order, no more than may be in one stretch at a time. */
const batches = (parts: readonly Part[]): Part[][] =>
	Array.from({ length: Math.ceil(parts.length / mostPieces) }, (_, i) => inOrder(parts).slice(i * mostPieces, (i + 1) * mostPieces));

/** Gathers parts that touch and bear the same mark. */
function gathered(parts: readonly Part[], mark: (part: Part) => string): Part[][] {
	const groups = disjoint(parts.length);
	const first = new Map<string, number>();
	parts.forEach((part, i) => {
		for (const end of part.ends) {
			const place = `${end}|${mark(part)}`;
			const known = first.get(place);
			if (known === undefined) first.set(place, i);
			else groups.join(known, i);
		}
	});
	const found = new Map<number, Part[]>();
	parts.forEach((part, i) => {
		const group = groups.groupOf(i);
		const known = found.get(group);
		if (known) known.push(part);
		else found.set(group, [part]);
	});
	return [...found.values()].flatMap(batches);
}

/** The runs along their lines that parts make, open where a line ends. */
function runsOf(parts: readonly Part[], lines: readonly Watched[]): Run[] {
	const runs: { line: number; from: number; to: number }[] = [];
	for (const { line, from, to } of inOrder(parts)) {
		const last = runs.at(-1);
		if (last?.line === line && last.to === from) last.to = to;
		else runs.push({ line, from, to });
	}
	return runs.map(({ line, from, to }) => ({ line, from: from > 0 ? from : null, to: to < rounded(lines[line]?.length ?? 0) ? to : null }));
}

/** Every part on which anything is felt, joined along its line as long as the step is the same. */
function gradedRuns(parts: readonly Part[]): Graded[] {
	const runs: { line: number; from: number; to: number; step: number; times: number }[] = [];
	for (const { line, from, to, times } of inOrder(parts.filter((it) => it.times > 0))) {
		const step = densitySteps.findLastIndex((least) => times >= least);
		const last = runs.at(-1);
		if (last?.line === line && last.to === from && last.step === step) Object.assign(last, { to, times: Math.max(last.times, times) });
		else runs.push({ line, from, to, step, times });
	}
	return runs;
}

/**
 * Where along a network events come closer together than they should: at the middle of every piece the density of events (equal-split kernel) is held against
 * what the same kernel makes of the exposure around, at the rate of the whole, and pieces that stand above it are gathered into stretches of one name. Hot ones
 * first, each kind by how many more happened there than were to be expected. A stretch has at least two events. Lengths in metres. Beside them the density of
 * every piece, in steps.
 */
export function crowding(lines: readonly Watched[], { bandwidth, step = 50, tolerance = 0.5, progress }: Options): { stretches: Crowded[]; graded: Graded[] } {
	const events = sum(lines.map((it) => it.events.length));
	const rate = events / sum(lines.map((it) => it.exposure * it.length));
	const { pieces, spots } = placed(lines, tolerance);
	const felt = networkDensity({
		stretches: pieces.map(({ fromNode, toNode, from, to }) => ({ from: fromNode, to: toNode, length: to - from })),
		exposures: pieces.map(({ line }) => lines[line]?.exposure ?? 0),
		...{ spots, bandwidth, leastShare },
	});
	const parts = pieces.flatMap((piece, stretch) => {
		if (stretch % 500 === 0) progress?.(stretch / pieces.length);
		return partsOf(piece, stretch, step).map(({ middle, ...part }): Part => {
			const found = felt({ stretch, at: middle });
			const expected = rate * found.exposure;
			return { ...part, times: found.density / expected, p: crowdedByChance(found, expected) };
		});
	});
	const adjusted = falseDiscoveryRate(parts.map(({ p }) => p));
	const hot = new Set(parts.filter((_, i) => (adjusted[i] ?? 1) <= odds));
	const marked = parts.filter((it) => it.p <= odds);
	const stretches = gathered(marked, (it) => `${hot.has(it)}|${lines[it.line]?.name}`)
		.map((group): Crowded => {
			const runs = runsOf(group, lines);
			const metres = sum(group.map(({ from, to }) => to - from));
			const exposure = sum(group.map(({ line, from, to }) => (to - from) * (lines[line]?.exposure ?? 0)));
			return {
				runs,
				metres,
				exposure,
				count: sum(runs.map((run) => lines[run.line]?.events.filter((at) => isOn(run, at)).length ?? 0)),
				expected: rate * exposure,
				peak: group.reduce((most, { times }) => Math.max(most, times), 0),
				hot: group.some((it) => hot.has(it)),
			};
		})
		.filter(({ count }) => count >= fewest)
		.sort((a, b) => Number(b.hot) - Number(a.hot) || b.count - b.expected - (a.count - a.expected));
	return { stretches, graded: gradedRuns(parts) };
}

/** Whether something so far along its line lies on a run of it. */
const isOn = ({ from, to }: Run, at: number): boolean => at >= (from ?? Number.NEGATIVE_INFINITY) && at < (to ?? Number.POSITIVE_INFINITY);

import { turnedAway } from '../maths/away-from-sources.ts';
import type { Piece } from '../maths/cut-line.ts';
import { type Disjoint, disjoint } from '../maths/disjoint.ts';
import { hangsOn } from '../maths/hangs-on.ts';
import { hopsFromSources, type Segments } from '../maths/isolation.ts';
import type { Built, BuiltTap, BuiltValve, IssueRow, PieceRow, SegmentRow } from './model.ts';
import { type Cutting, cutNetwork, type Places, placesOf } from './nodes.ts';
import type { Material } from './read.ts';
import type { LineRow } from './read-queries.ts';
import type { Network } from './rules.ts';

/** A network being put together. */
interface Assembly {
	readonly material: Material;
	readonly network: Network;
	readonly places: Places;
	readonly cutting: Cutting;
	/** What hangs together without a valve that shuts between; and what would if every valve were open. */
	readonly segments: Disjoint;
	readonly parts: Disjoint;
	readonly segmentOf: (place: number) => number;
	/** Places of sources and valves that are on a line. */
	readonly used: ReadonlySet<number>;
}

function begin(material: Material, network: Network): Assembly {
	const places = placesOf(material);
	const cutting = cutNetwork(material, places);
	const [segments, parts] = [disjoint(places.count), disjoint(places.count)];
	const used = new Set<number>();
	for (let place = 0; place < places.count; place++) for (const groups of [segments, parts]) groups.join(cutting.nodes.groupOf(place), place);
	for (const { fromNode, toNode } of cutting.pieces.flat()) {
		used.add(cutting.nodes.groupOf(fromNode)).add(cutting.nodes.groupOf(toNode));
		for (const groups of [segments, parts]) groups.join(fromNode, toNode);
	}
	material.valves.forEach(({ closed, turns }, i) => {
		const [near, far] = [places.valveAt(i, 0), places.valveAt(i, 1)];
		parts.join(near, far);
		// One that stands open and cannot be turned is a piece of pipe.
		if (turns === false && !closed) segments.join(near, far);
	});
	return { material, network, places, cutting, segments, parts, used, segmentOf: (place) => places.numberOf(segments.groupOf(place)) };
}

/** The pieces of all lines; those of radial networks lead away from their source. */
function piecesOf({ cutting, places, material, network, segmentOf, used }: Assembly): PieceRow[] {
	const node = (place: number): number => cutting.nodes.groupOf(place);
	const links = cutting.pieces.flat().map(({ fromNode, toNode }) => ({ fromNode: node(fromNode), toNode: node(toNode) }));
	const sources = material.sources.map((_, i) => node(places.sourceAt(i))).filter((it) => used.has(it));
	const turned = network.flow === 'radial' ? turnedAway({ nodes: places.count, links, sources }) : new Set<number>();
	let number = 0;
	return cutting.pieces.flatMap((pieces, line) =>
		pieces.map(({ fromNode, toNode, from, to }, ordinal): PieceRow => {
			const against = turned.has(number);
			const [first, second] = against ? [toNode, fromNode] : [fromNode, toNode];
			number += 1;
			return {
				line: material.lines[line]?.id ?? 0,
				ordinal,
				segment: segmentOf(fromNode),
				fromNode: places.numberOf(node(first)),
				toNode: places.numberOf(node(second)),
				from,
				to,
				turned: against,
			};
		}),
	);
}

/** The piece of a line on which something sits. */
export const pieceAt = (pieces: readonly Pick<Piece, 'from' | 'to'>[], at: number): number => {
	const found = pieces.findIndex(({ to, from }) => at <= to && to > from);
	return found === -1 ? Math.max(0, pieces.length - 1) : found;
};

function tapsOf({ material, cutting, segmentOf }: Assembly, index: ReadonlyMap<number, number>): BuiltTap[] {
	return material.taps.flatMap(({ id, lineId, at, customers, critical }) => {
		const line = lineId === null ? undefined : index.get(lineId);
		const pieces = line === undefined ? undefined : cutting.pieces[line];
		if (lineId === null || !pieces) return [];
		const ordinal = pieceAt(pieces, at ?? 0);
		return [{ id, line: lineId, ordinal, at: at ?? 0, segment: segmentOf((pieces[ordinal] as Piece).fromNode), customers, critical }];
	});
}

const valvesOf = ({ material, places, segmentOf }: Assembly): BuiltValve[] =>
	material.valves.flatMap(({ id, lineId, at, closed, turns }, i) =>
		lineId === null ? [] : [{ id, line: lineId, at: at ?? 0, near: segmentOf(places.valveAt(i, 0)), far: segmentOf(places.valveAt(i, 1)), closed, turns }],
	);

/** The segments with what they hang together with, and whether a source reaches them. */
function segmentsOf(
	{ places, parts, segments }: Assembly,
	{ pieces, valves, sources }: Pick<Built, 'pieces' | 'valves' | 'sources'>,
	feeds: boolean,
): SegmentRow[] {
	const ids = [...new Set(pieces.map((it) => it.segment))].sort((a, b) => a - b);
	const index = new Map(ids.map((id, i) => [id, i]));
	const at = (id: number): number => index.get(id) ?? -1;
	const whole: Segments = {
		count: ids.length,
		gates: valves.map(({ near, far, closed }) => ({ near: at(near), far: at(far), open: !closed })),
		sources: [...new Set(sources.map(({ segment }) => at(segment)))],
	};
	const [hops, on] = [hopsFromSources(whole), hangsOn(whole)];
	const partOf = new Map<number, number>();
	for (let place = 0; place < places.count; place++) partOf.set(places.numberOf(segments.groupOf(place)), parts.groupOf(place));
	const lowest = new Map<number, number>();
	for (const id of ids) {
		const part = partOf.get(id) ?? -1;
		if (!lowest.has(part)) lowest.set(part, id);
	}
	return ids.map((id, i) => {
		const [hop = -1, hung = -1] = [hops[i], on[i]];
		return {
			id,
			part: lowest.get(partOf.get(id) ?? -1) ?? id,
			fed: feeds ? hop >= 0 : null,
			hangsOn: ids[hung] ?? null,
			hops: hop < 0 ? null : hop,
		};
	});
}

/** What does not reach a source, each part once by its first line; what sits on no line; valves with a way round them. */
function issuesOf({ material }: Assembly, built: Pick<Built, 'pieces' | 'segments' | 'valves'>): IssueRow[] {
	const unfed = new Map(built.segments.filter((it) => it.fed === false).map(({ id, part }) => [id, part]));
	const parts = new Map<number, Set<number>>();
	for (const { segment, line } of built.pieces) {
		const part = unfed.get(segment);
		if (part !== undefined) parts.set(part, (parts.get(part) ?? new Set()).add(line));
	}
	const adrift = [...material.valves, ...material.taps, ...material.sources].filter(({ lineId }) => lineId === null);
	return [
		...[...parts.values()].map((lines): IssueRow => ({ kind: 'unfed', asset: [...lines].reduce((a, b) => Math.min(a, b)), lines: lines.size })),
		...adrift.map(({ id }): IssueRow => ({ kind: 'off-line', asset: id, lines: 1 })),
		...built.valves.filter(({ near, far, turns }) => near === far && turns !== false).map(({ id }): IssueRow => ({ kind: 'bypassed', asset: id, lines: 1 })),
	];
}

function deadEndsOf({ cutting, places, material: { lines } }: Assembly): Built['deadEnds'] {
	const uses = new Map<number, number>();
	for (const { fromNode, toNode } of cutting.pieces.flat())
		for (const place of [fromNode, toNode]) uses.set(cutting.nodes.groupOf(place), (uses.get(cutting.nodes.groupOf(place)) ?? 0) + 1);
	return lines.flatMap(({ id }: LineRow, i) =>
		[0, 1].flatMap((side) => {
			const node = cutting.nodes.groupOf(places.endOf(i, side));
			return uses.get(node) === 1 ? [{ id, side, node: places.numberOf(node) }] : [];
		}),
	);
}

/** Puts a network together from what the register says: the same register always makes the same rows. */
export function assemble(material: Material, network: Network): Built {
	const assembly = begin(material, network);
	const index = new Map(material.lines.map(({ id }, i) => [id, i]));
	const { cutting, places, used, segmentOf } = assembly;
	const pieces = piecesOf(assembly);
	const valves = valvesOf(assembly);
	const sources = material.sources.flatMap(({ id }, i) => {
		const node = cutting.nodes.groupOf(places.sourceAt(i));
		return used.has(node) ? [{ id, node: places.numberOf(node), segment: segmentOf(node) }] : [];
	});
	const segments = segmentsOf(assembly, { pieces, valves, sources }, network.sources.length > 0);
	return {
		segments,
		pieces,
		valves,
		sources,
		taps: tapsOf(assembly, index),
		issues: issuesOf(assembly, { pieces, segments, valves }),
		deadEnds: deadEndsOf(assembly),
	};
}

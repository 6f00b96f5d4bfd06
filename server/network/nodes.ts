import { type Cut, cutLine, type Piece } from '../maths/cut-line.ts';
import { type Disjoint, disjoint } from '../maths/disjoint.ts';
import { type End, joinEnds } from '../maths/join-ends.ts';
import type { Material } from './read.ts';
import type { LineRow } from './read-queries.ts';
import { joinM } from './rules.ts';

/** The places of a network before they have numbers: two for each line, two for each valve, one for each source. */
export interface Places {
	readonly count: number;
	readonly endOf: (line: number, side: number) => number;
	readonly valveAt: (valve: number, side: number) => number;
	readonly sourceAt: (source: number) => number;
	/** A number that stays the same as long as the asset does. */
	readonly numberOf: (place: number) => number;
}

const perAsset = 4;

/** Numbers the places of what a network is made of. */
export function placesOf({ lines, valves, sources }: Material): Places {
	const [v, s] = [2 * lines.length, 2 * (lines.length + valves.length)];
	return {
		count: s + sources.length,
		endOf: (line, side) => 2 * line + side,
		valveAt: (valve, side) => v + 2 * valve + side,
		sourceAt: (source) => s + source,
		numberOf: (place) => {
			if (place < v) return perAsset * (lines[place >> 1]?.id ?? 0) + (place & 1);
			if (place < s) return perAsset * (valves[(place - v) >> 1]?.id ?? 0) + 2 + ((place - v) & 1);
			return perAsset * (sources[place - s]?.id ?? 0);
		},
	};
}

/** What a network is made of, with its places joined to nodes and its lines cut to pieces. */
export interface Cutting {
	readonly nodes: Disjoint;
	/** The pieces of each line, in its order. */
	readonly pieces: readonly (readonly Piece[])[];
}

const indexOf = (rows: readonly { id: number }[]): Map<number, number> => new Map(rows.map(({ id }, i) => [id, i]));

/** Joins the beginning of each line that says what feeds it to the end of that, and a source to the lines it feeds. Says which lines said so. */
function joinFed({ lines, sources }: Material, places: Places, nodes: Disjoint): Set<number> {
	const byKey = new Map<string, number>([
		...sources.map((it, i) => [it.key, places.sourceAt(i)] as const),
		...lines.map((it, i) => [it.key, places.endOf(i, 1)] as const),
	]);
	const said = new Set<number>();
	lines.forEach(({ upstream }, i) => {
		const feeder = upstream === null ? undefined : byKey.get(upstream);
		if (feeder === undefined) return;
		said.add(i);
		nodes.join(feeder, places.endOf(i, 0));
	});
	return said;
}

/** Ends of lines that are joined by their names and places, and sources whose node has a name. */
function endsOf({ lines, sources }: Material, places: Places, said: ReadonlySet<number>): End[] {
	const ends = lines.flatMap(({ x1, y1, x2, y2, from, to }, i) =>
		said.has(i)
			? []
			: [
					{ at: places.endOf(i, 0), x: x1, y: y1, name: from },
					{ at: places.endOf(i, 1), x: x2, y: y2, name: to },
				],
	);
	const known = new Set(ends.map(({ name }) => name));
	const named = sources.flatMap(({ node }, i) =>
		node !== null && known.has(node) ? [{ at: places.sourceAt(i), x: Number.NaN, y: Number.NaN, name: node }] : [],
	);
	return [...ends, ...named];
}

interface Placing {
	readonly lines: readonly LineRow[];
	readonly places: Places;
	readonly nodes: Disjoint;
	readonly cuts: Map<number, Cut[]>;
}

const put = (cuts: Map<number, Cut[]>, line: number, cut: Cut): void => {
	const known = cuts.get(line);
	if (known) known.push(cut);
	else cuts.set(line, [cut]);
};

/** Puts a source on its line: at the end it stands at, or in between. */
function placeSource({ lines, places, nodes, cuts }: Placing, { line, at, place }: { line: number; at: number; place: number }): void {
	const { length } = lines[line] as LineRow;
	if (at <= joinM) nodes.join(place, places.endOf(line, 0));
	else if (length - at <= joinM) nodes.join(place, places.endOf(line, 1));
	else put(cuts, line, { at, near: place, far: place });
}

/** Joins ends to nodes and cuts lines to pieces. */
export function cutNetwork(material: Material, places: Places): Cutting {
	const { lines, valves, tees, sources } = material;
	const nodes = disjoint(places.count);
	const said = joinFed(material, places, nodes);
	const ends = endsOf(material, places, said);
	joinEnds(ends, joinM, nodes);
	const index = indexOf(lines);
	const cuts = new Map<number, Cut[]>();
	const onLine = (id: number | null, then: (line: number) => void): void => {
		const line = id === null ? undefined : index.get(id);
		if (line !== undefined) then(line);
	};
	valves.forEach(({ lineId, at }, i) => {
		onLine(lineId, (line) => put(cuts, line, { at: at ?? 0, near: places.valveAt(i, 0), far: places.valveAt(i, 1) }));
	});
	for (const { id, side, lineId, at } of tees)
		onLine(lineId, (line) => put(cuts, line, { at, near: places.endOf(index.get(id) ?? 0, side), far: places.endOf(index.get(id) ?? 0, side) }));
	const fed = new Set(lines.map(({ upstream }) => upstream));
	const named = new Set(ends.filter(({ x }) => Number.isNaN(x)).map(({ at }) => at));
	sources.forEach((source, i) => {
		const place = places.sourceAt(i);
		if (named.has(place) || fed.has(source.key)) return;
		onLine(source.lineId, (line) => placeSource({ lines, places, nodes, cuts }, { line, at: source.at ?? 0, place }));
	});
	return {
		nodes,
		pieces: lines.map(({ length }, i) => cutLine({ length, ends: [places.endOf(i, 0), places.endOf(i, 1)], cuts: cuts.get(i) ?? [] })),
	};
}

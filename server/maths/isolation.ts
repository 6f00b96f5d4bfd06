import { spread } from './spread.ts';

/** A valve between two segments; `open`: water passes it now. One that cannot be turned and stands open is no such valve: it lies within a segment. */
export interface Gate {
	readonly near: number;
	readonly far: number;
	readonly open: boolean;
}

/** Segments (the parts of a network between valves), numbered from 0; `sources` are those that a source feeds. */
export interface Segments {
	readonly count: number;
	readonly gates: readonly Gate[];
	readonly sources: readonly number[];
}

/** What shutting a segment off means. Gates are numbers in `gates`. */
export interface Isolation {
	/** What is shut off: the segment, and those that cannot be told from it because a valve between them does not turn. */
	readonly shut: readonly number[];
	/** Open gates around it beyond which there still is a source: each must be closed, and together they are enough. */
	readonly close: readonly number[];
	/** Open gates around it beyond which there is none any more: what stands in the pipes runs back through them. */
	readonly drain: readonly number[];
	/** Gates around it that stand closed as a rule. */
	readonly closed: readonly number[];
	/** Segments outside of it that lose their last way to a source. */
	readonly dry: readonly number[];
	/** How many gates lie between a source and each segment at least, as it is now; -1 where no source reaches. */
	readonly hops: Int32Array;
}

type Beside = readonly (readonly number[])[];

/** The gates at each segment, by their numbers. */
export function gatesBeside({ count, gates }: Segments): Beside {
	const beside: number[][] = Array.from({ length: count }, () => []);
	gates.forEach(({ near, far }, i) => {
		beside[near]?.push(i);
		if (far !== near) beside[far]?.push(i);
	});
	return beside;
}

/** How many gates from a start each segment is, going only through gates that let pass and never into what is blocked; -1: not reached. */
const flood = ({ segments, beside, starts, passes }: { segments: Segments; beside: Beside; starts: readonly number[]; passes: Passes }): Int32Array =>
	spread({
		size: segments.count,
		starts: starts.filter((it) => !passes.blocked.has(it)),
		next: (at) =>
			(beside[at] ?? []).flatMap((number) => {
				const gate = segments.gates[number] as Gate;
				const other = gate.near === at ? gate.far : gate.near;
				return passes.blocked.has(other) || !passes.through(gate, number) ? [] : [other];
			}),
	});

interface Passes {
	readonly blocked: ReadonlySet<number>;
	readonly through: (gate: Gate, number: number) => boolean;
}

const nobody: ReadonlySet<number> = new Set();

/** How many gates lie between a source and each segment at least, as they stand; -1 where no source reaches. */
export const hopsFromSources = (segments: Segments): Int32Array =>
	flood({ segments, beside: gatesBeside(segments), starts: segments.sources, passes: { blocked: nobody, through: ({ open }) => open } });

/**
 * What to close to cut a segment off, and what falls dry with it. `stuck` are gates that were found not to turn: what lies beyond them is shut off as well.
 * A lower bound: what still has a way to a source may yet lack pressure (methods §3.2).
 */
export function isolate(segments: Segments, segment: number, stuck: ReadonlySet<number> = nobody): Isolation {
	const beside = gatesBeside(segments);
	const reach = (starts: readonly number[], passes: Passes): Int32Array => flood({ segments, beside, starts, passes });
	const together = reach([segment], { blocked: nobody, through: (gate, number) => stuck.has(number) && gate.open });
	const shut = indices(together, (it) => it >= 0);
	const blocked = new Set(shut);
	const hops = reach(segments.sources, { blocked: nobody, through: ({ open }) => open });
	const left = reach(segments.sources, { blocked, through: ({ open }) => open });
	const around = [...new Set(shut.flatMap((it) => beside[it] ?? []))].sort((a, b) => a - b);
	const beyond = (number: number): number | undefined => {
		const { near, far } = segments.gates[number] as Gate;
		return blocked.has(near) && blocked.has(far) ? undefined : blocked.has(near) ? far : near;
	};
	const edge = around.filter((number) => beyond(number) !== undefined);
	const open = edge.filter((number) => segments.gates[number]?.open);
	const fed = (number: number): boolean => (left[beyond(number) ?? -1] ?? -1) >= 0;
	return {
		shut,
		close: open.filter(fed),
		drain: open.filter((number) => !fed(number)),
		closed: edge.filter((number) => !segments.gates[number]?.open),
		dry: indices(hops, (it, i) => it >= 0 && left[i] === -1 && !blocked.has(i)),
		hops,
	};
}

const indices = (values: Int32Array, wanted: (value: number, index: number) => boolean): number[] => {
	const found: number[] = [];
	values.forEach((value, i) => {
		if (wanted(value, i)) found.push(i);
	});
	return found;
};

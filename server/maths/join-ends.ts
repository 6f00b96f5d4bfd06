import type { Disjoint } from './disjoint.ts';

/** An end of a line, in metres; `name` is that of its node, where the register names it. */
export interface End {
	readonly at: number;
	readonly x: number;
	readonly y: number;
	readonly name: string | null;
}

/** Joins the ends that bear the same name. */
function joinNamed(ends: readonly End[], joined: Disjoint): void {
	const first = new Map<string, number>();
	for (const { at, name } of ends) {
		if (name === null) continue;
		const known = first.get(name);
		if (known === undefined) first.set(name, at);
		else joined.join(known, at);
	}
}

/** Ends by the squares they lie in, as wide as the tolerance. */
function squares(tolerance: number): { near: (end: End) => End[]; put: (end: End) => void } {
	const held = new Map<string, End[]>();
	const place = ({ x, y }: End): [number, number] => [Math.floor(x / tolerance), Math.floor(y / tolerance)];
	const steps = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => [dx, dy] as const));
	return {
		near: (end) => {
			const [column, row] = place(end);
			return steps.flatMap(([dx, dy]) => held.get(`${column + dx} ${row + dy}`) ?? []);
		},
		put: (end) => {
			const name = place(end).join(' ');
			const known = held.get(name);
			if (known) known.push(end);
			else held.set(name, [end]);
		},
	};
}

const mayMeet = (one: End, other: End): boolean => one.name === null || other.name === null;

/**
 * Joins the ends that are one node: those of one name, and those no further apart than the tolerance (metres) unless both are named: then the names decide.
 */
export function joinEnds(ends: readonly End[], tolerance: number, joined: Disjoint): void {
	joinNamed(ends, joined);
	const { near, put } = squares(tolerance);
	for (const end of ends) {
		for (const other of near(end)) if (mayMeet(end, other) && Math.hypot(end.x - other.x, end.y - other.y) <= tolerance) joined.join(end.at, other.at);
		put(end);
	}
}

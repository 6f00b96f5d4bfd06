/** Things numbered from 0 that are joined bit by bit (union-find). The number of a group is the smallest in it, whatever the order of joining. */
export interface Disjoint {
	readonly join: (one: number, other: number) => void;
	readonly groupOf: (one: number) => number;
}

/** So many things, each a group of its own. */
export function disjoint(size: number): Disjoint {
	const parent = Int32Array.from({ length: size }, (_, i) => i);
	const groupOf = (one: number): number => {
		let at = one;
		for (let up = parent[at] as number; up !== at; up = parent[at] as number) {
			parent[at] = parent[up] as number;
			at = up;
		}
		return at;
	};
	const join = (one: number, other: number): void => {
		const [a, b] = [groupOf(one), groupOf(other)];
		parent[Math.max(a, b)] = Math.min(a, b);
	};
	return { join, groupOf };
}

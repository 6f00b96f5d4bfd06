/** A stretch along which a network drains, from one node to the next. */
export interface Link {
	readonly from: number;
	readonly to: number;
}

/** How what drains to one node gets there. */
export interface Drained {
	/** Links from which the node can be reached, each after the one it drains through. */
	readonly order: readonly number[];
	/** Of each link the next one through which all that comes from it must go; -1: there is none. */
	readonly through: Int32Array;
	/** Of each node the first link through which all must go that drains from it; -1: there is none. */
	readonly from: ReadonlyMap<number, number>;
}

/** The nearest link that the ways from two links share; -1: there is none. */
function shared(one: number, other: number, { through, depth }: { through: Int32Array; depth: Int32Array }): number {
	let [a, b] = [one, other];
	const deep = (link: number): number => (link < 0 ? 0 : (depth[link] ?? 0));
	while (a !== b) {
		if (deep(a) >= deep(b)) a = through[a] ?? -1;
		else b = through[b] ?? -1;
	}
	return a;
}

/** How many links lead on from each node that drains to the root, of those that lead there. */
function waysOn(links: readonly Link[], into: ReadonlyMap<number, readonly number[]>, root: number): Map<number, number> {
	const found = new Map<number, number>();
	const met = new Set([root]);
	const left = [root];
	for (let node = left.pop(); node !== undefined; node = left.pop())
		for (const link of into.get(node) ?? []) {
			const from = links[link]?.from ?? root;
			found.set(from, (found.get(from) ?? 0) + 1);
			if (!met.has(from)) left.push(from);
			met.add(from);
		}
	return found;
}

function leadingTo(links: readonly Link[]): Map<number, number[]> {
	const found = new Map<number, number[]>();
	links.forEach(({ to }, i) => {
		const known = found.get(to);
		if (known) known.push(i);
		else found.set(to, [i]);
	});
	return found;
}

/**
 * The links through which all must go that drains to a node (dominators of a graph without rings): what is blocked there backs up into all that drains
 * through it, and where a sewer has two ways on, into nothing above the fork. Links that do not lead there, and nodes that run in a ring, are left out.
 */
export function drainsThrough(links: readonly Link[], root: number): Drained {
	const into = leadingTo(links);
	const waiting = waysOn(links, into, root);
	const found = { through: new Int32Array(links.length).fill(-1), depth: new Int32Array(links.length) };
	const from = new Map([[root, -1]]);
	const order: number[] = [];
	const ready = [root];
	// A node is ready when all ways that lead on from it are.
	const arrive = (link: number, node: number): void => {
		const known = from.get(node);
		from.set(node, known === undefined ? link : shared(link, known, found));
		const left = (waiting.get(node) ?? 0) - 1;
		waiting.set(node, left);
		if (left === 0) ready.push(node);
	};
	const enter = (link: number, next: number): void => {
		found.through[link] = next;
		found.depth[link] = (found.depth[next] ?? 0) + 1;
		order.push(link);
		const above = links[link]?.from ?? root;
		if (above !== root) arrive(link, above);
	};
	for (let node = ready.pop(); node !== undefined; node = ready.pop()) for (const link of into.get(node) ?? []) enter(link, from.get(node) ?? -1);
	for (const [node, left] of waiting) if (left > 0) from.delete(node);
	return { order, through: found.through, from };
}

import { spread } from './spread.ts';

interface Link {
	readonly fromNode: number;
	readonly toNode: number;
}

/**
 * Which links must be turned round so that each leads away from the nearest source, counted in links. What no source reaches stays as it was drawn.
 */
export function turnedAway({ nodes, links, sources }: { nodes: number; links: readonly Link[]; sources: readonly number[] }): Set<number> {
	const beside: (number[] | undefined)[] = Array.from({ length: nodes });
	const put = (node: number, other: number): void => {
		const known = beside[node];
		if (known) known.push(other);
		else beside[node] = [other];
	};
	for (const { fromNode, toNode } of links) {
		put(fromNode, toNode);
		put(toNode, fromNode);
	}
	const hops = spread({ size: nodes, starts: sources, next: (at) => beside[at] ?? [] });
	const wrong = ({ fromNode, toNode }: Link): boolean => (hops[fromNode] ?? -1) > (hops[toNode] ?? -1) && (hops[toNode] ?? -1) >= 0;
	return new Set(links.flatMap((link, i) => (wrong(link) ? [i] : [])));
}

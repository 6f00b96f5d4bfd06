import type { Frame } from './frame.ts';
import { nth } from './geometry.ts';

/** How sewage finds its way. */
export interface Fall {
	/** Levels of the pipe's floor by junction, metres above the sea. */
	readonly level: ReadonlyMap<number, number>;
	/** By junction, the block by which it drains. */
	readonly drain: ReadonlyMap<number, number>;
	/** Metres of pipe to the works. */
	readonly far: ReadonlyMap<number, number>;
}

interface Stop {
	readonly junction: number;
	readonly cost: number;
}

/** Shortest ways to the works, uphill counted more than double: each junction drains by the first block of its way, and always falls. */
export function drainage(frame: Frame, works: number): Fall {
	const found = {
		cost: new Map([[works, 0]]),
		far: new Map([[works, 0]]),
		level: new Map([[works, nth(frame.streets.junctions, works).height - 5]]),
		drain: new Map<number, number>(),
	};
	const queue: Stop[] = [{ junction: works, cost: 0 }];
	for (let head = queue.pop(); head; head = queue.pop()) {
		if (head.cost <= (found.cost.get(head.junction) ?? 0)) {
			queueSteps(frame, head, { found, queue });
		}
	}
	return found;
}

interface Search {
	readonly found: Record<'cost' | 'far' | 'level' | 'drain', Map<number, number>>;
	readonly queue: Stop[];
}

function queueSteps(frame: Frame, head: Stop, { found, queue }: Search): void {
	const [far, level] = [found.far.get(head.junction) ?? 0, found.level.get(head.junction) ?? 0];
	for (const { to, block, cost, length, height } of stepsFrom(frame, head)) {
		if (cost < (found.cost.get(to) ?? Infinity)) {
			found.cost.set(to, cost);
			found.far.set(to, far + length);
			found.level.set(to, Math.max(level + 0.006 * length, height - 3.2));
			found.drain.set(to, block);
			insert(queue, { junction: to, cost });
		}
	}
}

function stepsFrom(frame: Frame, { junction, cost }: Stop): { to: number; block: number; cost: number; length: number; height: number }[] {
	const here = nth(frame.streets.junctions, junction);
	return here.blocks.flatMap((block) => {
		const way = nth(frame.ways, block);
		const there = nth(frame.streets.junctions, way.from === junction ? way.to : way.from);
		const uphill = there.height < here.height ? 2.5 : 1;
		return way.served ? [{ to: there.id, block, cost: cost + way.length * uphill, length: way.length, height: there.height }] : [];
	});
}

// Kept with the cheapest last.
function insert(queue: Stop[], it: Stop): void {
	let [low, high] = [0, queue.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (nth(queue, middle).cost > it.cost) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	queue.splice(low, 0, it);
}

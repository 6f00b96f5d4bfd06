/** How many steps each of so many things is from the nearest start, where `next` says which can be stepped to; -1: none leads there. */
export function spread({ size, starts, next }: { size: number; starts: readonly number[]; next: (at: number) => readonly number[] }): Int32Array {
	const steps = new Int32Array(size).fill(-1);
	const queue: number[] = [];
	const reach = (it: number, count: number): void => {
		if (steps[it] !== -1) return;
		steps[it] = count;
		queue.push(it);
	};
	for (const it of starts) reach(it, 0);
	for (let i = 0; i < queue.length; i++) {
		const at = queue[i] as number;
		for (const it of next(at)) reach(it, (steps[at] as number) + 1);
	}
	return steps;
}

/** Nobody wants it any more. */
export class Abandoned extends Error {}

interface Waiting {
	wanted: () => boolean;
	go: () => void;
	drop: (reason: Abandoned) => void;
}

/** Lets so many pieces of work through at once; those that nobody wants any more when their turn comes are not begun. */
export function gate(width: number): <T>(wanted: () => boolean, work: () => Promise<T>) => Promise<T> {
	const queue: Waiting[] = [];
	let inside = 0;
	const next = (): void => {
		while (inside < width) {
			const first = queue.shift();
			if (!first) return;
			if (first.wanted()) {
				inside += 1;
				first.go();
			} else first.drop(new Abandoned());
		}
	};
	return async (wanted, work) => {
		await new Promise<void>((go, drop) => {
			queue.push({ wanted, go, drop });
			next();
		});
		try {
			return await work();
		} finally {
			inside -= 1;
			next();
		}
	};
}

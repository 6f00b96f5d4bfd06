interface Where {
	/** Which one is current; -1: none yet. */
	at: number;
	count: number;
	/** Along which way the things stand: only those arrows count. */
	along: 'x' | 'y';
}

const steps: Record<Where['along'], Record<string, number>> = { x: { ArrowLeft: -1, ArrowRight: 1 }, y: { ArrowUp: -1, ArrowDown: 1 } };

/** Where a key leads in a row of things: arrows go round, Home and End to the ends. Null: the key is not for this. */
export function stepTo(key: string, { at, count, along }: Where): number | null {
	if (count === 0) return null;
	if (key === 'Home') return 0;
	if (key === 'End') return count - 1;
	const step = steps[along][key];
	if (step === undefined) return null;
	if (at < 0) return step > 0 ? 0 : count - 1;
	return (at + step + count) % count;
}

import { signal } from '@preact/signals';
import { arrangeBoard, changeKept, type KeptAnswer, readKept } from '../../../server/planning/kept/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { toast } from '../../ui/toast.tsx';

/** What is kept: one's own and what is shared; null until it is known. */
export const kept = signal<readonly KeptAnswer[] | null>(null);
/** What kept us from knowing. */
export const unknown = signal<Problem | null>(null);

/** What stands on one's board, in its order. */
export const pinned = (all: readonly KeptAnswer[]): KeptAnswer[] => all.filter(({ place }) => place !== null).sort((a, b) => (a.place ?? 0) - (b.place ?? 0));

async function follow(asked: Promise<{ kept: KeptAnswer[] }>): Promise<boolean> {
	try {
		kept.value = (await asked).kept;
		unknown.value = null;
		return true;
	} catch (thrown) {
		const problem = asProblem(thrown);
		if (kept.peek() === null) unknown.value = problem;
		else toast({ text: problem.message, kind: 'bad' });
		return false;
	}
}

/** Asks what is kept. */
export const loadKept = (): Promise<boolean> => follow(call(readKept, {}));

/** Changes what is one's own. */
export const changeOne = (change: Parameters<typeof call<typeof changeKept.input, typeof changeKept.output>>[1]): Promise<boolean> =>
	follow(call(changeKept, change));

/** Puts these on the board, in this order. */
export const arrange = (ids: readonly number[]): Promise<boolean> => follow(call(arrangeBoard, { ids: [...ids] }));

/** Puts one at the end of the board, or takes it away. */
export function togglePin({ id, place }: KeptAnswer): Promise<boolean> {
	const board = pinned(kept.peek() ?? []).map((it) => it.id);
	return arrange(place === null ? [...board, id] : board.filter((it) => it !== id));
}

import { newKey } from '../../api/new-key.ts';
import { asProblem } from '../../api/problem.ts';
import { againAt, passes, refusalOf } from '../../api/retrying.ts';
import { deliver, type Means } from './deliver.ts';
import type { Queued } from './queued.ts';
import { addQueued, allQueued, dropQueued, fileOf, noteQueued, queuedOf } from './store.ts';

/** Tabs and the worker tell each other that something has changed. */
export const changes = new BroadcastChannel('faultline-outbox');

const heard = new Set<() => void>();

/** Hears of every change in this tab or elsewhere. */
export function onChange(listener: () => void): void {
	heard.add(listener);
	changes.addEventListener('message', listener);
}

/** Tells everyone who listens. */
export function tell(): void {
	for (const listener of heard) listener();
	changes.postMessage('changed');
}

const note = async (it: Queued): Promise<void> => {
	await noteQueued(it);
	tell();
};

/** An earlier try arrived after all, and the report was changed since: what is said now is another report on the same fault. */
async function underAnotherKey(it: Queued): Promise<void> {
	const bytes = await Promise.all(it.files.map(async ({ id }) => [id, await fileOf(id)] as const));
	await dropQueued(it);
	const files = new Map(bytes.flatMap(([id, file]) => (file ? [[id, file] as const] : [])));
	await addQueued({ ...it, key: newKey(), state: 'waiting', again: 0 }, files);
}

/** Tries once to send a report; answers whether to go on with the next. */
async function attempt(it: Queued, solve: Means['solve']): Promise<boolean> {
	await note({ ...it, state: 'sending', attempts: it.attempts + 1 });
	try {
		const ticket = await deliver({ ...it, state: 'sending', attempts: it.attempts + 1 }, { bytesOf: fileOf, note, solve });
		await note({ ...((await queuedOf(it.key)) ?? it), state: 'sent', ticket });
		return true;
	} catch (thrown) {
		const problem = asProblem(thrown);
		const now = (await queuedOf(it.key)) ?? it;
		if (problem.code === 'key-reused') await underAnotherKey(now);
		else if (passes(problem)) await note({ ...now, state: 'waiting', again: againAt(now.attempts, Date.now()) });
		else await note({ ...now, state: 'refused', problem: refusalOf(problem) });
		return !passes(problem);
	}
}

const due = ({ state, again }: Queued, now: number): boolean => state === 'sending' || (state === 'waiting' && again <= now);

/** How what waits is sent: at once, or when its time has come; and who works at puzzles. */
interface Pumping {
	force?: boolean;
	solve: Means['solve'];
}

/** Sends what is due, oldest first, one after the other, until all is sent or the connection is gone. */
async function sendAll({ force = false, solve }: Pumping): Promise<void> {
	const began = Date.now();
	const tried = new Set<string>();
	for (;;) {
		const next = (await allQueued()).find((it) => !tried.has(it.key) && due(it, force ? Number.POSITIVE_INFINITY : began));
		if (!next) return;
		tried.add(next.key);
		if (!(await attempt(next, solve))) return;
	}
}

/**
 * Sends what waits; with `force` also what was to wait longer. Of all tabs and the worker only one sends at a time: what it finds half sent was
 * left by one that is gone. Where there are no locks, the server sees to it that the same report twice is one. Answers how many still wait.
 */
export async function pump(how: Pumping): Promise<number> {
	if (navigator.locks) await navigator.locks.request('faultline-outbox', () => sendAll(how));
	else await sendAll(how);
	return (await allQueued()).filter(({ state }) => state === 'waiting' || state === 'sending').length;
}

import { effect } from '@preact/signals';
import { offline } from '../../api/offline.ts';
import { asProblem } from '../../api/problem.ts';
import { againAt, passes, refusalOf } from '../../api/retrying.ts';
import { expired, who } from '../session.ts';
import type { Act } from './act.ts';
import { acts, keptSoFar, onDone, readKept, refresh, tell } from './run.ts';
import { send } from './send.ts';
import { allActs, noteAct, settleAct } from './store.ts';

/** Problems that say that nothing gets through at all, not only this. */
const gone = new Set(['network', 'timeout', 'not-ready', 'aborted', 'too-many']);

type Came = 'sent' | 'refused' | 'later' | 'gone';

/** Notes why something was not taken, or that it is tried again. */
async function notSent(act: Act, thrown: unknown): Promise<Came> {
	const problem = asProblem(thrown);
	const signedOut = problem.code === 'not-signed-in';
	if (signedOut) expired.value = true;
	if (!signedOut && !passes(problem)) {
		await noteAct({ ...act, state: 'refused', problem: refusalOf(problem) });
		return 'refused';
	}
	await noteAct({ ...act, state: 'waiting', again: againAt(act.attempts, Date.now()) });
	return signedOut || gone.has(problem.code) ? 'gone' : 'later';
}

/** Tries once to send something; what it is answered takes the place of what was kept. */
async function attempt(found: Act): Promise<Came> {
	const act = acts.peek().find(({ key }) => key === found.key) ?? found;
	const trying: Act = { ...act, state: 'sending', attempts: act.attempts + 1 };
	// From here on what is typed is another piece.
	acts.value = acts.peek().map((it) => (it.key === act.key ? trying : it));
	await keptSoFar();
	if (!(await noteAct(trying))) return 'refused';
	try {
		await settleAct(act, await send(trying));
		return 'sent';
	} catch (thrown) {
		return await notSent(trying, thrown);
	} finally {
		await readKept();
		tell();
	}
}

/** Sends what waits in the order in which it was done; what does not get through holds up its own stop, not the others. */
async function sendAll(): Promise<void> {
	await keptSoFar();
	const held = new Set<string>();
	const tried = new Set<string>();
	const them = who.peek();
	for (;;) {
		const next = (await allActs()).find(
			({ key, state, order, person }) => !tried.has(key) && state !== 'refused' && !held.has(order) && them !== null && them !== 'nobody' && person === them.id,
		);
		if (!next) return;
		tried.add(next.key);
		const came = await attempt(next);
		if (came === 'gone') return;
		if (came === 'later') held.add(next.order);
	}
}

let timer: ReturnType<typeof setTimeout> | undefined;

const alone = async (act: () => Promise<void>): Promise<void> => {
	if (navigator.locks) await navigator.locks.request('faultline-crew', act);
	else await act();
};

/** Sends what waits, then reads the run anew if that is wanted: one tab at a time, so that nothing older is shown over what is newer. */
export async function sync({ read = false }: { read?: boolean } = {}): Promise<void> {
	clearTimeout(timer);
	if (expired.peek()) return;
	await alone(async () => {
		await sendAll();
		if (read && !expired.peek()) await refresh();
	});
	const next = acts
		.peek()
		.filter(({ state }) => state === 'waiting')
		.map(({ again }) => again);
	if (next.length > 0) later(Math.max(1000, Math.min(...next) - Date.now()));
}

function later(ms: number): void {
	clearTimeout(timer);
	timer = setTimeout(() => void sync(), ms);
}

/** Tries a refused thing once more. */
export async function tryAgain(act: Act): Promise<void> {
	const { problem: _, ...rest } = act;
	await noteAct({ ...rest, state: 'waiting', again: 0 });
	await readKept();
	await sync();
}

/** Begins to look after the run: now, when the signal is back, and when the page is looked at again. */
export async function startRun(): Promise<void> {
	await readKept();
	onDone((ms) => {
		if (!offline.peek()) later(ms);
	});
	addEventListener('online', () => void sync({ read: true }));
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState === 'visible') void sync({ read: true });
	});
	effect(() => {
		const them = who.value;
		if (them !== null && them !== 'nobody' && !expired.value) void sync({ read: true });
	});
}

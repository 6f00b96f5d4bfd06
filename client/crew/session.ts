import { signal } from '@preact/signals';
import { readMe, signIn, signOut } from '../../server/auth/contract.ts';
import { call } from '../api/call.ts';
import { asProblem, type Problem } from '../api/problem.ts';
import { passes } from '../api/retrying.ts';
import { forgetAll, forgetRun, keep, kept, type Who } from './kept/store.ts';

type Me = Awaited<ReturnType<typeof call<typeof readMe.input, typeof readMe.output>>>;

/** Who uses the app: `nobody` must sign in; null until it is known. Without a signal it is who it was last. */
export const who = signal<Who | 'nobody' | null>(null);
/** What kept us from knowing. */
export const unknown = signal<Problem | null>(null);
/** What the organisation's own sign-in is called, where there is one. */
export const elsewhere = signal<string | undefined>(undefined);
/** The server no longer knows who asks: what is on the screen stays, but nothing is sent before somebody has signed in again. */
export const expired = signal(false);

async function welcome({ person, rights, elsewhere: name }: Me): Promise<void> {
	unknown.value = null;
	elsewhere.value = name;
	if (!person) {
		// Somebody who was at work stays at work: only sending wants them to sign in.
		expired.value = (await kept('who')) !== null;
		who.value = (await kept('who')) ?? 'nobody';
		return;
	}
	const before = await kept('who');
	const them = { id: person.id, name: person.name, rights };
	if (before && before.id !== them.id) {
		// What somebody else has done waits for them; their run is not shown to another.
		await forgetRun();
		await keep('who', them);
		location.reload();
		return;
	}
	who.value = them;
	expired.value = false;
	await keep('who', them).catch(() => undefined);
}

/** Finds out who uses the app: at once from what is kept, then from the server. */
export async function askWho(): Promise<void> {
	who.value = await kept('who');
	try {
		await welcome(await call(readMe, {}));
	} catch (thrown) {
		const problem = asProblem(thrown);
		if (who.peek() === null) unknown.value = problem;
		else if (!passes(problem)) expired.value = true;
	}
}

/** Signs in, with a code where one is wanted; throws a `Problem`. */
export const enter = async (email: string, password: string, code?: string): Promise<void> =>
	welcome(await call(signIn, { email, password, ...(code !== undefined && { code }) }));

/** Signs out and leaves nothing of the run on this device; throws a `Problem`. */
export async function leave(): Promise<void> {
	const { leaveAt = '/crew/' } = await call(signOut, {});
	await forgetAll();
	await Promise.all((await caches.keys()).filter((it) => it === 'faultline-crew-media').map((it) => caches.delete(it)));
	location.assign(leaveAt);
}

/** Whether the person may do something. */
export const may = (right: string): boolean => {
	const it = who.value;
	return it !== null && it !== 'nobody' && it.rights.includes(right);
};

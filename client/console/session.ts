import { signal } from '@preact/signals';
import { type Me, readMe, signIn, signOut } from '../../server/auth/contract.ts';
import { call, onProblem } from '../api/call.ts';
import { asProblem, type Problem } from '../api/problem.ts';

/** Who is signed in; null until it is known. */
export const me = signal<Me | null>(null);
/** What kept us from knowing. */
export const unknown = signal<Problem | null>(null);
/** The session ended while somebody was at work: what is on the screen stays until they have signed in again. */
export const expired = signal(false);

/** Asks who is signed in. */
export async function askWho(): Promise<void> {
	try {
		me.value = await call(readMe, {});
		unknown.value = null;
	} catch (thrown) {
		unknown.value = asProblem(thrown);
	}
}

/** Somebody has proved who they are. Another person than before begins with a fresh page. */
export function welcome(them: Me): void {
	const before = me.peek()?.person?.id;
	if (expired.peek() && before !== them.person?.id) {
		location.reload();
		return;
	}
	me.value = them;
	expired.value = false;
}

/** Signs in, with a code where one is wanted; throws a `Problem`. */
export async function enter(email: string, password: string, code?: string): Promise<void> {
	welcome(await call(signIn, { email, password, ...(code !== undefined && { code }) }));
}

/** Signs out. The page is loaded anew, so that nothing of what was seen stays behind. */
export async function leave(): Promise<void> {
	const { leaveAt } = await call(signOut, {});
	if (leaveAt === undefined) location.reload();
	else location.assign(leaveAt);
}

/** Whether the signed-in person may do something. */
export const may = (right: string): boolean => me.value?.rights.includes(right) ?? false;

/** Notices when the server no longer knows who asks. */
export const watchSession = (): (() => void) =>
	onProblem(({ code }) => {
		if (code === 'not-signed-in' && me.peek()?.person) expired.value = true;
	});

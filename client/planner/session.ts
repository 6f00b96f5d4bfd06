import { signal } from '@preact/signals';
import { type Me, readMe, signIn, signOut } from '../../server/auth/contract.ts';
import { call } from '../api/call.ts';
import { asProblem, type Problem } from '../api/problem.ts';

/** Who is signed in; null until it is known. */
export const me = signal<Me | null>(null);
/** What kept us from knowing. */
export const unknown = signal<Problem | null>(null);

/** Asks who is signed in. */
export async function askWho(): Promise<void> {
	try {
		me.value = await call(readMe, {});
		unknown.value = null;
	} catch (thrown) {
		unknown.value = asProblem(thrown);
	}
}

/** Signs in, with a code where one is wanted; throws a `Problem`. */
export async function enter(email: string, password: string, code?: string): Promise<void> {
	me.value = await call(signIn, { email, password, ...(code !== undefined && { code }) });
}

/** Signs out, of the organisation's sign-in as well where it wants that. */
export async function leave(): Promise<void> {
	const { leaveAt, ...nobody } = await call(signOut, {});
	me.value = nobody;
	if (leaveAt !== undefined) location.assign(leaveAt);
}

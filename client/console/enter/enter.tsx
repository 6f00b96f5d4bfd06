import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Forgot } from './forgot.tsx';
import { SetPassword } from './set-password.tsx';
import { SignIn } from './sign-in.tsx';

/** What the address asks of somebody who is not signed in: links of invitations and resets carry their secret after the #, where no server sees it. */
export function wanted({ search, hash }: Pick<Location, 'search' | 'hash'>): { view: 'in' | 'forgot' | 'set'; token: string } {
	const query = new URLSearchParams(search);
	const token = query.get('token') ?? hash.replace(/^#/, '');
	if (query.has('set-password') || query.has('token')) return { view: 'set', token };
	return { view: query.has('forgot') ? 'forgot' : 'in', token: '' };
}

/** Signing in, and the ways to it. */
export function Enter(): JSX.Element {
	const at = useSignal(wanted(location));
	const { view, token } = at.value;
	const signIn = (): void => {
		if (view !== 'in') history.replaceState(null, '', '/console/');
		at.value = { view: 'in', token: '' };
	};
	if (view === 'set') return <SetPassword token={token} onForgot={() => (at.value = { view: 'forgot', token: '' })} />;
	if (view === 'forgot') return <Forgot onBack={signIn} />;
	return <SignIn onForgot={() => (at.value = { view: 'forgot', token: '' })} />;
}

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Forgot } from './forgot.tsx';
import { SetPassword } from './set-password.tsx';
import { SignIn } from './sign-in.tsx';
import { wanted } from './wanted.ts';

/** Signing in, and the ways to it. */
export function Enter(): JSX.Element {
	const at = useSignal<ReturnType<typeof wanted> & { renewed?: boolean }>(wanted(location));
	const { view, token } = at.value;
	const signIn = (): void => {
		if (view !== 'in') history.replaceState(null, '', '/console/');
		at.value = { view: 'in', token: '' };
	};
	if (view === 'set')
		return (
			<SetPassword
				token={token}
				onForgot={() => (at.value = { view: 'forgot', token: '' })}
				onCode={() => (at.value = { view: 'in', token: '', renewed: true })}
			/>
		);
	if (view === 'forgot') return <Forgot onBack={signIn} />;
	return <SignIn renewed={at.value.renewed ?? false} onForgot={() => (at.value = { view: 'forgot', token: '' })} />;
}

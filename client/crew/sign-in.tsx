import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { asProblem, type Problem } from '../api/problem.ts';
import { t } from '../i18n/crew.ts';
import { Button } from '../ui/button.tsx';
import { Notice, ProblemNotice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { enter, expired } from './session.ts';

/** Asks who it is, in place: what waits stays, and so does the address that was wanted. */
export function SignIn(): JSX.Element {
	const email = useSignal('');
	const password = useSignal('');
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		try {
			await enter(email.value.trim(), password.value);
		} catch (thrown) {
			problem.value = asProblem(thrown);
			busy.value = false;
		}
	};
	return (
		<form class="page stack" onSubmit={submit}>
			<h1>{t('signIn.title')}</h1>
			{expired.value ? <Notice kind="warn">{t('signIn.again')}</Notice> : <p class="quiet">{t('signIn.why')}</p>}
			{problem.value && <ProblemNotice problem={problem.value} />}
			<TextField
				label={t('signIn.email')}
				type="email"
				name="email"
				autocomplete="username"
				required
				value={email.value}
				onText={(it) => {
					email.value = it;
				}}
			/>
			<TextField
				label={t('signIn.password')}
				type="password"
				name="password"
				autocomplete="current-password"
				required
				value={password.value}
				onText={(it) => {
					password.value = it;
				}}
			/>
			<Button kind="primary" type="submit" wide busy={busy.value}>
				{t('signIn.button')}
			</Button>
			<a href="/console/?forgot=1">{t('signIn.forgot')}</a>
		</form>
	);
}

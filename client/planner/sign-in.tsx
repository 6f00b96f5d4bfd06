import type { JSX } from 'preact';
import { t } from '../i18n/planner.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { CodeStep } from '../ui/sign-in/code-step.tsx';
import { Elsewhere } from '../ui/sign-in/elsewhere.tsx';
import { type Entering, useEntering } from '../ui/sign-in/entering.ts';
import { TextField } from '../ui/text-field.tsx';
import { enter, me } from './session.ts';

/** Asks who it is, in place: the address of the answer that was wanted stays. */
export function SignIn(): JSX.Element {
	const it = useEntering(enter);
	return (
		<form class="page narrow stack" onSubmit={it.submit} data-density="roomy">
			{it.code.value === null ? (
				<PasswordStep it={it} />
			) : (
				<CodeStep
					email={it.email.value}
					button={t('signIn.button')}
					code={it.code.value}
					problem={it.problem.value}
					busy={it.busy.value}
					onCode={(code) => (it.code.value = code)}
					onBack={it.back}
				/>
			)}
		</form>
	);
}

function PasswordStep({ it: { email, password, problem, busy } }: { it: Entering }): JSX.Element {
	return (
		<>
			<h1>{t('signIn.title')}</h1>
			<p class="quiet">{t('signIn.why')}</p>
			{problem.value && <ProblemNotice problem={problem.value} />}
			<Elsewhere name={me.value?.elsewhere} />
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
		</>
	);
}

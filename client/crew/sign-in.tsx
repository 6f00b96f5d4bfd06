import type { JSX } from 'preact';
import { t } from '../i18n/crew.ts';
import { Button } from '../ui/button.tsx';
import { Notice, ProblemNotice } from '../ui/notice.tsx';
import { CodeStep } from '../ui/sign-in/code-step.tsx';
import { Elsewhere } from '../ui/sign-in/elsewhere.tsx';
import { type Entering, useEntering } from '../ui/sign-in/entering.ts';
import { TextField } from '../ui/text-field.tsx';
import { elsewhere, enter, expired } from './session.ts';

/** Asks who it is, in place: what waits stays, and so does the address that was wanted. */
export function SignIn(): JSX.Element {
	const it = useEntering(enter);
	return (
		<form class="page stack" onSubmit={it.submit}>
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

function PasswordStep({ it }: { it: Entering }): JSX.Element {
	const field = (name: 'email' | 'password') => ({
		label: t(`signIn.${name}`),
		type: name,
		name,
		required: true,
		value: it[name].value,
		onText: (typed: string) => {
			it[name].value = typed;
		},
	});
	return (
		<>
			<h1>{t('signIn.title')}</h1>
			{expired.value ? <Notice kind="warn">{t('signIn.again')}</Notice> : <p class="quiet">{t('signIn.why')}</p>}
			{it.problem.value && <ProblemNotice problem={it.problem.value} />}
			<Elsewhere name={elsewhere.value} />
			<TextField {...field('email')} autocomplete="username" />
			<TextField {...field('password')} autocomplete="current-password" />
			<Button kind="primary" type="submit" wide busy={it.busy.value}>
				{t('signIn.button')}
			</Button>
			<a href="/console/?forgot=1">{t('signIn.forgot')}</a>
		</>
	);
}

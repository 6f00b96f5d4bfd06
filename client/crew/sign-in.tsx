import type { JSX } from 'preact';
import { t } from '../i18n/crew.ts';
import { Button } from '../ui/button.tsx';
import { Notice, ProblemNotice } from '../ui/notice.tsx';
import { Elsewhere } from '../ui/sign-in/elsewhere.tsx';
import { type Entering, useEntering } from '../ui/sign-in/entering.ts';
import { PasswordFields } from '../ui/sign-in/password-fields.tsx';
import { TwoSteps } from '../ui/sign-in/two-steps.tsx';
import { elsewhere, enter, expired } from './session.ts';

/** Asks who it is, in place: what waits stays, and so does the address that was wanted. */
export function SignIn(): JSX.Element {
	const it = useEntering(enter);
	return (
		<form class="page stack" onSubmit={it.submit}>
			<TwoSteps it={it} button={t('signIn.button')}>
				<PasswordStep it={it} />
			</TwoSteps>
		</form>
	);
}

function PasswordStep({ it }: { it: Entering }): JSX.Element {
	return (
		<>
			<h1>{t('signIn.title')}</h1>
			{expired.value ? <Notice kind="warn">{t('signIn.again')}</Notice> : <p class="quiet">{t('signIn.why')}</p>}
			{it.problem.value && <ProblemNotice problem={it.problem.value} />}
			<Elsewhere name={elsewhere.value} />
			<PasswordFields it={it} email={t('signIn.email')} password={t('signIn.password')} />
			<Button kind="primary" type="submit" wide busy={it.busy.value}>
				{t('signIn.button')}
			</Button>
			<a href="/console/?forgot=1">{t('signIn.forgot')}</a>
		</>
	);
}

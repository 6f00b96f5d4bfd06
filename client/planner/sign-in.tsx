import type { JSX } from 'preact';
import { t } from '../i18n/planner.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Elsewhere } from '../ui/sign-in/elsewhere.tsx';
import { type Entering, useEntering } from '../ui/sign-in/entering.ts';
import { PasswordFields } from '../ui/sign-in/password-fields.tsx';
import { TwoSteps } from '../ui/sign-in/two-steps.tsx';
import { enter, me } from './session.ts';

/** Asks who it is, in place: the address of the answer that was wanted stays. */
export function SignIn(): JSX.Element {
	const it = useEntering(enter);
	return (
		<form class="page narrow stack" onSubmit={it.submit} data-density="roomy">
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
			<p class="quiet">{t('signIn.why')}</p>
			{it.problem.value && <ProblemNotice problem={it.problem.value} />}
			<Elsewhere name={me.value?.elsewhere} />
			<PasswordFields it={it} email={t('signIn.email')} password={t('signIn.password')} />
			<Button kind="primary" type="submit" wide busy={it.busy.value}>
				{t('signIn.button')}
			</Button>
			<a href="/console/?forgot=1">{t('signIn.forgot')}</a>
		</>
	);
}

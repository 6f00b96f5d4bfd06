import type { JSX } from 'preact';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { Elsewhere } from '../../ui/sign-in/elsewhere.tsx';
import { type Entering, useEntering } from '../../ui/sign-in/entering.ts';
import { PasswordFields } from '../../ui/sign-in/password-fields.tsx';
import { TwoSteps } from '../../ui/sign-in/two-steps.tsx';
import { enter, leave, me } from '../session.ts';

interface SignInProps {
	/** The session ended in the middle of work. */
	again?: boolean;
	/** A new password was just chosen; the code is still to be shown. */
	renewed?: boolean;
	onForgot?: () => void;
}

/** Asks who it is, in place: the address that was wanted stays. */
export function SignIn(props: SignInProps): JSX.Element {
	const it = useEntering(enter, props.again ? (me.peek()?.person?.email ?? '') : '');
	return (
		<form class="page enter stack" onSubmit={it.submit} data-density="roomy">
			<TwoSteps it={it} button={t('signIn.button')}>
				<PasswordStep {...props} it={it} />
			</TwoSteps>
		</form>
	);
}

function PasswordStep({ again, renewed, onForgot, it }: SignInProps & { it: Entering }): JSX.Element {
	return (
		<>
			<h1>{t('signIn.title')}</h1>
			{renewed && <Notice kind="good">{t('code.again')}</Notice>}
			{again ? <Notice kind="warn">{t('signIn.again')}</Notice> : <p class="quiet">{t('signIn.why')}</p>}
			{it.problem.value && <ProblemNotice problem={it.problem.value} />}
			<Elsewhere name={me.value?.elsewhere} />
			<PasswordFields it={it} email={t('signIn.email')} password={t('signIn.password')} />
			<Button kind="primary" type="submit" wide busy={it.busy.value}>
				{t('signIn.button')}
			</Button>
			{onForgot && (
				<Button kind="quiet" wide onClick={onForgot}>
					{t('signIn.forgot')}
				</Button>
			)}
			{again && (
				<Button kind="quiet" wide onClick={() => void leave()}>
					{t('signIn.somebodyElse')}
				</Button>
			)}
		</>
	);
}

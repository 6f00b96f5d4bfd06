import type { JSX } from 'preact';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { CodeStep } from '../../ui/sign-in/code-step.tsx';
import { Elsewhere } from '../../ui/sign-in/elsewhere.tsx';
import { type Entering, useEntering } from '../../ui/sign-in/entering.ts';
import { TextField } from '../../ui/text-field.tsx';
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
			{it.code.value === null ? (
				<PasswordStep {...props} it={it} />
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

function PasswordStep({ again, renewed, onForgot, it: { email, password, problem, busy } }: SignInProps & { it: Entering }): JSX.Element {
	return (
		<>
			<h1>{t('signIn.title')}</h1>
			{renewed && <Notice kind="good">{t('code.again')}</Notice>}
			{again ? <Notice kind="warn">{t('signIn.again')}</Notice> : <p class="quiet">{t('signIn.why')}</p>}
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

import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { asProblem, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { enter, leave, me } from '../session.ts';
import { CodeStep } from './code-step.tsx';

interface SignInProps {
	/** The session ended in the middle of work. */
	again?: boolean;
	/** A new password was just chosen; the code is still to be shown. */
	renewed?: boolean;
	onForgot?: () => void;
}

interface Entering {
	email: Signal<string>;
	password: Signal<string>;
	/** Null until a code is wanted. */
	code: Signal<string | null>;
	problem: Signal<Problem | null>;
	busy: Signal<boolean>;
	submit: (event: Event) => Promise<void>;
}

function useEntering(known: string): Entering {
	const it = {
		email: useSignal(known),
		password: useSignal(''),
		code: useSignal<string | null>(null),
		problem: useSignal<Problem | null>(null),
		busy: useSignal(false),
	};
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		it.busy.value = true;
		try {
			await enter(it.email.value.trim(), it.password.value, it.code.value ?? undefined);
		} catch (thrown) {
			const problem = asProblem(thrown);
			const wanted = problem.code === 'code-wanted';
			if (wanted) it.code.value = '';
			it.problem.value = wanted ? null : problem;
			it.busy.value = false;
		}
	};
	return { ...it, submit };
}

/** Asks who it is, in place: the address that was wanted stays. */
export function SignIn(props: SignInProps): JSX.Element {
	const it = useEntering(props.again ? (me.peek()?.person?.email ?? '') : '');
	const back = (): void => {
		it.code.value = null;
		it.problem.value = null;
	};
	return (
		<form class="page enter stack" onSubmit={it.submit} data-density="roomy">
			{it.code.value === null ? (
				<PasswordStep {...props} it={it} />
			) : (
				<CodeStep
					email={it.email.value}
					code={it.code.value}
					problem={it.problem.value}
					busy={it.busy.value}
					onCode={(code) => (it.code.value = code)}
					onBack={back}
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

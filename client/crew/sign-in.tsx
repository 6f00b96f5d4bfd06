import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { asProblem, type Problem } from '../api/problem.ts';
import { t } from '../i18n/crew.ts';
import { Button } from '../ui/button.tsx';
import { Notice, ProblemNotice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { enter, expired } from './session.ts';

interface Entering {
	email: Signal<string>;
	password: Signal<string>;
	/** Null until a code is wanted. */
	code: Signal<string | null>;
	busy: Signal<boolean>;
	problem: Signal<Problem | null>;
	submit: (event: Event) => Promise<void>;
}

function useEntering(): Entering {
	const it = {
		email: useSignal(''),
		password: useSignal(''),
		code: useSignal<string | null>(null),
		busy: useSignal(false),
		problem: useSignal<Problem | null>(null),
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
		}
		it.busy.value = false;
	};
	return { ...it, submit };
}

/** Asks who it is, in place: what waits stays, and so does the address that was wanted. */
export function SignIn(): JSX.Element {
	const { email, password, code, busy, problem, submit } = useEntering();
	const field = (name: 'email' | 'password') => ({
		label: t(`signIn.${name}`),
		type: name,
		name,
		required: true,
		value: { email, password }[name].value,
		onText: (it: string) => {
			({ email, password })[name].value = it;
		},
	});
	return (
		<form class="page stack" onSubmit={submit}>
			<h1>{t('signIn.title')}</h1>
			{expired.value ? <Notice kind="warn">{t('signIn.again')}</Notice> : <p class="quiet">{t('signIn.why')}</p>}
			{problem.value && <ProblemNotice problem={problem.value} />}
			<TextField {...field('email')} autocomplete="username" />
			<TextField {...field('password')} autocomplete="current-password" />
			{code.value !== null && (
				<TextField
					label={t('signIn.code')}
					hint={t('signIn.codeHint')}
					name="code"
					autocomplete="one-time-code"
					inputMode="numeric"
					required
					value={code.value}
					onText={(it) => {
						code.value = it;
					}}
				/>
			)}
			<Button kind="primary" type="submit" wide busy={busy.value}>
				{t('signIn.button')}
			</Button>
			<a href="/console/?forgot=1">{t('signIn.forgot')}</a>
		</form>
	);
}

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { setPassword } from '../../../server/auth/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { welcome } from '../session.ts';

const least = 10;

interface SetPasswordProps {
	token: string;
	onForgot: () => void;
	/** The password is set; a second factor still stands before the door. */
	onCode: () => void;
}

/** Chooses a password by the link of an invitation or a reset, and goes in. */
export function SetPassword({ token, onForgot, onCode }: SetPasswordProps): JSX.Element {
	const password = useSignal('');
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		try {
			const them = await call(setPassword, { token, password: password.value });
			// The secret has done its work: it does not stay in the address.
			history.replaceState(null, '', '/console/');
			if (them.person) welcome(them);
			else onCode();
		} catch (thrown) {
			problem.value = asProblem(thrown);
			busy.value = false;
		}
	};
	const gone = problem.value?.code === 'not-found' || fieldErrors(problem.value)['token'] !== undefined;
	return (
		<form class="page enter stack" onSubmit={submit} data-density="roomy">
			<h1>{t('setPassword.title')}</h1>
			<p class="quiet">{t('setPassword.why')}</p>
			{gone ? (
				<Notice kind="bad" actions={<Button onClick={onForgot}>{t('setPassword.newLink')}</Button>}>
					{t('setPassword.gone')}
				</Notice>
			) : (
				problem.value && <ProblemNotice problem={problem.value} />
			)}
			<TextField
				label={t('setPassword.password')}
				hint={t('setPassword.hint', { least })}
				error={fieldErrors(problem.value)['password']}
				type="password"
				name="password"
				autocomplete="new-password"
				required
				minLength={least}
				value={password.value}
				onText={(it) => {
					password.value = it;
				}}
			/>
			<Button kind="primary" type="submit" wide busy={busy.value}>
				{t('setPassword.button')}
			</Button>
		</form>
	);
}

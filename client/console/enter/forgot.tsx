import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { forgotPassword } from '../../../server/auth/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** Sends a link by which a new password is chosen; says the same whether the address has an account or not. */
export function Forgot({ onBack }: { onBack: () => void }): JSX.Element {
	const email = useSignal('');
	const sent = useSignal(false);
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		problem.value = null;
		try {
			await call(forgotPassword, { email: email.value.trim(), language: language.peek() });
			sent.value = true;
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
		busy.value = false;
	};
	return (
		<form class="page enter stack" onSubmit={submit} data-density="roomy">
			<h1>{t('forgot.title')}</h1>
			{sent.value ? <Notice kind="good">{t('forgot.sent', { email: email.value })}</Notice> : <p class="quiet">{t('forgot.why')}</p>}
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
					sent.value = false;
				}}
			/>
			<Button kind="primary" type="submit" wide busy={busy.value} disabled={sent.value}>
				{t('forgot.send')}
			</Button>
			<Button kind="quiet" wide onClick={onBack}>
				{t('forgot.back')}
			</Button>
		</form>
	);
}

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { changePassword } from '../../../server/auth/seats/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';

const least = 10;

/** Changes one's own password. */
export function PasswordCard(): JSX.Element {
	const before = useSignal('');
	const password = useSignal('');
	const problem = useSignal<Problem | null>(null);
	const busy = useSignal(false);
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		problem.value = null;
		try {
			await call(changePassword, { before: before.value, password: password.value });
			before.value = '';
			password.value = '';
			toast({ text: t('password.changed') });
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
		busy.value = false;
	};
	const errors = fieldErrors(problem.value);
	const field = { type: 'password', required: true } as const;
	return (
		<Card title={t('password.title')}>
			<form class="stack narrow-form" onSubmit={(event) => void submit(event)}>
				{problem.value && !errors['before'] && <ProblemNotice problem={problem.value} />}
				<TextField
					{...field}
					label={t('password.before')}
					error={errors['before'] && t('password.wrong')}
					autocomplete="current-password"
					value={before.value}
					onText={(it) => (before.value = it)}
				/>
				<TextField
					{...field}
					label={t('setPassword.password')}
					hint={t('setPassword.hint', { least })}
					error={errors['password']}
					autocomplete="new-password"
					minLength={least}
					value={password.value}
					onText={(it) => (password.value = it)}
				/>
				<div>
					<Button type="submit" busy={busy.value}>
						{t('password.change')}
					</Button>
				</div>
			</form>
		</Card>
	);
}

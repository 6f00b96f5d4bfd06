import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { followFault } from '../../../server/reports/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { language } from '../../i18n/language.ts';
import { t as form } from '../../i18n/resident.ts';
import { t } from '../../i18n/resident-pages.ts';
import { Button } from '../../ui/button.tsx';
import { bell } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** Wants to hear of it by e-mail. */
export function FollowForm({ code }: { code: string }): JSX.Element {
	const email = useSignal('');
	const busy = useSignal(false);
	const tracking = useSignal<string | null>(null);
	const problem = useSignal<Problem | null>(null);
	const submit = async (): Promise<void> => {
		busy.value = true;
		problem.value = null;
		try {
			tracking.value = (await call(followFault, { code, email: email.value.trim(), language: language.peek() })).tracking;
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	if (tracking.value) {
		return (
			<Notice kind="good" title={t('hear.done')}>
				<a href={tracking.value}>{t('hear.link')}</a>
			</Notice>
		);
	}
	return (
		<form
			class="stack close"
			noValidate
			onSubmit={(event) => {
				event.preventDefault();
				void submit();
			}}
		>
			<h2>{t('hear.title')}</h2>
			<TextField
				label={form('send.email')}
				type="email"
				autoComplete="email"
				hint={t('hear.hint')}
				value={email.value}
				error={fieldErrors(problem.value)['email'] && form('send.emailWrong')}
				onText={(it) => (email.value = it)}
			/>
			<div>
				<Button type="submit" icon={bell} busy={busy.value} disabled={!email.value.trim()}>
					{t('hear.follow')}
				</Button>
			</div>
			{problem.value && problem.value.errors.length === 0 && <ProblemNotice problem={problem.value} />}
		</form>
	);
}

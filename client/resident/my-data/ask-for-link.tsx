import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { askForData } from '../../../server/reports/persons/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { language } from '../../i18n/language.ts';
import { t as form } from '../../i18n/resident.ts';
import { t } from '../../i18n/resident-data.ts';
import { Button } from '../../ui/button.tsx';
import { mail } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { TextField } from '../../ui/text-field.tsx';

type Wish = 'export' | 'erase';

/** Asks for a link by which somebody shows that an address is theirs. */
export function AskForLink(): JSX.Element {
	const email = useSignal('');
	const wish = useSignal<Wish>('export');
	const busy = useSignal(false);
	const asked = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		problem.value = null;
		try {
			await call(askForData, { email: email.value.trim(), wish: wish.value, language: language.peek() });
			asked.value = true;
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	const wrong = fieldErrors(problem.value)['email'];
	return (
		<form class="stack" noValidate onSubmit={(event) => void submit(event)}>
			<h2>{t('ask.title')}</h2>
			<RadioList<Wish>
				label={t('ask.what')}
				value={wish.value}
				choices={[
					{ value: 'export', label: t('ask.export') },
					{ value: 'erase', label: t('ask.erase') },
				]}
				onChoose={(it) => (wish.value = it)}
			/>
			<TextField
				label={t('ask.email')}
				type="email"
				autoComplete="email"
				inputMode="email"
				maxLength={200}
				hint={t('ask.hint')}
				value={email.value}
				error={wrong && form('send.emailWrong')}
				onText={(it) => (email.value = it)}
			/>
			<div>
				<Button type="submit" kind="primary" icon={mail} busy={busy.value} disabled={!email.value.trim()}>
					{t('ask.send')}
				</Button>
			</div>
			<div aria-live="polite">{asked.value && <Notice kind="good">{t('ask.asked')}</Notice>}</div>
			{problem.value && !wrong && <ProblemNotice problem={problem.value} />}
			<p class="quiet small">{t('ask.without')}</p>
		</form>
	);
}

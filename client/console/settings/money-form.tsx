import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { financialYearOf } from '../../../server/maths/financial-year.ts';
import { type MoneySettings, writeMoneySettings } from '../../../server/municipality/settings/contract.ts';
import { call } from '../../api/call.ts';
import { fieldErrors, type Problem } from '../../api/problem.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { date } from '../../i18n/format.ts';
import { t as shared } from '../../i18n/shared.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { check } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { amountOf } from '../means/means-form.tsx';
import { keepSetting } from './keep.ts';

interface MoneyFormProps {
	it: MoneySettings;
	again: () => Promise<void>;
}

/** The day it is in the municipality, as 2026-11-29. */
const today = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: theTown().zone, dateStyle: 'short' }).format();

/** When the financial year begins, and what tax contractors charge. */
export function MoneyForm({ it, again }: MoneyFormProps): JSX.Element {
	const month = useSignal(it.financialYearMonth);
	const vat = useSignal(String(it.vatPercent));
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const keep = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		const wish = { ...it, financialYearMonth: month.peek(), vatPercent: amountOf(vat.peek()) };
		problem.value = await keepSetting({ before: it, wish, write: (changed) => call(writeMoneySettings, changed), done: () => void again() });
		busy.value = false;
	};
	const { name, from, to } = financialYearOf(today(), month.value);
	return (
		<Card title={t('settings.money')}>
			<form class="stack" noValidate onSubmit={(event) => void keep(event)}>
				<Select
					label={t('settings.yearMonth')}
					hint={t('settings.yearMonthHint', { year: name, from: date(`${from}T12:00Z`), to: date(`${to}T12:00Z`) })}
					error={fieldErrors(problem.value)['financialYearMonth']}
					value={String(month.value)}
					options={shared('date.longMonths')
						.split('|')
						.map((label, at) => ({ value: String(at + 1), label }))}
					onChoose={(value) => {
						month.value = Number(value);
					}}
				/>
				<TextField
					inputMode="decimal"
					label={t('settings.vat')}
					hint={t('settings.vatHint')}
					error={fieldErrors(problem.value)['vatPercent']}
					value={vat.value}
					onText={(typed) => {
						vat.value = typed;
					}}
				/>
				{problem.value && <ProblemNotice problem={problem.value} />}
				<div>
					<Button kind="primary" type="submit" icon={check} busy={busy.value}>
						{t('settings.keep')}
					</Button>
				</div>
			</form>
		</Card>
	);
}

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type PrivacySettings, writePrivacySettings } from '../../../server/municipality/settings/contract.ts';
import { call } from '../../api/call.ts';
import { fieldErrors, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { check } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { keepSetting } from './keep.ts';

interface PrivacyFormProps {
	it: PrivacySettings;
	again: () => Promise<void>;
}

const orNull = (it: string | null): string | null => it?.trim() || null;

/** An empty field means as usual. */
const numberOf = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed));
const typedOf = (it: number | null): string => (it === null ? '' : String(it));

/** How long what is known of people is kept, who looks first, and who answers for it. */
export function PrivacyForm({ it, again }: PrivacyFormProps): JSX.Element {
	const draft = useSignal(it);
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const write = (part: Partial<PrivacySettings>): void => {
		draft.value = { ...draft.peek(), ...part };
	};
	const keep = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		const { officer, ...rest } = draft.peek();
		const wish = { ...rest, officer: { name: officer.name, email: orNull(officer.email), phone: orNull(officer.phone) } };
		problem.value = await keepSetting({ before: it, wish, write: (changed) => call(writePrivacySettings, changed), done: () => void again() });
		busy.value = false;
	};
	const errors = fieldErrors(problem.value);
	return (
		<Card title={t('settings.privacy')}>
			<form class="stack" noValidate onSubmit={(event) => void keep(event)}>
				<Kept it={draft.value} errors={errors} write={write} />
				<Checkbox
					label={t('settings.moderateFirst')}
					hint={t('settings.moderateFirstHint')}
					checked={draft.value.moderateFirst}
					onCheck={(moderateFirst) => write({ moderateFirst })}
				/>
				<Officer it={draft.value} errors={errors} write={write} />
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

interface PartProps {
	it: PrivacySettings;
	errors: Readonly<Record<string, string | undefined>>;
	write: (part: Partial<PrivacySettings>) => void;
}

function Kept({ it, errors, write }: PartProps): JSX.Element {
	return (
		<>
			<TextField
				type="number"
				min={1}
				label={t('settings.months')}
				hint={t('settings.monthsHint')}
				optional
				error={errors['identityMonths']}
				value={typedOf(it.identityMonths)}
				onText={(typed) => write({ identityMonths: numberOf(typed) })}
			/>
			<TextField
				type="number"
				min={1}
				label={t('settings.days')}
				hint={t('settings.daysHint')}
				optional
				error={errors['originalDays']}
				value={typedOf(it.originalDays)}
				onText={(typed) => write({ originalDays: numberOf(typed) })}
			/>
		</>
	);
}

function Officer({ it: { officer }, errors, write }: PartProps): JSX.Element {
	return (
		<fieldset class="stack close settings-part">
			<legend>{t('settings.officer')}</legend>
			<p class="field-hint">{t('settings.officerHint')}</p>
			<TextField
				label={t('settings.officerName')}
				optional
				maxLength={120}
				error={errors['officer.name']}
				value={officer.name}
				onText={(name) => write({ officer: { ...officer, name } })}
			/>
			<TextField
				type="email"
				label={t('settings.email')}
				optional
				maxLength={200}
				error={errors['officer.email']}
				value={officer.email ?? ''}
				onText={(email) => write({ officer: { ...officer, email } })}
			/>
			<TextField
				type="tel"
				label={t('settings.officerPhone')}
				optional
				maxLength={25}
				error={errors['officer.phone']}
				value={officer.phone ?? ''}
				onText={(phone) => write({ officer: { ...officer, phone } })}
			/>
		</fieldset>
	);
}

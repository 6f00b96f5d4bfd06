import type { JSX } from 'preact';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { languageNames } from '../../i18n/language.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { draft, write } from './draft.ts';

/** The caller, as far as they want to be known: how they hear what becomes of it, and in which language. */
export function Caller({ errors }: { errors: Readonly<Record<string, string>> }): JSX.Element {
	const { name, phone, email, language } = draft.value;
	const languages = theTown().languages.map((it) => ({ value: it, label: it in languageNames ? languageNames[it as keyof typeof languageNames] : it }));
	return (
		<fieldset class="stack close">
			<legend class="field-label">{t('intake.caller')}</legend>
			<div class="two">
				<TextField
					label={t('intake.name')}
					optional
					error={errors['name']}
					autoComplete="off"
					maxLength={120}
					value={name}
					onText={(it) => write({ name: it })}
				/>
				<TextField
					label={t('intake.phone')}
					optional
					error={errors['phone']}
					type="tel"
					autoComplete="off"
					value={phone}
					onText={(it) => write({ phone: it })}
				/>
				<TextField
					label={t('intake.email')}
					optional
					error={errors['email']}
					type="email"
					autoComplete="off"
					value={email}
					onText={(it) => write({ email: it })}
				/>
				<Select label={t('intake.language')} value={language} options={languages} onChoose={(it) => write({ language: it })} />
			</div>
		</fieldset>
	);
}

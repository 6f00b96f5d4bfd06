import type { JSX } from 'preact';
import { type Language, language, languageNames, offered, setLanguage } from '../i18n/language.ts';
import { t } from '../i18n/shared.ts';
import './language-switch.css';

/** Chooses the language: each by its own name, so that it is found whatever language is shown. */
export function LanguageSwitch(): JSX.Element | null {
	if (offered.value.length < 2) return null;
	return (
		<select
			class="language-switch"
			aria-label={t('language.choose')}
			value={language.value}
			onChange={(event) => void setLanguage(event.currentTarget.value as Language)}
		>
			{offered.value.map((it) => (
				<option key={it} value={it} lang={it} selected={it === language.value}>
					{languageNames[it]}
				</option>
			))}
		</select>
	);
}

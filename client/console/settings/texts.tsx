import type { JSX } from 'preact';
import { languageNames, offered } from '../../i18n/language.ts';
import { TextArea } from '../../ui/text-area.tsx';

interface TextsProps {
	label: string;
	hint?: string;
	texts: Readonly<Record<string, string>>;
	/** What is wrong, by language. */
	errors?: Readonly<Record<string, string | undefined>>;
	onChange: (texts: Record<string, string>) => void;
}

/** The same words in each language of the municipality. */
export function Texts({ label, hint, texts, errors = {}, onChange }: TextsProps): JSX.Element {
	return (
		<fieldset class="stack close settings-part">
			<legend>{label}</legend>
			{hint && <p class="field-hint">{hint}</p>}
			{offered.value.map((language) => (
				<TextArea
					key={language}
					label={languageNames[language]}
					lang={language}
					rows={2}
					maxLength={2000}
					error={errors[language]}
					value={texts[language] ?? ''}
					onText={(text) => onChange({ ...texts, [language]: text })}
				/>
			))}
		</fieldset>
	);
}

import type { JSX } from 'preact';
import { TextField } from '../text-field.tsx';

interface CodeFieldProps {
	label: string;
	hint?: string;
	value: string;
	onText: (code: string) => void;
}

/** Where a code of a second factor is typed; phones fill it in by themselves. */
export const CodeField = ({ label, hint, value, onText }: CodeFieldProps): JSX.Element => (
	<TextField
		label={label}
		hint={hint}
		name="code"
		inputMode="text"
		autocomplete="one-time-code"
		autocapitalize="characters"
		spellcheck={false}
		required
		minLength={6}
		maxLength={40}
		value={value}
		onText={onText}
	/>
);

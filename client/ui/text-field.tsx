import type { JSX } from 'preact';
import { Field, type FieldWords } from './field.tsx';

type Native = Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'label' | 'value' | 'onInput' | 'id'>;

interface TextFieldProps extends FieldWords, Native {
	value: string;
	onText: (value: string) => void;
}

/** One line of text, also `type="email"`, `tel`, `number`, `date`, `password`. */
export function TextField({ label, hint, error, optional, bare, value, onText, class: extra, ...rest }: TextFieldProps): JSX.Element {
	return (
		<Field {...{ label, hint, error, optional, bare }}>
			{(tied) => <input {...rest} {...tied} class={`control ${extra ?? ''}`} value={value} onInput={(event) => onText(event.currentTarget.value)} />}
		</Field>
	);
}

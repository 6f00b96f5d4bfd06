import type { JSX } from 'preact';
import { Field, type FieldWords } from './field.tsx';

interface TextAreaProps extends FieldWords, Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, 'label' | 'value' | 'onInput' | 'id'> {
	value: string;
	onText: (value: string) => void;
}

/** Several lines of text. */
export function TextArea({ label, hint, error, optional, bare, value, onText, ...rest }: TextAreaProps): JSX.Element {
	return (
		<Field {...{ label, hint, error, optional, bare }}>
			{(tied) => <textarea {...rest} {...tied} class="control" value={value} onInput={(event) => onText(event.currentTarget.value)} />}
		</Field>
	);
}

import type { JSX } from 'preact';
import { Field, type FieldWords } from './field.tsx';

/** One thing to choose: its value, and what it is called. */
export interface Option<Value extends string = string> {
	value: Value;
	label: string;
	hint?: string | undefined;
	disabled?: boolean;
}

interface SelectProps<Value extends string> extends FieldWords {
	value: Value;
	options: readonly Option<Value>[];
	onChoose: (value: Value) => void;
	name?: string;
	disabled?: boolean;
}

/** One of several, where the choices are many and well known; where they are few, `RadioList` shows them. */
export function Select<Value extends string>({ value, options, onChoose, name, disabled, ...words }: SelectProps<Value>): JSX.Element {
	return (
		<Field {...words}>
			{(tied) => (
				<select {...tied} class="control" name={name} disabled={disabled} value={value} onChange={(event) => onChoose(event.currentTarget.value as Value)}>
					{options.map((option) => (
						<option key={option.value} value={option.value} disabled={option.disabled} selected={option.value === value}>
							{option.label}
						</option>
					))}
				</select>
			)}
		</Field>
	);
}

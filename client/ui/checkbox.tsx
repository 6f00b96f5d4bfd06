import type { ComponentChildren, JSX } from 'preact';
import './choice.css';

interface CheckboxProps {
	checked: boolean;
	onCheck: (checked: boolean) => void;
	label: ComponentChildren;
	hint?: ComponentChildren;
	name?: string;
	disabled?: boolean;
}

/** Yes or no; the words are part of the target. */
export function Checkbox({ checked, onCheck, label, hint, name, disabled }: CheckboxProps): JSX.Element {
	return (
		<label class="choice plain">
			<input type="checkbox" name={name} checked={checked} disabled={disabled} onChange={(event) => onCheck(event.currentTarget.checked)} />
			<span class="choice-words">
				<span>{label}</span>
				{hint && <span class="choice-hint">{hint}</span>}
			</span>
		</label>
	);
}

import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import './choice.css';
import type { FieldWords } from './field.tsx';
import './field.css';

/** A choice in a list; `before` stands on its left (an icon, a number), `after` on its right. */
export interface Choice<Value extends string = string> {
	value: Value;
	label: ComponentChildren;
	hint?: ComponentChildren;
	before?: ComponentChildren;
	after?: ComponentChildren;
	disabled?: boolean;
}

interface RadioListProps<Value extends string> extends Omit<FieldWords, 'optional'> {
	value: Value | null;
	choices: readonly Choice<Value>[];
	onChoose: (value: Value) => void;
	/** Somebody points at a choice, with mouse or keyboard (null: no longer): for showing the same on a map. */
	onPoint?: (value: Value | null) => void;
	name?: string;
	/** Cards beside each other instead of rows under each other. */
	tiles?: boolean;
}

/** One of a few, all to be seen. Each row is a target as big as its words. */
export function RadioList<Value extends string>(props: RadioListProps<Value>): JSX.Element {
	const { label, hint, error, bare, value, choices, onChoose, onPoint, tiles } = props;
	const id = useId();
	return (
		<fieldset class={`choices${tiles ? ' tiles' : ''}`} aria-describedby={error ? `${id}-error` : undefined}>
			<legend class={bare ? 'unseen' : 'field-label'}>{label}</legend>
			{hint && <p class="field-hint">{hint}</p>}
			<div class="choices-body" onPointerLeave={onPoint && (() => onPoint(null))}>
				{choices.map((choice) => (
					<label key={choice.value} class="choice" onPointerEnter={onPoint && (() => onPoint(choice.value))}>
						<input
							type="radio"
							name={props.name ?? id}
							value={choice.value}
							checked={choice.value === value}
							disabled={choice.disabled}
							onChange={() => onChoose(choice.value)}
							onFocus={onPoint && (() => onPoint(choice.value))}
						/>
						{choice.before}
						<span class="choice-words">
							<span>{choice.label}</span>
							{choice.hint && <span class="choice-hint">{choice.hint}</span>}
						</span>
						{choice.after}
					</label>
				))}
			</div>
			{error && (
				<p id={`${id}-error`} class="field-error">
					{error}
				</p>
			)}
		</fieldset>
	);
}

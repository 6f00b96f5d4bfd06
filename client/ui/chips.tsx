import type { ComponentChildren, JSX } from 'preact';
import './chips.css';

interface Chip<Value extends string> {
	value: Value;
	label: ComponentChildren;
	/** How many there are. */
	count?: number | undefined;
}

interface ChipsProps<Value extends string> {
	/** What is being chosen, for a screen reader. */
	label: string;
	chips: readonly Chip<Value>[];
	chosen: readonly Value[];
	onChange: (chosen: Value[]) => void;
	/** One at a time; choosing it again chooses none. */
	single?: boolean;
}

const without = <Value,>(chosen: readonly Value[], value: Value): Value[] => chosen.filter((it) => it !== value);

/** Filters to be seen at once and switched each on its own. */
export function Chips<Value extends string>({ label, chips, chosen, onChange, single }: ChipsProps<Value>): JSX.Element {
	const toggled = (value: Value): Value[] => {
		if (chosen.includes(value)) return without(chosen, value);
		return single ? [value] : [...chosen, value];
	};
	return (
		<fieldset class="chips">
			<legend class="unseen">{label}</legend>
			{chips.map((chip) => (
				<button key={chip.value} type="button" class="chip" aria-pressed={chosen.includes(chip.value)} onClick={() => onChange(toggled(chip.value))}>
					{chip.label}
					{chip.count !== undefined && <span class="chip-count">{chip.count}</span>}
				</button>
			))}
		</fieldset>
	);
}

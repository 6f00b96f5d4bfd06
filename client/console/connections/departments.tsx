import type { JSX } from 'preact';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { text } from '../../i18n/text.ts';
import { Checkbox } from '../../ui/checkbox.tsx';

interface TicksProps {
	label: string;
	hint?: string;
	options: readonly { value: string; label: string }[];
	chosen: readonly string[];
	onChoose: (chosen: string[]) => void;
}

/** Several of a few. */
export function Ticks({ label, hint, options, chosen, onChoose }: TicksProps): JSX.Element {
	return (
		<fieldset class="choices">
			<legend class="field-label">{label}</legend>
			{hint && <p class="field-hint">{hint}</p>}
			<div class="choices-body">
				{options.map(({ value, label: name }) => (
					<Checkbox
						key={value}
						label={name}
						checked={chosen.includes(value)}
						onCheck={(on) => onChoose(on ? [...chosen, value] : chosen.filter((other) => other !== value))}
					/>
				))}
			</div>
		</fieldset>
	);
}

/** Of whose faults something is told; none ticked: of all. */
export function Departments({ chosen, onChoose }: Pick<TicksProps, 'chosen' | 'onChoose'>): JSX.Element {
	const options = theTown().departments.map(({ code, title }) => ({ value: code, label: text(title) }));
	return <Ticks label={t('connections.departments')} hint={t('connections.departmentsHint')} options={options} chosen={chosen} onChoose={onChoose} />;
}

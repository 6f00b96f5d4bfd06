import type { JSX } from 'preact';
import type { CatalogueEntry, Parameter } from '../../server/planning/contract.ts';
import { t } from '../i18n/planner.ts';
import { Button } from '../ui/button.tsx';
import { undo } from '../ui/icons.ts';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { AreaControl } from './area/area-control.tsx';
import { filled, fitting, setting, type Values } from './asked.ts';
import './parameters.css';
import { PeriodControl } from './period-control.tsx';

interface ParametersProps {
	report: CatalogueEntry;
	label?: string;
	/** What is chosen that is not usual. */
	values: Values;
	errors: Values;
	onSet: (changes: Values) => void;
	onReset: () => void;
}

/** The report's own questions as a form; the answer follows each change, and so does the address. */
export function Parameters({ report, label, values, errors, onSet, onReset }: ParametersProps): JSX.Element {
	return (
		<form class="parameters no-print" aria-label={label ?? t('form.title')} onSubmit={(event) => event.preventDefault()}>
			{report.params.map((it) => (
				<Control key={it.id} parameter={it} values={filled(report.params, values)} error={errors[it.id]} onSet={(value) => onSet({ [it.id]: value })} />
			))}
			<PeriodControl params={report.params} values={values} onSet={onSet} />
			{Object.keys(values).length > 0 && (
				<Button kind="quiet" icon={undo} onClick={onReset}>
					{t('form.reset')}
				</Button>
			)}
		</form>
	);
}

interface ControlProps {
	parameter: Parameter;
	values: Values;
	error: string | undefined;
	onSet: (value: string) => void;
}

function Control({ parameter, values, error, onSet }: ControlProps): JSX.Element {
	const words = { label: parameter.title, hint: parameter.hint, error };
	const value = setting(parameter, values);
	if (parameter.kind === 'choice') {
		const options = fitting(parameter, values).map(({ id, title }) => ({ value: id, label: title }));
		return <Select {...words} name={parameter.id} value={value} options={options} onChoose={onSet} />;
	}
	if (parameter.kind === 'area') return <AreaControl parameter={parameter} value={value} error={error} onSet={onSet} />;
	if (parameter.kind === 'number') {
		return (
			<TextField
				{...words}
				type="number"
				name={parameter.id}
				required
				min={parameter.least}
				max={parameter.most}
				step="any"
				value={value}
				onText={() => undefined}
				onChange={({ currentTarget }) => currentTarget.value !== '' && onSet(currentTarget.value)}
			/>
		);
	}
	const min = parameter.notBefore === undefined ? undefined : values[parameter.notBefore];
	// A date is told only when it is whole and stands: while the year is being typed, each digit is a date of its own.
	return (
		<TextField
			{...words}
			type="date"
			name={parameter.id}
			required
			min={min}
			value={value}
			onText={() => undefined}
			onChange={({ currentTarget }) => currentTarget.value && currentTarget.value >= '1900' && onSet(currentTarget.value)}
		/>
	);
}

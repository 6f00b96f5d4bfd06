import type { JSX } from 'preact';
import type { ReadingOptions } from '../../../../server/assets/import/contract.ts';
import type { Mapping } from '../../../../server/assets/import/review/contract.ts';
import { t } from '../../../i18n/console.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';

interface ReadingFieldsProps {
	mapping: Mapping;
	options: ReadingOptions;
	onSet: (more: Partial<ReadingOptions>) => void;
}

const between = (text: string, least: number, most: number): number | undefined => {
	const value = Number(text);
	return text.trim() !== '' && Number.isFinite(value) && value >= least && value <= most ? value : undefined;
};

/** How positions, dates and gone assets are understood. */
export function ReadingFields({ mapping, options, onSet }: ReadingFieldsProps): JSX.Element {
	return (
		<div class="stack close">
			<div class="setup-fields">
				<TextField
					label={t('imports.srid')}
					hint={mapping.namedSystem ? t('imports.sridNamed', { system: mapping.namedSystem }) : t('imports.sridHint')}
					inputMode="numeric"
					value={String(options.srid ?? mapping.srid)}
					onChange={(event) => onSet({ srid: between(event.currentTarget.value, 1000, 999_999) })}
					onText={() => undefined}
				/>
				<Select
					label={t('imports.dates')}
					value={options.dates ?? ''}
					options={[
						{ value: '', label: t('imports.datesGuess') },
						{ value: 'dmy', label: t('imports.datesDmy') },
						{ value: 'mdy', label: t('imports.datesMdy') },
					]}
					onChoose={(value) => onSet({ dates: value === '' ? undefined : (value as 'dmy' | 'mdy') })}
				/>
				<TextField
					label={t('imports.far')}
					hint={t('imports.farHint')}
					inputMode="numeric"
					value={options.farMetres === undefined ? '' : String(options.farMetres)}
					onChange={(event) => onSet({ farMetres: between(event.currentTarget.value, 0, 100_000) })}
					onText={() => undefined}
				/>
			</div>
			<Checkbox
				checked={options.retireMissing ?? false}
				onCheck={(retireMissing) => onSet({ retireMissing })}
				label={t('imports.retireMissing')}
				hint={t('imports.retireMissingHint')}
			/>
			<Checkbox
				checked={options.unknownDates ?? false}
				onCheck={(unknownDates) => onSet({ unknownDates })}
				label={t('imports.unknownDates')}
				hint={t('imports.unknownDatesHint')}
			/>
		</div>
	);
}

import type { JSX } from 'preact';
import type { Mapping } from '../../../server/exchange/outbound/contract.ts';
import type { State } from '../../../server/faults/contract.ts';
import { t } from '../../i18n/console.ts';
import { t as shared } from '../../i18n/shared.ts';
import { Select } from '../../ui/select.tsx';
import { signOf } from '../../ui/states.ts';
import { TextField } from '../../ui/text-field.tsx';

const states = Object.keys(signOf) as State[];
/** What a word of theirs can make of a fault: merging and turning down is ours to say. */
const reachable = states.filter((state) => !['reported', 'merged', 'rejected', 'closed'].includes(state));

interface MappingFieldsProps {
	mapping: Mapping;
	onChange: (mapping: Mapping) => void;
}

/** Our words in theirs, and theirs in ours. */
export function MappingFields({ mapping, onChange }: MappingFieldsProps): JSX.Element {
	const theirs = [...new Set([...Object.values(mapping.states), ...Object.keys(mapping.back)])].filter((word) => word !== '').sort();
	const units = (['m', 'km'] as const).map((value) => ({ value, label: t(`connections.unit.${value}`) }));
	return (
		<>
			<TextField
				label={t('connections.asset')}
				hint={t('connections.assetHint')}
				required
				maxLength={60}
				value={mapping.asset}
				onText={(asset) => onChange({ ...mapping, asset })}
			/>
			<Select label={t('connections.unit')} value={mapping.unit} options={units} onChoose={(unit) => onChange({ ...mapping, unit })} />
			<fieldset class="choices">
				<legend class="field-label">{t('connections.ourWords')}</legend>
				<p class="field-hint">{t('connections.ourWordsHint')}</p>
				<div class="connection-words">
					{states.map((state) => (
						<TextField
							key={state}
							label={shared(`state.${state}`)}
							maxLength={120}
							value={mapping.states[state] ?? ''}
							onText={(word) => onChange({ ...mapping, states: { ...mapping.states, [state]: word } })}
						/>
					))}
				</div>
			</fieldset>
			<fieldset class="choices">
				<legend class="field-label">{t('connections.theirWords')}</legend>
				<div class="connection-words">
					{theirs.map((word) => (
						<Select
							key={word}
							label={word}
							value={mapping.back[word] ?? ''}
							options={[
								{ value: '', label: t('connections.nothingMoves') },
								...reachable.map((state) => ({ value: state as string, label: shared(`state.${state}`) })),
							]}
							onChoose={(state) => onChange({ ...mapping, back: { ...mapping.back, [word]: state } })}
						/>
					))}
				</div>
			</fieldset>
		</>
	);
}

import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { AssetPage } from '../../../server/work/asset-page/contract.ts';
import { t } from '../../i18n/resident-asset.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';

type Field = AssetPage['describable'][number];

const choicesOf = ({ kind, choices }: Field): { value: string; label: string }[] =>
	kind === 'boolean'
		? [
				{ value: 'true', label: t('choice.yes') },
				{ value: 'false', label: t('choice.no') },
			]
		: choices.map(({ id, title }) => ({ value: id, label: title }));

const inputs: Readonly<Record<string, { type: string; inputMode?: 'decimal' }>> = { number: { type: 'text', inputMode: 'decimal' }, date: { type: 'date' } };

/** How an asset is in truth: what is left alone stays as it stands. */
export function Describe({ it, told }: { it: AssetPage; told: Signal<Readonly<Record<string, string>>> }): JSX.Element | null {
	if (it.describable.length === 0) return null;
	const tell = (id: string, value: string): void => {
		const { [id]: _, ...others } = told.peek();
		told.value = value.trim() === '' ? others : { ...others, [id]: value };
	};
	return (
		<fieldset class="stack close">
			<legend class="field-label">{t('wrong.describe')}</legend>
			<div class="describe">
				{it.describable.map((field) => {
					const choices = choicesOf(field);
					const now = it.attributes.find(({ id }) => id === field.id)?.value;
					const label = field.unit ? `${field.title} (${field.unit})` : field.title;
					const value = told.value[field.id] ?? '';
					return choices.length > 0 ? (
						<Select
							key={field.id}
							label={label}
							value={value}
							options={[{ value: '', label: now ?? t('choice.unchanged') }, ...choices.filter((choice) => choice.label !== now)]}
							onChoose={(chosen) => tell(field.id, chosen)}
						/>
					) : (
						<TextField
							key={field.id}
							label={label}
							placeholder={now ?? ''}
							maxLength={200}
							{...(inputs[field.kind] ?? { type: 'text' })}
							value={value}
							onText={(text) => tell(field.id, text)}
						/>
					);
				})}
			</div>
		</fieldset>
	);
}

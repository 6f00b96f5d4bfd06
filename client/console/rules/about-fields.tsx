import type { JSX } from 'preact';
import type { Rule } from '../../../server/municipality/rules/contract.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { Chips } from '../../ui/chips.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { ourModes } from '../authorities/our-modes.ts';
import { Several } from '../authorities/several.tsx';
import { layers } from '../facts.ts';
import type { WhenProps } from './when-props.ts';

const channels: readonly Rule['when']['channels'][number][] = ['web', 'phone', 'walk-in', 'email', 'sms', 'open311'];

/** A text of several lines, each one of them. */
const linesOf = (text: string): string[] =>
	text
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);

/** Of what a rule asks: troubles, classes, wards, owners, emergency, channel. */
export function AboutFields({ when, errors, write }: WhenProps): JSX.Element {
	const add = t('rules.choose');
	return (
		<>
			<Several
				{...{ label: t('rules.modes'), add, error: errors['when.modes'], chosen: when.modes }}
				options={ourModes().map(({ code, label }) => ({ value: code, label }))}
				onChange={(modes) => write({ modes })}
			/>
			<Several
				{...{ label: t('rules.classes'), add, error: errors['when.classes'], chosen: when.classes }}
				options={layers.value.map(({ id, title }) => ({ value: id, label: title }))}
				onChange={(classes) => write({ classes })}
			/>
			<Several
				{...{ label: t('rules.wards'), add, error: errors['when.wards'], chosen: when.wards }}
				options={theTown().wards.map(({ code, name }) => ({ value: code, label: name }))}
				onChange={(wards) => write({ wards })}
			/>
			<TextArea
				label={t('rules.owners')}
				hint={t('rules.ownersHint')}
				optional
				rows={2}
				error={errors['when.owners']}
				value={when.owners.join('\n')}
				onText={(text) => write({ owners: linesOf(text) })}
			/>
			<EmergencyAndChannel {...{ when, errors, write }} />
		</>
	);
}

const emergencies = { '': null, yes: true, no: false } as const;
const emergencyOf = (it: boolean | null): keyof typeof emergencies => (it === null ? '' : it ? 'yes' : 'no');

function EmergencyAndChannel({ when, errors, write }: WhenProps): JSX.Element {
	return (
		<>
			<Select
				label={t('rules.emergency')}
				error={errors['when.emergency']}
				value={emergencyOf(when.emergency)}
				options={[
					{ value: '', label: t('rules.any') },
					{ value: 'yes', label: t('rules.onlyEmergency') },
					{ value: 'no', label: t('rules.onlyOther') },
				]}
				onChoose={(chosen) => write({ emergency: emergencies[chosen] })}
			/>
			<div class="field">
				<span class="field-label" aria-hidden="true">
					{t('rules.channels')}
				</span>
				<Chips
					label={t('rules.channels')}
					chips={channels.map((value) => ({ value, label: t(`rules.channel.${value}`) }))}
					chosen={when.channels}
					onChange={(chosen) => write({ channels: chosen })}
				/>
			</div>
		</>
	);
}

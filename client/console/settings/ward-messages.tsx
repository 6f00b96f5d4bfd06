import type { JSX } from 'preact';
import type { EmergencySettings } from '../../../server/municipality/settings/contract.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { trash } from '../../ui/icons.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Texts } from './texts.tsx';

type Ward = EmergencySettings['wards'][number];

interface WardMessagesProps {
	wards: readonly Ward[];
	errors: Readonly<Record<string, string | undefined>>;
	onChange: (wards: Ward[]) => void;
}

const nameOf = (code: string): string => theTown().wards.find((it) => it.code === code)?.name ?? code;

/** What holds in single wards beside what holds everywhere: a number or a place of their own. */
export function WardMessages({ wards, errors, onChange }: WardMessagesProps): JSX.Element {
	const change = (code: string, part: Partial<Ward>): void => onChange(wards.map((it) => (it.code === code ? { ...it, ...part } : it)));
	const left = theTown().wards.filter(({ code }) => !wards.some((it) => it.code === code));
	return (
		<fieldset class="stack close settings-part">
			<legend>{t('settings.wards')}</legend>
			<p class="field-hint">{t('settings.wardsHint')}</p>
			{wards.map(({ code, phone, text }) => (
				<div key={code} class="stack close">
					<Texts label={nameOf(code)} texts={text} errors={{ en: errors[`wards.${code}`] }} onChange={(texts) => change(code, { text: texts })} />
					<TextField
						type="tel"
						label={t('settings.wardPhone', { ward: nameOf(code) })}
						optional
						maxLength={25}
						value={phone ?? ''}
						onText={(it) => change(code, { phone: it })}
					/>
					<div>
						<Button kind="quiet" icon={trash} onClick={() => onChange(wards.filter((it) => it.code !== code))}>
							{t('settings.wardWithout', { ward: nameOf(code) })}
						</Button>
					</div>
				</div>
			))}
			<Select
				label={t('settings.wardAdd')}
				value=""
				options={[{ value: '', label: t('settings.choose') }, ...left.map(({ code, name }) => ({ value: code, label: name }))]}
				onChoose={(code) => code !== '' && onChange([...wards, { code, phone: null, text: {} }])}
			/>
		</fieldset>
	);
}

import type { JSX } from 'preact';
import { t } from '../../i18n/console.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { cross } from '../../ui/icons.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type ServerDraft, writeServer } from './draft.ts';
import { modeName, ourModes } from './our-modes.ts';

interface Offered {
	code: string;
	name: string;
}

interface ServicesProps {
	it: ServerDraft;
	/** What their server has said that it offers; empty until it was asked. */
	offered: readonly Offered[];
	errors: Readonly<Record<string, string | undefined>>;
}

/** What they call our troubles: one service for all, and others for some. */
export function Services({ it: { services, otherwise }, offered, errors }: ServicesProps): JSX.Element {
	const named = Object.keys(services);
	const add = (mode: string): void => writeServer({ services: { ...services, [mode]: '' } });
	const left = ourModes().filter(({ code }) => !named.includes(code));
	return (
		<fieldset class="stack close authority-part">
			<legend>{t('authority.services')}</legend>
			<p class="field-hint">{t(offered.length > 0 ? 'authority.servicesHint' : 'authority.servicesTry')}</p>
			{named.map((mode) => (
				<div key={mode} class="row authority-service">
					<div class="grow">
						<Service
							label={modeName(mode)}
							error={errors[`server.services.${mode}`]}
							offered={offered}
							value={services[mode] ?? ''}
							onChange={(code) => writeServer({ services: { ...services, [mode]: code } })}
						/>
					</div>
					<IconButton
						path={cross}
						label={t('authority.without', { name: modeName(mode) })}
						onClick={() => writeServer({ services: Object.fromEntries(Object.entries(services).filter(([other]) => other !== mode)) })}
					/>
				</div>
			))}
			<Select
				label={t('authority.addMode')}
				error={errors['server.services']}
				value=""
				options={[{ value: '', label: t('authority.choose') }, ...left.map(({ code, label }) => ({ value: code, label }))]}
				onChoose={(mode) => mode !== '' && add(mode)}
			/>
			<Service
				label={t('authority.otherwise')}
				none={t('authority.noService')}
				error={errors['server.otherwise']}
				offered={offered}
				value={otherwise}
				onChange={(code) => writeServer({ otherwise: code })}
			/>
		</fieldset>
	);
}

interface ServiceProps {
	label: string;
	/** What choosing none means. */
	none?: string;
	error: string | undefined;
	offered: readonly Offered[];
	value: string;
	onChange: (code: string) => void;
}

/** One of their services: chosen from their list where it is known, else by its code. */
function Service({ label, none, error, offered, value, onChange }: ServiceProps): JSX.Element {
	if (offered.length === 0)
		return <TextField label={label} hint={t('authority.code')} error={error} optional={none !== undefined} maxLength={200} value={value} onText={onChange} />;
	const unknown = value !== '' && !offered.some(({ code }) => code === value);
	return (
		<Select
			{...{ label, error, value }}
			options={[
				{ value: '', label: none ?? t('authority.choose') },
				...(unknown ? [{ value, label: t('authority.gone', { code: value }) }] : []),
				...offered.map(({ code, name }) => ({ value: code, label: name === code ? name : `${name} (${code})` })),
			]}
			onChoose={onChange}
		/>
	);
}

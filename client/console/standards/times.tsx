import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { StandardSettings } from '../../../server/municipality/standards/contract.ts';
import { t } from '../../i18n/console.ts';
import { text } from '../../i18n/text.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { search } from '../../ui/icons.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { hoursOf, minutesOf, type PartProps } from './draft.ts';

type Service = StandardSettings['services'][number];
type Mode = StandardSettings['titles']['modes'][number];

/** The times of each service, wherever no tier holds. */
export function Times({ it, errors, write }: PartProps): JSX.Element {
	const wanted = useSignal('');
	const services = new Map(it.services.map((service) => [service.mode, service]));
	const seen = it.titles.modes.filter(
		({ mode, title, group }) => services.has(mode) && `${title} ${group}`.toLocaleLowerCase().includes(wanted.value.trim().toLocaleLowerCase()),
	);
	const change = (mode: string, part: Partial<Service>): void =>
		write({ services: it.services.map((service) => (service.mode === mode ? { ...service, ...part } : service)) });
	return (
		<div class="stack">
			<p class="quiet">{t('standards.timesHint')}</p>
			<TextField type="search" label={t('standards.find')} value={wanted.value} onText={(typed) => (wanted.value = typed)} />
			{seen.length === 0 && (
				<EmptyState icon={search} title={t('standards.noneFound')}>
					{t('standards.noneFoundHint')}
				</EmptyState>
			)}
			<ul class="bare-list standards-list">
				{seen.map((mode) => (
					<Row key={mode.mode} mode={mode} service={services.get(mode.mode) as Service} it={it} errors={errors} change={(part) => change(mode.mode, part)} />
				))}
			</ul>
		</div>
	);
}

interface RowProps {
	mode: Mode;
	service: Service;
	it: StandardSettings;
	errors: PartProps['errors'];
	change: (part: Partial<Service>) => void;
}

function Row({ mode: { mode, title, group }, service, it, errors, change }: RowProps): JSX.Element {
	const error = (field: string): string | undefined => errors[`services.${mode}.${field}`];
	return (
		<li class="standards-row">
			<div class="stack tight standards-what">
				<strong>{title}</strong>
				<span class="quiet small">{group}</span>
			</div>
			<Hours label={t('standards.respond')} minutes={service.respond} error={error('respond')} onMinutes={(respond) => change({ respond: respond ?? 0 })} />
			<Hours label={t('standards.resolve')} minutes={service.resolve} error={error('resolve')} onMinutes={(resolve) => change({ resolve: resolve ?? 0 })} />
			<Hours
				label={t('standards.crew')}
				minutes={service.crew}
				placeholder={hoursOf(Math.max(1, service.resolve - service.respond))}
				error={error('crew')}
				onMinutes={(crew) => change({ crew })}
			/>
			<Select
				label={t('standards.calendar')}
				value={service.calendar}
				error={error('calendar')}
				options={it.calendars.map(({ code }) => ({ value: code, label: text(it.titles.calendars[code] ?? { en: code }) }))}
				onChoose={(calendar) => change({ calendar })}
			/>
			<Verified verify={service.verify} change={change} />
		</li>
	);
}

interface HoursProps {
	label: string;
	minutes: number | null;
	placeholder?: string;
	error: string | undefined;
	onMinutes: (minutes: number | null) => void;
}

/** A time in open hours. */
export function Hours({ label, minutes, placeholder, error, onMinutes }: HoursProps): JSX.Element {
	return (
		<TextField
			type="number"
			min={0.25}
			step={0.25}
			label={label}
			error={error}
			placeholder={placeholder}
			value={hoursOf(minutes)}
			onText={(typed) => onMinutes(typed.trim() === '' ? null : minutesOf(typed))}
		/>
	);
}

/** Whether the municipality has said that the times are its own. */
export function Verified({ verify, change }: { verify: boolean; change: (part: { verify: boolean }) => void }): JSX.Element {
	return <Checkbox label={t('standards.verified')} checked={!verify} onCheck={(yes) => change({ verify: !yes })} />;
}

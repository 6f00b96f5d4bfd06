import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { southAfricanHolidays } from '../../../server/maths/south-african-holidays.ts';
import type { StandardSettings } from '../../../server/municipality/standards/contract.ts';
import { t } from '../../i18n/console.ts';
import { date } from '../../i18n/format.ts';
import { locale } from '../../i18n/locale.ts';
import { text } from '../../i18n/text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { plus, trash } from '../../ui/icons.ts';
import { TextField } from '../../ui/text-field.tsx';
import { type PartProps, spokenHours, typedHours } from './draft.ts';

type Calendar = StandardSettings['calendars'][number];

// 2024-01-01 was a Monday.
const weekday = (at: number): string => new Intl.DateTimeFormat(locale(), { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, 1 + at)));

/** The hours and days on which standards count. */
export function Days({ it, errors, write }: PartProps): JSX.Element {
	const change = (code: string, windows: Calendar['windows']): void =>
		write({ calendars: it.calendars.map((calendar) => (calendar.code === code ? { code, windows } : calendar)) });
	return (
		<div class="stack">
			<div class="standards-calendars">
				{it.calendars.map(({ code, windows }) => (
					<Card key={code} title={text(it.titles.calendars[code] ?? { en: code })}>
						<p class="quiet small">{t(code === 'always' ? 'standards.alwaysHint' : 'standards.hoursHint')}</p>
						<div class="standards-week">
							{windows.map((day, at) => (
								<Day
									key={at}
									at={at}
									day={day}
									onDay={(hours) =>
										change(
											code,
											windows.map((old, i) => (i === at ? hours : old)),
										)
									}
								/>
							))}
						</div>
						{errors[`calendars.${code}`] && <p class="field-error">{errors[`calendars.${code}`]}</p>}
					</Card>
				))}
			</div>
			<Holidays it={it} errors={errors} write={write} />
		</div>
	);
}

/** The hours of one day of the week, as they are typed; what cannot be read is not taken. */
function Day({ at, day, onDay }: { at: number; day: Calendar['windows'][number]; onDay: (day: [number, number][]) => void }): JSX.Element {
	const typed = useSignal(spokenHours(day));
	const hours = typedHours(typed.value);
	return (
		<TextField
			label={weekday(at)}
			placeholder={t('standards.closed')}
			error={hours === null ? t('standards.hoursWrong') : undefined}
			value={typed.value}
			onText={(now) => {
				typed.value = now;
				const read = typedHours(now);
				if (read) onDay(read);
			}}
		/>
	);
}

const byDay = (holidays: StandardSettings['holidays']): StandardSettings['holidays'] => [...holidays].sort((a, b) => (a.day < b.day ? -1 : 1));

function Holidays({ it: { holidays }, errors, write }: PartProps): JSX.Element {
	const today = new Date().toISOString().slice(0, 10);
	const coming = holidays.filter(({ day }) => day >= today);
	const next = Number((holidays.at(-1)?.day ?? today).slice(0, 4)) + 1;
	const lawful = (): void => {
		const known = new Set(holidays.map(({ day }) => day));
		write({
			holidays: byDay([
				...holidays,
				...southAfricanHolidays(next)
					.filter(({ day }) => !known.has(day))
					.map((it) => ({ ...it, proclaimed: false })),
			]),
		});
	};
	return (
		<Card title={t('standards.holidays')}>
			<p class="quiet small">{t('standards.holidaysHint')}</p>
			<AddHoliday
				error={Object.entries(errors).find(([path]) => path.startsWith('holidays'))?.[1]}
				add={(it) => write({ holidays: byDay([...holidays, it]) })}
			/>
			<ul class="bare-list standards-holidays">
				{coming.map(({ day, name, proclaimed }) => (
					<li key={`${day} ${name}`} class="row between">
						<span class="cluster tight">
							<span class="figures">{date(day)}</span> {name} {proclaimed && <Badge>{t('standards.proclaimed')}</Badge>}
						</span>
						<IconButton
							path={trash}
							label={t('standards.removeDay', { day: name })}
							onClick={() => write({ holidays: holidays.filter((other) => other.day !== day) })}
						/>
					</li>
				))}
			</ul>
			<div>
				<Button kind="quiet" icon={plus} onClick={lawful}>
					{t('standards.addYear', { year: String(next) })}
				</Button>
			</div>
		</Card>
	);
}

function AddHoliday({ error, add }: { error: string | undefined; add: (it: StandardSettings['holidays'][number]) => void }): JSX.Element {
	const day = useSignal('');
	const name = useSignal('');
	const put = (): void => {
		add({ day: day.value, name: name.value.trim(), proclaimed: true });
		day.value = '';
		name.value = '';
	};
	return (
		<div class="standards-add">
			<TextField type="date" label={t('standards.day')} error={error} value={day.value} onText={(typed) => (day.value = typed)} />
			<TextField label={t('standards.dayName')} maxLength={80} value={name.value} onText={(typed) => (name.value = typed)} />
			<Button icon={plus} disabled={day.value === '' || name.value.trim() === ''} onClick={put}>
				{t('standards.addDay')}
			</Button>
		</div>
	);
}

import type { JSX } from 'preact';
import type { Rule } from '../../../server/municipality/rules/contract.ts';
import { t } from '../../i18n/console.ts';
import { Chips } from '../../ui/chips.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { clockOf, days } from './sentence.ts';
import type { WhenProps } from './when-props.ts';

type Hours = NonNullable<Rule['when']['hours']>;

/** Minutes after midnight of a time as a field of time has it; undefined while it is not written out. */
const minuteOf = (typed: string): number | undefined => {
	const [, hour, minute] = /^(\d\d):(\d\d)/.exec(typed) ?? [];
	return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
};

const anyTime: Hours = { days: [], from: 0, to: 0 };

/** On which days and at what time of day a rule holds. Round the clock on any day asks nothing. */
export function TimeFields({ when: { hours }, errors, write }: WhenProps): JSX.Element {
	const it = hours ?? anyTime;
	const change = (part: Partial<Hours>): void => {
		const next = { ...it, ...part };
		write({ hours: next.days.length === 0 && next.from === next.to ? null : next });
	};
	return (
		<div class="stack close">
			<div class="field">
				<span class="field-label" aria-hidden="true">
					{t('rules.days')}
				</span>
				<Chips
					label={t('rules.days')}
					chips={days()}
					chosen={it.days.map(String)}
					onChange={(chosen) => change({ days: chosen.map(Number).sort((a, b) => a - b) })}
				/>
			</div>
			<div class="rule-pair">
				<TextField
					type="time"
					label={t('rules.begins')}
					error={errors['when.hours.from']}
					value={clockOf(it.from)}
					onText={(typed) => change({ from: minuteOf(typed) ?? it.from })}
				/>
				<TextField
					type="time"
					label={t('rules.ends')}
					error={errors['when.hours.to']}
					value={clockOf(it.to)}
					onText={(typed) => change({ to: minuteOf(typed) ?? it.to })}
				/>
			</div>
			<p class="field-hint">{t('rules.hoursHint')}</p>
		</div>
	);
}

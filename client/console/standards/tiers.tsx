import type { JSX } from 'preact';
import type { StandardSettings } from '../../../server/municipality/standards/contract.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { plus, trash } from '../../ui/icons.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { PartProps } from './draft.ts';
import { Hours, Verified } from './times.tsx';

type Tier = StandardSettings['tiers'][number];

const grades = ['1', '2', '3', '4', '5'];

/** What a tier may be of: one failure mode, or all of a family, named by those in it. */
function subjects({ titles: { modes } }: StandardSettings): { value: string; label: string }[] {
	const families = new Map<string, string[]>();
	for (const { family, title } of modes) families.set(family, [...(families.get(family) ?? []), title]);
	const whole = [...families].filter(([, titles]) => titles.length > 1).map(([family, titles]) => ({ value: `family ${family}`, label: titles.join(', ') }));
	return [
		...whole.map(({ value, label }) => ({ value, label: t('standards.allOf', { what: label.length > 70 ? `${label.slice(0, 70)} …` : label }) })),
		...modes.map(({ mode, title, group }) => ({ value: `mode ${mode}`, label: `${title} (${group})` })),
	];
}

const fresh: Omit<Tier, 'mode' | 'family'> = { customers: 2, criticality: 1, respond: 240, resolve: 1440, crew: 1200, anchor: null, verify: true };

/** Times that hold from so many people without it, or so critical an asset. */
export function Tiers({ it, errors, write }: PartProps): JSX.Element {
	const change = (at: number, part: Partial<Tier>): void => write({ tiers: it.tiers.map((tier, i) => (i === at ? { ...tier, ...part } : tier)) });
	const options = subjects(it);
	return (
		<div class="stack">
			<p class="quiet">{t('standards.tiersHint')}</p>
			<ul class="bare-list standards-list">
				{it.tiers.map((tier, i) => (
					<li key={i} class="standards-row">
						<div class="standards-wide">
							<Subject tier={tier} options={options} error={errors[`tiers.${i}.mode`] ?? errors[`tiers.${i}.family`]} change={(part) => change(i, part)} />
						</div>
						<From tier={tier} error={errors[`tiers.${i}.customers`]} change={(part) => change(i, part)} />
						<Hours
							label={t('standards.respond')}
							minutes={tier.respond}
							error={errors[`tiers.${i}.respond`]}
							onMinutes={(it) => change(i, { respond: it ?? 0 })}
						/>
						<Hours
							label={t('standards.resolve')}
							minutes={tier.resolve}
							error={errors[`tiers.${i}.resolve`]}
							onMinutes={(it) => change(i, { resolve: it ?? 0 })}
						/>
						<Hours label={t('standards.crew')} minutes={tier.crew} error={errors[`tiers.${i}.crew`]} onMinutes={(it) => change(i, { crew: it ?? 0 })} />
						<div class="standards-wide">
							<TextField
								label={t('standards.anchor')}
								optional
								maxLength={200}
								value={tier.anchor ?? ''}
								onText={(anchor) => change(i, { anchor: anchor.trim() === '' ? null : anchor })}
							/>
						</div>
						<div class="row between">
							<Verified verify={tier.verify} change={(part) => change(i, part)} />
							<IconButton path={trash} label={t('standards.removeTier')} onClick={() => write({ tiers: it.tiers.filter((_, other) => other !== i) })} />
						</div>
					</li>
				))}
			</ul>
			<div>
				<Button icon={plus} onClick={() => write({ tiers: [...it.tiers, { ...fresh, mode: it.titles.modes[0]?.mode ?? null, family: null }] })}>
					{t('standards.addTier')}
				</Button>
			</div>
		</div>
	);
}

interface TierProps {
	tier: Tier;
	error: string | undefined;
	change: (part: Partial<Tier>) => void;
}

function Subject({ tier: { mode, family }, options, error, change }: TierProps & { options: { value: string; label: string }[] }): JSX.Element {
	return (
		<Select
			label={t('standards.of')}
			error={error}
			value={mode === null ? `family ${family}` : `mode ${mode}`}
			options={options}
			onChoose={(value) => {
				const [kind, code = ''] = value.split(' ');
				change(kind === 'mode' ? { mode: code, family: null } : { mode: null, family: code });
			}}
		/>
	);
}

function From({ tier: { customers, criticality }, error, change }: TierProps): JSX.Element {
	return (
		<>
			<TextField
				type="number"
				min={1}
				label={t('standards.customers')}
				error={error}
				value={String(customers)}
				onText={(typed) => change({ customers: Math.round(Number(typed)) })}
			/>
			<Select
				label={t('standards.criticality')}
				value={String(criticality)}
				options={grades.map((grade) => ({ value: grade, label: grade === '1' ? t('standards.anyGrade') : grade }))}
				onChoose={(grade) => change({ criticality: Number(grade) })}
			/>
		</>
	);
}

import type { JSX } from 'preact';
import { pauseKinds } from '../../../server/faults/contract.ts';
import type { StandardSettings } from '../../../server/municipality/standards/contract.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { plus, trash } from '../../ui/icons.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { PartProps } from './draft.ts';
import { Verified } from './times.tsx';

type Step = StandardSettings['ladder'][number];
type Limit = StandardSettings['limits'][number];

const days = (minutes: number): string => String(Math.round((minutes / 1440) * 100) / 100);

/** For how long a wait stops the clocks, and who is told when time runs out. */
export function Ladder(props: PartProps): JSX.Element {
	return (
		<div class="stack">
			<Limits {...props} />
			<Steps {...props} />
		</div>
	);
}

function Limits({ it, errors, write }: PartProps): JSX.Element {
	const change = (kind: string, part: Partial<Limit>): void =>
		write({ limits: it.limits.map((limit) => (limit.kind === kind ? { ...limit, ...part } : limit)) });
	return (
		<Card title={t('standards.limits')}>
			<p class="quiet small">{t('standards.limitsHint')}</p>
			<ul class="bare-list standards-list">
				{pauseKinds.map((kind) => {
					const limit = it.limits.find((known) => known.kind === kind);
					return (
						limit && (
							<li key={kind} class="standards-row">
								<strong class="standards-what">{t(`pause.${kind}`)}</strong>
								<TextField
									type="number"
									min={0}
									step={0.5}
									label={t('standards.days')}
									error={errors[`limits.${it.limits.indexOf(limit)}.minutes`]}
									value={days(limit.minutes)}
									onText={(typed) => change(kind, { minutes: Math.round(Number(typed) * 1440) })}
								/>
								<Verified verify={limit.verify} change={(part) => change(kind, part)} />
							</li>
						)
					);
				})}
			</ul>
		</Card>
	);
}

function Steps({ it, errors, write }: PartProps): JSX.Element {
	const change = (at: number, part: Partial<Step>): void => write({ ladder: it.ladder.map((step, i) => (i === at ? { ...step, ...part } : step)) });
	const last = it.ladder.at(-1)?.share ?? 0.5;
	return (
		<Card title={t('standards.ladder')}>
			<p class="quiet small">{t('standards.ladderHint')}</p>
			<ol class="bare-list standards-list">
				{it.ladder.map((step, i) => (
					<li key={i} class="standards-row">
						<strong class="standards-what">{t('standards.step', { step: i + 1 })}</strong>
						<TextField
							type="number"
							min={1}
							max={1000}
							label={t('standards.share')}
							error={errors[`ladder.${i}.share`] ?? errors['ladder']}
							value={String(Math.round(step.share * 100))}
							onText={(typed) => change(i, { share: Number(typed) / 100 })}
						/>
						<Select<Step['tells']>
							label={t('standards.tells')}
							value={step.tells}
							options={(['assignee', 'department'] as const).map((who) => ({ value: who, label: t(`standards.tells.${who}`) }))}
							onChoose={(tells) => change(i, { tells })}
						/>
						<IconButton
							path={trash}
							label={t('standards.removeStep', { step: i + 1 })}
							onClick={() => write({ ladder: it.ladder.filter((_, other) => other !== i) })}
						/>
					</li>
				))}
			</ol>
			<div>
				<Button
					kind="quiet"
					icon={plus}
					disabled={it.ladder.length >= 9}
					onClick={() => write({ ladder: [...it.ladder, { share: last + 0.5, tells: 'department' }] })}
				>
					{t('standards.addStep')}
				</Button>
			</div>
		</Card>
	);
}

import type { JSX } from 'preact';
import type { DeskFault } from '../../../server/faults/contract.ts';
import { type Standing as Known, readStanding } from '../../../server/faults/order/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { date, number, quantity } from '../../i18n/format.ts';
import { money } from '../../i18n/money.ts';
import { Badge } from '../../ui/badge.tsx';
import './standing.css';

/** Why the fault stands where it stands in the queue: what waiting costs in a day, over the hours of work, and who put it elsewhere. */
export function Standing({ fault }: { fault: DeskFault }): JSX.Element | null {
	const read = useCall(readStanding, () => ({ code: fault.code }));
	const it = read.data.value;
	if (!fault.open || fault.delayPerDay === null || fault.workHours === null) return null;
	return (
		<div class="standing stack close">
			{it?.override && <Placed by={it.override} />}
			<details class="standing-parts">
				<summary>
					<strong class="figures">{t('cost.perDay', { amount: money(fault.delayPerDay) })}</strong>
					<span class="quiet figures"> · {hoursOfWork(fault.workHours)}</span>
				</summary>
				{it && <Parts it={it} danger={fault.emergency} />}
			</details>
		</div>
	);
}

const hoursOfWork = (hours: number): string => t('cost.work', { hours: Math.round(hours * 10) / 10 });

function Placed({ by }: { by: NonNullable<Known['override']> }): JSX.Element {
	return (
		<p class="cluster tight small">
			<Badge tone="warn">{t(`placed.${by.place}`)}</Badge>
			<span>{by.by ? t('placed.by', { name: by.by, reason: by.reason }) : by.reason}</span>
			<span class="quiet">{t('placed.until', { when: date(by.until) })}</span>
		</p>
	);
}

function Parts({ it, danger }: { it: Known; danger: boolean }): JSX.Element {
	const words: Record<Known['parts'][number]['part'], string> = {
		safety: t('cost.safety'),
		water: t('cost.water', { kl: quantity(it.waterKl, 'kℓ') }),
		people: t('cost.people', { count: it.people }),
		damage: t('cost.damage'),
		late: t('cost.late'),
	};
	return (
		<div class="stack close small">
			<table class="standing-table">
				<caption class="unseen">{t('cost.title')}</caption>
				<tbody>
					{[...it.parts]
						.sort((one, other) => other.perDay - one.perDay)
						.map(({ part, perDay }) => (
							<tr key={part}>
								<th scope="row">{words[part]}</th>
								<td class="figures">{money(perDay)}</td>
							</tr>
						))}
				</tbody>
			</table>
			<p class="quiet">
				{[
					danger && t('cost.danger'),
					t('cost.how'),
					`${t('cost.criticality', { grade: number(it.criticality) })}.`,
					it.learntFrom > 0 ? t('cost.learnt', { count: it.learntFrom }) : t('cost.shipped'),
					it.toVerify && t('cost.toVerify'),
				]
					.filter(Boolean)
					.join(' ')}
			</p>
		</div>
	);
}

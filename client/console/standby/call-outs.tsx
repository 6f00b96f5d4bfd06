import type { JSX } from 'preact';
import { acknowledgeCallOut, type CallOut } from '../../../server/notify/standby/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime, time } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { hrefOf, readRoute, spokenCode } from '../address.ts';
import { departmentName } from '../facts.ts';
import { act } from './act.ts';

const tones = { calling: 'warn', acknowledged: 'good', unanswered: 'bad', over: 'plain' } as const;

/** What was called out lately, who was called when, and who goes. */
export function CallOuts({ callOuts, again }: { callOuts: readonly CallOut[]; again: () => Promise<void> }): JSX.Element {
	return (
		<Card title={t('standby.calls')}>
			{callOuts.length === 0 && <p class="quiet">{t('standby.noCalls')}</p>}
			<ul class="bare-list stack">
				{callOuts.map((it) => (
					<li key={it.id} class="stack tight">
						<span class="cluster close">
							<a class="code" href={hrefOf({ ...readRoute(''), fault: it.fault })}>
								{spokenCode(it.fault)}
							</a>
							<strong>{[it.title, it.street].filter(Boolean).join(', ')}</strong>
							<Badge tone={tones[it.state]}>{t(`standby.is.${it.state}`)}</Badge>
						</span>
						<span class="quiet small">
							{[
								departmentName(it.department),
								dateTime(it.at),
								it.acknowledgedBy !== null && it.acknowledgedAt !== null && t('standby.goes', { name: it.acknowledgedBy, when: time(it.acknowledgedAt) }),
							]
								.filter(Boolean)
								.join(' · ')}
						</span>
						<span class="small">{it.tries.map((one) => t(`standby.try.${one.state}`, { name: one.name, when: time(one.at) })).join(' · ')}</span>
						{(it.state === 'calling' || it.state === 'unanswered') && (
							<span>
								<Button onClick={() => void act({ doing: () => call(acknowledgeCallOut, { id: it.id }), said: t('standby.going'), again })}>
									{t('standby.iGo')}
								</Button>
							</span>
						)}
					</li>
				))}
			</ul>
		</Card>
	);
}

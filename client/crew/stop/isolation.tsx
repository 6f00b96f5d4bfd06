import type { JSX } from 'preact';
import { t } from '../../i18n/crew.ts';
import { date } from '../../i18n/format.ts';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { send } from '../../ui/icons.ts';
import { Notice } from '../../ui/notice.tsx';
import type { ShownStop } from '../kept/apply.ts';
import { wayTo } from '../navigate.ts';

/** What to close for the work, and who is without supply meanwhile. */
export function Isolation({ isolation }: { isolation: NonNullable<ShownStop['isolation']> }): JSX.Element {
	const { close, customers, critical, builtAt } = isolation;
	// A run that a phone keeps from before the plan said so does not name them.
	const stuck = isolation.without ?? [];
	return (
		<Card title={t('close.title')}>
			<div class="stack close">
				<ol class="bare-list stack tight">
					{close.map((it, at) => (
						<li key={it.reference} class="row">
							<span class="stop-number figures">{at + 1}</span>
							<span class="grow">
								{it.title} <span class="code">{it.reference}</span>
							</span>
							<a class="way" href={wayTo(it)} aria-label={`${t('close.way')}: ${it.reference}`}>
								<Icon path={send} />
							</a>
						</li>
					))}
				</ol>
				{stuck.length > 0 && <p>{t('close.without', { valves: stuck.join(', ') })}</p>}
				{customers > 0 && <p>{t('close.customers', { count: customers })}</p>}
				{critical.length > 0 && <Notice kind="warn">{t('close.critical', { names: critical.join(', ') })}</Notice>}
				<span class="quiet small">{t('close.at', { day: date(builtAt) })}</span>
			</div>
		</Card>
	);
}

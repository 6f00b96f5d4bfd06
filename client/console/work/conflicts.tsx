import type { JSX } from 'preact';
import type { Order } from '../../../server/work/orders/contract.ts';
import { settleConflict } from '../../../server/work/orders/means/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { may } from '../session.ts';
import { changing, doToOrder } from './open-order.ts';

const fields = ['cause', 'component', 'mode', 'condition', 'note'] as const;

const fieldWords = (field: string): string => {
	const known = fields.find((it) => it === field);
	return known ? t(`orders.field.${known}`) : field;
};

const said = (value: unknown): string => (value === null || value === undefined || value === '' ? t('orders.nothing') : String(value));

/** Two who wrote the same field without knowing of each other: the desk says which of them holds. */
export function Conflicts({ it }: { it: Order }): JSX.Element | null {
	if (it.conflicts.length === 0) return null;
	const settle = (conflict: number, take: 'kept' | 'other'): void =>
		void doToOrder({ said: t('orders.settled'), ask: () => call(settleConflict, { code: it.code, conflict, take, language: language.peek() }) });
	return (
		<Notice kind="warn" title={t('orders.conflicts', { count: it.conflicts.length })}>
			<ul class="bare-list stack close">
				{it.conflicts.map(({ id, item, field, kept, other, by, at }) => (
					<li key={id} class="stack tight">
						<span>
							<strong>{fieldWords(field)}</strong> · {it.lines.find((line) => line.id === item)?.title}
						</span>
						<span class="small quiet">{[by, dateTime(at)].filter(Boolean).join(' · ')}</span>
						<span class="cluster">
							<Button disabled={changing.value || !may('work.plan')} onClick={() => settle(id, 'kept')}>
								{t('orders.keep', { words: said(kept) })}
							</Button>
							<Button disabled={changing.value || !may('work.plan')} onClick={() => settle(id, 'other')}>
								{t('orders.take', { words: said(other) })}
							</Button>
						</span>
					</li>
				))}
			</ul>
		</Notice>
	);
}

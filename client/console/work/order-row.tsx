import type { JSX } from 'preact';
import type { OrderBrief } from '../../../server/work/orders/contract.ts';
import { t } from '../../i18n/console.ts';
import { number } from '../../i18n/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { people } from '../../ui/staff-icons.ts';
import { SignSymbol } from '../../ui/state-symbol.tsx';
import { hrefOf } from '../address.ts';
import { route } from '../route.ts';
import { nameOfOrder, plannedWords } from './order-words.ts';
import { pointed } from './orders.ts';
import { orderSign } from './signs.ts';

/** Where an order is opened: all that narrows the list stays. */
export const hrefOfOrder = (code: string): string => hrefOf({ ...route.value, view: 'work', map: false, work: { ...route.value.work, wo: code } });

/** One order in the list: state, what, where, crew and when, how far, how many people wait for it. */
export function OrderRow({ it, reached }: { it: OrderBrief; reached: boolean }): JSX.Element {
	const { code, state } = it;
	return (
		<li>
			<a
				class={`queue-row order-row${pointed.value === code ? ' pointed' : ''}`}
				href={hrefOfOrder(code)}
				data-row={code}
				tabIndex={reached ? 0 : -1}
				aria-current={route.value.work.wo === code ? 'true' : undefined}
				onPointerEnter={() => (pointed.value = code)}
				onFocus={() => (pointed.value = code)}
			>
				<SignSymbol sign={orderSign[state]} label={t(`orders.state.${state}`)} />
				<span class="queue-row-main">
					<span class="row tight">
						{it.kind === 'emergency' && <strong class="emergency-word">{t('orders.kind.emergency')}</strong>}
						<span class="queue-row-title clip">{nameOfOrder(it)}</span>
					</span>
					<span class="queue-row-where clip">
						<span class="code">{code}</span> · {it.crew ?? t('orders.noCrew')} · {plannedWords(it) ?? t('orders.notPlanned')}
					</span>
				</span>
				<span class="queue-row-figures figures">
					<span>{t(`orders.state.${state}`)}</span>
					<span class="row close">
						<span title={t('orders.endedOf', { ended: it.ended, items: it.items })}>
							{number(it.ended)}/{number(it.items)}
							<span class="unseen">{t('orders.endedOf', { ended: it.ended, items: it.items })}</span>
						</span>
						<span class="with-icon" title={t('orders.reports', { count: it.reports })}>
							<Icon path={people} size={16} />
							{number(it.reports)}
						</span>
					</span>
				</span>
			</a>
		</li>
	);
}

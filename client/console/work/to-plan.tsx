import type { JSX } from 'preact';
import type { OrderBrief } from '../../../server/work/orders/contract.ts';
import { t } from '../../i18n/console.ts';
import { number } from '../../i18n/format.ts';
import { DropPlace } from './board-cell.tsx';
import { putInto, toPlan } from './board-state.ts';
import { OrderCard } from './order-card.tsx';
import { cutOff } from './orders.ts';
import type { Slot } from './place-order.ts';

/** So many cards are drawn; the rest is found by narrowing. */
const most = 60;

const urgency = (one: OrderBrief, other: OrderBrief): number =>
	Number(other.kind === 'emergency') - Number(one.kind === 'emergency') || other.priority - one.priority || one.openedAt.localeCompare(other.openedAt);

/** What nobody has planned yet, the most pressing first; the arrow to the right takes an order into the first place beside it. */
export function ToPlan({ next }: { next: Slot }): JSX.Element {
	const waiting = [...toPlan.value].sort(urgency);
	return (
		<DropPlace slot={{ day: null }} class="board-column to-plan">
			<h2>
				{t('orders.toPlan')} <span class="quiet figures">{number(waiting.length)}</span>
			</h2>
			<ul class="bare-list board-cards">
				{waiting.slice(0, most).map((it) => (
					<li key={it.code}>
						<OrderCard it={it} waiting onStep={(key) => key === 'ArrowRight' && void putInto(it, { ...next, ...(it.crew !== null && { crew: it.crew }) })} />
					</li>
				))}
			</ul>
			{waiting.length === 0 && <p class="quiet small">{t('orders.allPlanned')}</p>}
			{(waiting.length > most || cutOff.value) && <p class="quiet small">{t('orders.narrowToSee')}</p>}
		</DropPlace>
	);
}

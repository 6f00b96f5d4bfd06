import type { JSX } from 'preact';
import type { OrderBrief } from '../../../server/work/orders/contract.ts';
import { t } from '../../i18n/console.ts';
import { date, time } from '../../i18n/format.ts';
import { SignSymbol } from '../../ui/state-symbol.tsx';
import { route } from '../route.ts';
import { canPlan, carried } from './board-state.ts';
import { hrefOfOrder } from './order-row.tsx';
import { hoursWords, nameOfOrder } from './order-words.ts';
import { orderSign } from './signs.ts';

interface CardProps {
	it: OrderBrief;
	/** What the arrow keys do together with Alt. */
	onStep: (key: string) => void;
	/** In the column of what is to be planned: no time, but for whom and since when. */
	waiting?: boolean;
}

const arrows = /^Arrow(Left|Right|Up|Down)$/;

const timeWords = ({ plannedFrom, plannedUntil }: OrderBrief): string =>
	plannedFrom === null ? '' : [time(plannedFrom), plannedUntil && time(plannedUntil)].filter(Boolean).join('–');

const waitingWords = ({ crew, plannedFrom, estimateHours }: OrderBrief): string =>
	[crew, plannedFrom && t('orders.leftOver', { day: date(plannedFrom) }), estimateHours !== null && hoursWords(estimateHours)].filter(Boolean).join(' · ');

/** One order on the board: dragged with the mouse, moved with Alt and the arrow keys, opened with Enter. */
export function OrderCard({ it, onStep, waiting }: CardProps): JSX.Element {
	const movable = canPlan(it);
	const pressed = (event: KeyboardEvent): void => {
		if (!event.altKey || !arrows.test(event.key)) return;
		event.preventDefault();
		if (movable) onStep(event.key);
	};
	const small = waiting ? waitingWords(it) : timeWords(it);
	return (
		<a
			class={`order-card ${orderSign[it.state]}${it.kind === 'emergency' ? ' emergency' : ''}${carried.value === it.code ? ' carried' : ''}`}
			href={hrefOfOrder(it.code)}
			data-card={it.code}
			draggable={movable}
			aria-current={route.value.work.wo === it.code ? 'true' : undefined}
			aria-keyshortcuts={movable ? 'Alt+ArrowLeft Alt+ArrowRight' : undefined}
			onKeyDown={pressed}
			onDragStart={(event) => {
				carried.value = it.code;
				event.dataTransfer?.setData('text/plain', it.code);
			}}
			onDragEnd={() => (carried.value = null)}
		>
			<span class="row close">
				<SignSymbol sign={orderSign[it.state]} label={t(`orders.state.${it.state}`)} />
				{small && <span class="small quiet figures clip">{small}</span>}
			</span>
			{it.kind === 'emergency' && <span class="unseen">{t('orders.kind.emergency')}</span>}
			<span class="order-card-title">{nameOfOrder(it)}</span>
			{it.street && it.title && <span class="small quiet clip">{it.street}</span>}
		</a>
	);
}

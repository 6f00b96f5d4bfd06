import type { JSX } from 'preact';
import type { DayNumber } from '../../../server/maths/zones.ts';
import { dayIn } from '../../../server/maths/zones.ts';
import type { OrderBrief } from '../../../server/work/orders/contract.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { DropPlace } from './board-cell.tsx';
import { crewCodes, ordersAt, putInto } from './board-state.ts';
import { dayWords } from './day-words.ts';
import { weekOf } from './days.ts';
import { OrderCard } from './order-card.tsx';
import { day } from './orders.ts';
import type { Slot } from './place-order.ts';
import { ToPlan } from './to-plan.tsx';

/** A week: the crews under each other, the days beside each other. */
export function Week(): JSX.Element {
	const days = weekOf(day.value);
	const today = dayIn(theTown().zone, Date.now());
	const alone = days.some((one) => ordersAt(null, one).length > 0);
	const crews: (string | null)[] = [...crewCodes.value, ...(alone ? [null] : [])];
	return (
		<section class="board" aria-label={t('orders.week')}>
			<ToPlan next={{ crew: crewCodes.value[0] ?? null, day: days.includes(today) ? today : (days[0] ?? today) }} />
			<div class="week-frame">
				<table class="week">
					<caption class="unseen">{t('orders.week')}</caption>
					<thead>
						<tr>
							<th scope="col">{t('orders.crew')}</th>
							{days.map((one) => (
								<th key={one} scope="col" class={one === today ? 'today' : ''}>
									{dayWords(one)}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{crews.map((crew, at) => (
							<tr key={crew}>
								<th scope="row">{crew ?? t('orders.noCrew')}</th>
								{days.map((one) => (
									<td key={one} class={one === today ? 'today' : ''}>
										<Cell crew={crew} on={one} days={days} crews={crews} at={at} />
									</td>
								))}
							</tr>
						))}
					</tbody>
				</table>
			</div>
		</section>
	);
}

interface CellProps {
	crew: string | null;
	on: DayNumber;
	days: readonly DayNumber[];
	crews: readonly (string | null)[];
	/** Which of the crews it is. */
	at: number;
}

function Cell({ crew, on, days, crews, at }: CellProps): JSX.Element {
	const places: Record<string, Slot> = {
		ArrowLeft: { day: on === days[0] ? null : on - 1 },
		ArrowRight: { day: on + 1 },
		ArrowUp: { crew: crews[at - 1] },
		ArrowDown: { crew: crews[at + 1] },
	};
	const step = (it: OrderBrief, key: string): void => void putInto(it, places[key] ?? {});
	return (
		<DropPlace slot={{ crew, day: on }} class="week-cell">
			{ordersAt(crew, on).map((it) => (
				<OrderCard key={it.code} it={it} onStep={(key) => step(it, key)} />
			))}
		</DropPlace>
	);
}

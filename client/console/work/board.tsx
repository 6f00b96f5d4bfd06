import type { JSX } from 'preact';
import type { OrderBrief } from '../../../server/work/orders/contract.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { may } from '../session.ts';
import { DropPlace } from './board-cell.tsx';
import { crewCodes, ordersAt, putInto } from './board-state.ts';
import { hoursOf } from './days.ts';
import { FillRun, filling } from './fill-run.tsx';
import { OrderCard } from './order-card.tsx';
import { hoursWords } from './order-words.ts';
import { day, means } from './orders.ts';
import { ToPlan } from './to-plan.tsx';

/** How many hours a crew has on a day; null where nobody has said. */
const shiftHours = (crew: string | null): number | null => {
	const it = means.value.crews.find(({ code }) => code === crew);
	return it ? (it.shiftUntil - it.shiftFrom) / 60 : null;
};

const planned = (those: readonly OrderBrief[]): number => those.reduce((sum, it) => sum + hoursOf(it), 0);

/** One day: what is to be planned, then a column for each crew. */
export function Board(): JSX.Element {
	const crews: (string | null)[] = [...crewCodes.value, ...(ordersAt(null, day.value).length > 0 ? [null] : [])];
	return (
		<section class="board" aria-label={t('orders.board')}>
			<ToPlan next={{ crew: crewCodes.value[0] ?? null, day: day.value }} />
			{filling.value && <FillRun key={filling.value} crew={filling.value} />}
			{crews.map((crew, at) => (
				<CrewColumn key={crew} crew={crew} before={at === 0 ? undefined : crews[at - 1]} after={crews[at + 1]} />
			))}
		</section>
	);
}

interface CrewColumnProps {
	crew: string | null;
	/** The crews on either side; undefined: the edge of the board. */
	before: string | null | undefined;
	after: string | null | undefined;
}

function CrewColumn({ crew, before, after }: CrewColumnProps): JSX.Element {
	const those = ordersAt(crew, day.value);
	const shift = shiftHours(crew);
	const hours = planned(those);
	const step = (it: OrderBrief, key: string): void => {
		if (key === 'ArrowLeft') void putInto(it, before === undefined ? { day: null } : { crew: before });
		if (key === 'ArrowRight' && after !== undefined) void putInto(it, { crew: after });
	};
	return (
		<DropPlace slot={{ crew, day: day.value }} class="board-column">
			<h2>
				{crew ?? t('orders.noCrew')}{' '}
				<span class={`figures ${shift !== null && hours > shift ? 'too-much' : 'quiet'}`}>
					{shift === null ? hoursWords(hours) : t('orders.ofShift', { hours: hoursWords(hours), shift: hoursWords(shift) })}
				</span>
			</h2>
			<ul class="bare-list board-cards">
				{those.map((it) => (
					<li key={it.code}>
						<OrderCard it={it} onStep={(key) => step(it, key)} />
					</li>
				))}
			</ul>
			{those.length === 0 && <p class="quiet small">{t('orders.free')}</p>}
			{crew !== null && may('work.plan') && (
				<Button class="no-print" aria-label={t('runs.fillOf', { crew })} onClick={() => (filling.value = crew)}>
					{t('runs.fill')}
				</Button>
			)}
		</DropPlace>
	);
}

import { computed, signal } from '@preact/signals';
import { type DayNumber, dayIn } from '../../../server/maths/zones.ts';
import type { OrderBrief } from '../../../server/work/orders/contract.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { route } from '../route.ts';
import { may } from '../session.ts';
import { plannedDay } from './days.ts';
import { replan } from './open-order.ts';
import { nameOfOrder } from './order-words.ts';
import { means, orders } from './orders.ts';
import { type Placed, placed, type Slot } from './place-order.ts';
import { isOver } from './signs.ts';

/** The order that is being dragged. */
export const carried = signal<string | null>(null);

/** Whether an order can be planned otherwise by this person. */
export const canPlan = (it: OrderBrief): boolean => may('work.plan') && (it.state === 'open' || it.state === 'assigned' || it.state === 'waiting');

const today = (): DayNumber => dayIn(theTown().zone, Date.now());

/** Live orders that no day to come has: never planned, or planned for a day that is over. */
export const toPlan = computed(() =>
	(orders.value ?? []).filter((it) => {
		if (isOver(it.state) || it.state === 'started') return false;
		const day = plannedDay(it, theTown().zone);
		return day === null || day < today();
	}),
);

const byBeginning = (one: OrderBrief, other: OrderBrief): number => Date.parse(one.plannedFrom ?? '') - Date.parse(other.plannedFrom ?? '');

/** What stands at a crew (null: none) on a day, in its order. */
export const ordersAt = (crew: string | null, day: DayNumber): OrderBrief[] =>
	(orders.value ?? []).filter((it) => it.crew === crew && it.state !== 'cancelled' && plannedDay(it, theTown().zone) === day).sort(byBeginning);

/** The crews to be shown: those that the filters leave, and those that only an order names. */
export const crewCodes = computed(() => {
	const { by, crew: only } = route.value.work;
	const own = means.value.crews.filter(({ code, department }) => (!by || department === by) && (!only || code === only));
	return [...new Set([...own.map(({ code }) => code), ...(orders.value ?? []).flatMap(({ crew }) => (crew === null ? [] : [crew]))])];
});

/** Plans an order as told, and leaves the keyboard on it wherever it now stands. */
export async function putAs(it: OrderBrief, change: Placed): Promise<void> {
	if (!canPlan(it) || Object.keys(change).length === 0) return;
	await replan(it, change, t('orders.placed', { order: nameOfOrder(it) }));
	requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-card="${CSS.escape(it.code)}"]`)?.focus({ preventScroll: true }));
}

/** Puts an order into a place of the board. */
export const putInto = (it: OrderBrief, slot: Slot): Promise<void> =>
	putAs(it, placed(it, slot, { orders: orders.peek() ?? [], crews: means.peek().crews, zone: theTown().zone }));

/** Puts what is carried into a place. */
export function drop(slot: Slot): void {
	const it = (orders.peek() ?? []).find(({ code }) => code === carried.peek());
	carried.value = null;
	if (it) void putInto(it, slot);
}

import { computed, effect, signal, untracked } from '@preact/signals';
import type * as z from 'zod/mini';
import { changeOrder, moveOrder, type Order, type OrderBrief, readOrder } from '../../../server/work/orders/contract.ts';
import { call } from '../../api/call.ts';
import { listen } from '../../api/live.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { answer } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { language } from '../../i18n/language.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { toast } from '../../ui/toast.tsx';
import { route } from '../route.ts';
import { putOrder, reload } from './orders.ts';

const asked = answer(async (abort: AbortSignal): Promise<Order | null> => {
	const code = route.peek().work.wo;
	return code ? (await call(readOrder, { code, language: language.peek() }, { signal: abort })).order : null;
});

/** All about the order that is open; null while it is on its way, or none is open. */
export const theOrder = computed<Order | null>(() => {
	const it = asked.data.value;
	return it && it.code === route.value.work.wo ? it : null;
});
export const orderProblem = asked.error;
export const reloadOrder = asked.reload;

/** A change is under way: no second one meanwhile. */
export const changing = signal(false);
/** Why the last change was refused. */
export const refusal = signal<Problem | null>(null);

interface Doing {
	/** What is said once it is done. */
	said: string;
	ask: () => Promise<{ order: Order }>;
	/** Takes it back, given the order as it has become. */
	undo?: (now: Order) => Promise<unknown>;
}

const shown = (order: Order): void => {
	if (asked.data.peek()?.code === order.code) asked.data.value = order;
	putOrder(order);
};

/** Does something to an order: asks, shows what came of it, offers to take it back. Answers whether it was done. */
export async function doToOrder({ said, ask, undo }: Doing): Promise<boolean> {
	if (changing.peek()) return false;
	changing.value = true;
	refusal.value = null;
	try {
		const { order } = await ask();
		shown(order);
		toast({ text: said, ...(undo && { undo: () => takeBack(() => undo(order)) }) });
		return true;
	} catch (thrown) {
		const problem = asProblem(thrown);
		refusal.value = problem;
		if (problem.code === 'conflict') await Promise.all([reloadOrder(), reload()]);
		return false;
	} finally {
		changing.value = false;
	}
}

async function takeBack(undo: () => Promise<unknown>): Promise<void> {
	try {
		await undo();
		toast({ text: t('orders.undone') });
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
	await Promise.all([reloadOrder(), reload()]);
}

/** What of an order can be planned otherwise. */
export type Plan = Omit<z.input<typeof changeOrder.input>, 'code' | 'version' | 'language'>;

const before = (it: OrderBrief & Partial<Order>, plan: Plan): Plan =>
	Object.fromEntries(Object.keys(plan).map((name) => [name, it[name as keyof OrderBrief]])) as Plan;

/** Plans an order otherwise; taking it back writes what stood there before. */
export const replan = (it: OrderBrief & Partial<Order>, plan: Plan, said: string): Promise<boolean> =>
	doToOrder({
		said,
		ask: () => call(changeOrder, { code: it.code, version: it.version, ...plan, language: language.peek() }),
		undo: ({ version }) => call(changeOrder, { code: it.code, version, ...before(it, plan), language: language.peek() }),
	});

type To = z.input<typeof moveOrder.input>['to'];

/** Whether the desk can move an order there by itself: done comes with the last of its items. */
export const canBeAsked = (state: Order['state']): state is To => state !== 'done';

/** Moves an order to another state, with the way back where there is one. */
export function moveTo(it: Order, to: To, reason: string): Promise<boolean> {
	const back = it.state;
	return doToOrder({
		said: t('orders.moved', { state: t(`orders.state.${to}`) }),
		ask: () => call(moveOrder, { code: it.code, to, version: it.version, ...(reason.trim() && { reason: reason.trim() }), language: language.peek() }),
		...(canBeAsked(back) && {
			undo: ({ version }: Order) => call(moveOrder, { code: it.code, to: back, version, ...(it.reason && { reason: it.reason }), language: language.peek() }),
		}),
	});
}

/** Reads the order that the address names, and again when it changes elsewhere. Answers how to stop. */
export function followOpenOrder(): () => void {
	const code = computed(() => route.value.work.wo);
	const stops = [
		effect(() => {
			void code.value;
			void language.value;
			untracked(() => {
				refusal.value = null;
				void reloadOrder();
			});
		}),
		listen((event) => {
			if (event.kind !== 'live.reconnected' && !(event.kind.startsWith('work-order.') && code.peek())) return;
			if (!changing.peek()) void reloadOrder();
		}),
		asked.stop,
	];
	return () => {
		for (const stop of stops) stop();
	};
}

import { computed, effect, signal, untracked } from '@preact/signals';
import type * as z from 'zod/mini';
import { listOrders, type OrderBrief, orderKinds, orderStates } from '../../../server/work/orders/contract.ts';
import { listWorkMeans } from '../../../server/work/orders/means/contract.ts';
import { call } from '../../api/call.ts';
import { listen } from '../../api/live.ts';
import { theTown } from '../../api/town.ts';
import { answer } from '../../api/use-call.ts';
import { language } from '../../i18n/language.ts';
import type { noWork } from '../address.ts';
import { change, route } from '../route.ts';
import { dayOf, momentAt, weekOf } from './days.ts';

/** How work orders are shown. */
export const shapes = ['list', 'board', 'week', 'gantt', 'proposed'] as const;
export type Shape = (typeof shapes)[number];

/** What the list can be narrowed to, besides each state. */
export const narrowings = ['live', ...orderStates, 'all'] as const;
export type Narrowing = (typeof narrowings)[number];

const oneOf = <Name extends string>(names: readonly Name[], it: string, otherwise: Name): Name => names.find((name) => name === it) ?? otherwise;

/** How they are shown now, and which ones. */
export const shape = computed<Shape>(() => oneOf(shapes, route.value.work.as, 'list'));
export const narrowing = computed<Narrowing>(() => oneOf(narrowings, route.value.work.is, 'live'));
/** The day that board, week and bars are about. */
export const day = computed(() => dayOf(route.value.work.day, theTown().zone));

/** Changes how work orders are shown or narrowed; the open one stays open. */
export const narrowWork = (to: Partial<typeof noWork>): void => change({ work: { ...route.peek().work, ...to } });

/** How many filters narrow them, besides the state. */
export const narrowedBy = (): number => (['kind', 'by', 'crew', 'find'] as const).filter((name) => route.value.work[name]).length;

type Means = z.infer<typeof listWorkMeans.output>;

/** Crews, materials and codes for cost; empty until they are known. */
export const means = signal<Means>({ crews: [], materials: [], costCodes: [] });

type Question = z.input<typeof listOrders.input>;

/** So many orders are asked for at once. */
const page = 100;
const most = 500;

const filters = (): Question => {
	const { kind, by, crew, find } = route.value.work;
	return {
		...(kind && { kind: oneOf(orderKinds, kind, 'corrective') }),
		...(by && { department: by }),
		...(crew && { crew }),
		...(find.trim() && { q: find.trim() }),
		language: language.value,
	};
};

/** What the open shape asks for: the list what it is narrowed to; the others all that is live, and all of their days. */
const questions = computed<Question[]>(() => {
	if (shape.value === 'list' || shape.value === 'proposed') return [{ ...filters(), state: narrowing.value, limit: page }];
	const zone = theTown().zone;
	const days = shape.value === 'board' ? [day.value] : weekOf(day.value);
	const window = { from: momentAt(zone, days[0] ?? day.value), until: momentAt(zone, (days.at(-1) ?? day.value) + 1) };
	return [
		{ ...filters(), state: 'live', limit: most },
		{ ...filters(), state: 'all', ...window, limit: most },
	];
});

const asked = answer(async (abort: AbortSignal) => {
	const [first, ...others] = await Promise.all(questions.peek().map((it) => call(listOrders, it, { signal: abort })));
	if (!first) throw new Error('nothing was asked');
	const byCode = new Map([first, ...others].flatMap(({ orders }) => orders.map((it): [string, OrderBrief] => [it.code, it])));
	return { orders: [...byCode.values()], next: first.next, counts: first.counts };
});

/** The orders as they were read; undefined until they are. */
export const orders = computed(() => asked.data.value?.orders);
/** How many there are in each state that is not over, and of all those together. */
export const counts = computed<Readonly<Record<string, number>>>(() => {
	const known = asked.data.value?.counts;
	return known ? { ...known, live: Object.values(known).reduce((sum, count) => sum + count, 0) } : {};
});
export const hasMore = computed(() => shape.value === 'list' && asked.data.value?.next != null);
/** There are more live orders than the board can hold. */
export const cutOff = computed(() => shape.value !== 'list' && shape.value !== 'proposed' && asked.data.value?.next != null);
export const { error: ordersProblem, loading, reload } = asked;

/** The order somebody points at, in the list or on the map. */
export const pointed = signal<string | null>(null);

/** Reads the next page of the list. */
export async function loadMore(): Promise<void> {
	const [question] = questions.peek();
	const it = asked.data.peek();
	if (!question || !it?.next) return;
	const more = await call(listOrders, { ...question, after: it.next });
	if (asked.data.peek() !== it) return;
	asked.data.value = { orders: [...it.orders, ...more.orders], next: more.next, counts: more.counts };
}

/** Shows what is known anew of an order where it stands. */
export function putOrder(order: OrderBrief): void {
	const it = asked.data.peek();
	if (it) asked.data.value = { ...it, orders: it.orders.map((other) => (other.code === order.code && other.version <= order.version ? order : other)) };
}

const learnMeans = async (): Promise<void> => {
	// Without these lists the room still works, with names in place of choices.
	means.value = await call(listWorkMeans, { language: language.peek() }).catch(() => means.peek());
};

/** Reads the orders whenever they are narrowed otherwise, and when one changes elsewhere. Answers how to stop. */
export function followOrders(): () => void {
	const question = computed(() => JSON.stringify(questions.value));
	const stops = [
		effect(() => {
			void question.value;
			untracked(() => void reload());
		}),
		effect(() => {
			void language.value;
			untracked(() => void learnMeans());
		}),
		listen(({ kind }) => /^(work-order\.|live\.reconnected)/.test(kind) && void reload()),
		asked.stop,
	];
	return () => {
		for (const stop of stops) stop();
	};
}

/** Takes all filters away. */
export const widen = (): void => narrowWork({ kind: '', by: '', crew: '', find: '' });

import type { OrderState } from './contract.ts';

/** The life of a work order as data. Done is reached with its last item only. */
export const orderMoves: Readonly<Record<OrderState, readonly OrderState[]>> = {
	open: ['assigned', 'started', 'waiting', 'cancelled'],
	assigned: ['open', 'started', 'waiting', 'cancelled'],
	started: ['assigned', 'waiting', 'cancelled'],
	waiting: ['open', 'assigned', 'started', 'cancelled'],
	done: [],
	cancelled: ['open'],
};

/** Moves that must say why. */
export const orderWantsReason: ReadonlySet<OrderState> = new Set(['waiting', 'cancelled']);

const live: ReadonlySet<OrderState> = new Set(['open', 'assigned', 'started', 'waiting']);

/** Whether there is still something to do. */
export const isLive = (state: OrderState): boolean => live.has(state);

import type { OrderState } from '../../../server/work/orders/contract.ts';
import type { Sign } from '../../ui/states.ts';

/** Which symbol a work order is shown by: the same shapes as for faults. */
export const orderSign: Record<OrderState, Sign> = {
	open: 'open',
	assigned: 'open',
	started: 'progress',
	waiting: 'safe',
	done: 'fixed',
	cancelled: 'ended',
};

/** Whether nothing more is to happen with it. */
export const isOver = (state: OrderState): boolean => state === 'done' || state === 'cancelled';

import { readShelf } from '../platform/shelf.ts';
import type { Channel } from './channels/index.ts';

export { alertSubscriptions } from './alerts.ts';
export type { Means } from './channels/index.ts';
export { sendCodes } from './codes.ts';
export { escalationSubscriptions, sendEscalations } from './escalation/letters.ts';
export { routes } from './routes.ts';
export { sendDue } from './send.ts';
export { sendCallOuts, standbySubscriptions, sweepCallOuts } from './standby/call.ts';
export { standbyPage } from './standby/page.ts';
export { subscriptions } from './subscriptions.ts';

/** Every way to reach people that stands on the shelf. */
export const channels: readonly Channel[] = await readShelf<Channel>(new URL('./channels/', import.meta.url));

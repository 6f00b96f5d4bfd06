import { signal } from '@preact/signals';

/** How many reports wait on this device; the rest of the outbox is fetched when the first screen stands. */
export const waiting = signal(0);

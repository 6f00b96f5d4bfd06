import { signal } from '@preact/signals';

/** How many reports wait on this device; the rest of the outbox is fetched when the first screen stands. */
export const waiting = signal(0);

/** Whether there is no connection, as far as the browser knows. */
export const offline = signal(!navigator.onLine);

addEventListener('online', () => (offline.value = false));
addEventListener('offline', () => (offline.value = true));

import { signal } from '@preact/signals';

/** Whether there is no connection, as far as the browser knows. */
export const offline = signal(!navigator.onLine);

addEventListener('online', () => (offline.value = false));
addEventListener('offline', () => (offline.value = true));

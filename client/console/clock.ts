import { signal } from '@preact/signals';

/** The present moment in ms, by the minute: ages and clocks that are on the screen follow it. */
export const now = signal(Date.now());

setInterval(() => {
	now.value = Date.now();
}, 30_000);

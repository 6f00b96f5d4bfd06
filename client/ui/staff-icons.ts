/** Drawings like those of `icons.ts` that only the apps of the staff use: residents do not pay for them. */
export const clock = 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4.2l2.8 1.8';
export const people =
	'M7.5 9a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM2 16c.4-2.8 2.4-4.25 5.5-4.25S12.6 13.2 13 16M13 3.8a2.6 2.6 0 0 1 0 5M14.8 12c1.9.5 3 1.8 3.2 4';
export const menu = 'M3 5.5h14M3 10h14M3 14.5h14';
export const language = 'M2.5 5h8M6.5 3v2M9 5c-.6 3.2-2.8 5.6-6 7M4.5 7.5c.9 2 2.5 3.5 4.7 4.3M9.5 17 13.5 8l4 9M11 14h5';
export const filter = 'M3 4.5h14l-5.5 6.5v5l-3-1.5V11Z';
export const link = 'M8.5 11.5a3 3 0 0 0 4.3 0l2.8-2.8a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-2.8 2.8a3 3 0 0 0 4.3 4.3l1-1';
export const eye = 'M2 10s2.9-5 8-5 8 5 8 5-2.9 5-8 5-8-5-8-5ZM10 12.25a2.25 2.25 0 1 0 0-4.5 2.25 2.25 0 0 0 0 4.5Z';
export const eyeOff = 'M3 3l14 14M8 5.2A8.7 8.7 0 0 1 10 5c5.1 0 8 5 8 5a13 13 0 0 1-2.3 2.8M12.6 14.5A8 8 0 0 1 10 15c-5.1 0-8-5-8-5a13 13 0 0 1 3.5-3.7';
export const merge = 'M5 3.5v3c0 3 5 3.5 5 6.5v4M15 3.5v3c0 3-5 3.5-5 6.5M7.5 14.5l2.5 2.5 2.5-2.5';
export const split = 'M10 3v4c0 3-5 3.5-5 6.5V17M10 7c0 3 5 3.5 5 6.5V17M3 15l2 2 2-2M13 15l2 2 2-2';
export const flag = 'M4.5 17.5v-14h11l-2.5 4 2.5 4h-11';
export const layers = 'm10 3 7.5 4-7.5 4-7.5-4ZM3 10.5l7 3.75 7-3.75M3 13.5l7 3.75 7-3.75';
export const chart = 'M3 3v14h14M7 14v-3.5M11 14V7M15 14v-5.5';
export const wrench = 'M16.5 6.5a4 4 0 0 1-5.3 4.4L6 16.5a1.8 1.8 0 0 1-2.5-2.5l5.6-5.2A4 4 0 0 1 13.5 3.5L11.5 6l2.5 2.5Z';
export const message = 'M3 4h14v9.5H9L5.5 17v-3.5H3Z';

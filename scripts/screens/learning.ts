import type { Screen } from './screen.ts';

/** Screens about what the register learns from what people confirmed. */
export const learning: readonly Screen[] = [
	{ name: 'console-calibration', address: '/console/?view=calibration', person: 'gis', ready: '.reliability circle', often: true },
];
